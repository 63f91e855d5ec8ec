//! What a prompt says of a key against what the key does: shared by the rules of both.

use std::collections::HashSet;

use super::super::context::CheckContext;
use super::super::offers::{Offer, OfferShape, significant};
use super::spoken_id::is_said_in_words;
use crate::base::diagnostic::Fix;
use crate::base::source::Span;
use crate::plan::{Choice, Key, Menu, Plan, PromptPart, StepId, Target, WayKey};

/// The words that a choice goes by.
struct ChoiceWords {
    /// The words of its name, and of the way in which it is offered.
    names: Vec<Vec<String>>,
    /// Those and what it is about.
    all: HashSet<String>,
}

/// What a choice is about, as far as the plan tells.
fn about(plan: &Plan, choice: &Choice) -> ChoiceWords {
    let mut names: Vec<String> = choice.say.iter().cloned().collect();
    let mut more: Vec<&str> = Vec::new();
    match choice.link.target {
        Target::Step(id) => {
            let step = plan.step(id);
            names.extend(step.name.clone());
            names.push(step.key.clone());
            more.extend(step.topics.iter().map(String::as_str));
            more.extend(step.unit.as_deref());
        }
        Target::Repeat => more.push("repeat hear again menu options choices once more replay listen"),
        Target::Back => more.push("back previous return main menu before"),
        Target::Dropped => {}
        Target::HangUp => more.push("end hang up goodbye exit quit finish disconnect"),
    }
    let names: Vec<Vec<String>> = names.iter().map(|name| significant(name)).collect();
    let all = names.iter().flatten().cloned().chain(more.into_iter().flat_map(significant)).collect();
    ChoiceWords { names, all }
}

impl ChoiceWords {
    /// Whether these words can be about it: they name it, or say nothing that it is not about.
    fn can_be(&self, words: &[String]) -> bool {
        words.iter().all(|word| self.all.contains(word)) || self.is_named_in(words)
    }

    /// Whether its whole name is among these words.
    fn is_named_in(&self, words: &[String]) -> bool {
        self.names.iter().any(|name| !name.is_empty() && name.iter().all(|word| words.contains(word)))
    }

    /// Whether these words are a part of its name, and none is about something else.
    fn is_short_for(&self, words: &[String]) -> bool {
        self.names.iter().any(|name| words.iter().all(|word| name.contains(word)))
    }

    /// Whether none of these words is about it.
    fn has_nothing_of(&self, words: &[String]) -> bool {
        !words.iter().any(|word| self.all.contains(word))
    }
}

/// What a prompt speaks of when it does not speak of what the key does.
pub(super) enum PromptTopic {
    /// What another way of the menu does.
    Way(WayKey),
    /// A step elsewhere, by its name.
    Step(StepId),
}

/// What the offer of a key speaks of, where that is clearly not what the key does.
pub(super) fn key_meant(
    context: &CheckContext<'_>,
    menu: &Menu,
    choice: &Choice,
    offer: &Offer,
) -> Option<PromptTopic> {
    other_meant(context, menu, (WayKey::Key(offer.key), choice), (&offer.words, &offer.things))
}

/// What an offer speaks of, where that is clearly not what its way does.
pub(super) fn other_meant(
    context: &CheckContext<'_>,
    menu: &Menu,
    (way, choice): (WayKey, &Choice),
    (words, things): (&Vec<String>, &[Vec<String>]),
) -> Option<PromptTopic> {
    let own = about(context.plan, choice);
    if words.is_empty() || own.can_be(words) {
        return None;
    }
    // "Service agreements" may be what another team sells.
    let is_just = |other: &ChoiceWords, words: &[String]| {
        other.is_named_in(words) && words.iter().all(|word| other.all.contains(word))
    };
    let is_meant = |other: &ChoiceWords| {
        is_just(other, words)
            || things.iter().any(|thing| is_just(other, thing))
            || own.has_nothing_of(words) && other.is_short_for(words)
    };
    let mut others = menu.ways().filter(|&(other, _)| other != way);
    let other = others.find(|&(_, other)| is_meant(&about(context.plan, other)));
    match other {
        Some((way, _)) => Some(PromptTopic::Way(way)),
        None => context.step_called(words).map(PromptTopic::Step),
    }
}

/// `{options}` instead of a list in words of its own. Not where the list speaks of other things than the keys do: nobody
/// knows then which of them is right. The list must be one piece of the prompt, and the keys in order, so that nothing
/// else is wrong afterwards.
pub(super) fn list_instead(context: &CheckContext<'_>, menu: &Menu, offers: &[Offer]) -> Option<Fix> {
    let (first, last) = (offers.first()?, offers.last()?);
    if offers.len() < 2 || menu.say.pieces.contains(&PromptPart::Options) {
        return None;
    }
    let between =
        offers.windows(2).map(|pair| Span { start: pair[0].span.end, end: pair[1].span.start, ..first.span });
    let is_one_piece =
        between.map(|gap| context.written(gap).trim()).all(|gap| matches!(gap, "" | "," | "and" | "or"));
    let in_order = menu.offered.is_sorted_by_key(|key| Key::ALL.iter().position(|other| other == key));
    let whole = Span { end: last.span.end, ..first.span };
    let agrees = |offer: &Offer| {
        offer.shape != OfferShape::Bare
            && offer.then.is_none()
            && menu.choice(offer.key).is_some_and(|choice| key_meant(context, menu, choice, offer).is_none())
    };
    // What the list leaves out would be offered, too, and callers must know it by a name.
    let has_words = |choice: &Choice| match choice.link.target {
        Target::Step(id) if choice.say.is_none() => is_said_in_words(context.plan.step(id)),
        _ => true,
    };
    let all_have_words = menu.choices().all(|(_, choice)| has_words(choice));
    (is_one_piece && in_order && all_have_words && offers.iter().all(agrees))
        .then(|| Fix::at(whole, "let the plan say what the keys do", "{options}"))
}
