//! What a prompt says of a key against what the key does: shared by the rules of both.

use std::collections::HashSet;

use super::super::context::Context;
use super::super::offers::{Offer, significant};
use crate::diagnostic::Fix;
use crate::plan::{Choice, Menu, Piece, Plan, Target};
use crate::source::Span;

/// The words that a choice goes by.
pub(super) struct About {
    /// The words of its name, and of the way in which it is offered.
    names: Vec<Vec<String>>,
    /// Those and what it is about.
    all: HashSet<String>,
}

/// What a choice is about, as far as the plan tells.
pub(super) fn about(plan: &Plan, choice: &Choice) -> About {
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
        Target::HangUp => more.push("end hang up goodbye exit quit finish disconnect"),
    }
    let names: Vec<Vec<String>> = names.iter().map(|name| significant(name)).collect();
    let all = names.iter().flatten().cloned().chain(more.into_iter().flat_map(significant)).collect();
    About { names, all }
}

impl About {
    /// How many of these words it goes by.
    pub(super) fn overlap(&self, words: &[String]) -> usize {
        words.iter().filter(|word| self.all.contains(*word)).count()
    }

    /// Whether these words name it: all of its name is among them, or all of them are in its name.
    pub(super) fn is_named_by(&self, words: &[String]) -> bool {
        self.names.iter().any(|name| {
            let has = |all: &[String], part: &[String]| {
                !part.is_empty() && part.iter().all(|word| all.contains(word))
            };
            has(words, name) || has(name, words)
        })
    }
}

/// `{options}` instead of a list in words of its own. Not where the list speaks of other things than the keys do: nobody
/// knows then which of them is right. The list must be one piece of the prompt, and the keys in order, so that nothing
/// else is wrong afterwards.
pub(super) fn list_instead(context: &Context<'_>, menu: &Menu, offers: &[Offer]) -> Option<Fix> {
    let (first, last) = (offers.first()?, offers.last()?);
    if offers.len() < 2 || menu.say.pieces.contains(&Piece::Options) {
        return None;
    }
    let between =
        offers.windows(2).map(|pair| Span { start: pair[0].span.end, end: pair[1].span.start, ..first.span });
    let is_one_piece =
        between.map(|gap| context.written(gap).trim()).all(|gap| matches!(gap, "" | "," | "and" | "or"));
    let in_order =
        menu.offered.is_sorted_by_key(|key| crate::plan::Key::ALL.iter().position(|other| other == key));
    let whole = Span { end: last.span.end, ..first.span };
    let agrees = |offer: &Offer| {
        let choice = menu.choice(offer.key);
        choice.is_some_and(|choice| {
            offer.words.is_empty() || about(context.plan, choice).overlap(&offer.words) > 0
        })
    };
    (is_one_piece && in_order && offers.iter().all(agrees))
        .then(|| Fix::at(whole, "let the plan say what the keys do", "{options}"))
}
