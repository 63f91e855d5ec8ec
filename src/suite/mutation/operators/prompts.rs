//! What is said: a word lost, a placeholder lost, another length; and mailboxes that are none.

use jiff::SignedDuration;

use super::keys::{choice_of, way_name};
use super::planting::MutantPlanter;
use crate::base::Language;
use crate::base::source::Span;
use crate::plan::{Destination, Message, Prompt, PromptPart, Step, StepId, StepKind, Target};
use crate::suite::mutation::mutant::Operator;

/// Which of a step's prompts.
#[derive(Clone, Copy)]
enum Which {
    Own,
    Again,
    NoInput,
    NoMatch,
}

impl Which {
    const ALL: [Self; 4] = [Self::Own, Self::Again, Self::NoInput, Self::NoMatch];

    fn word(self) -> &'static str {
        match self {
            Self::Own => "",
            Self::Again => " when it asks again",
            Self::NoInput => " after a no-input",
            Self::NoMatch => " after a no-match",
        }
    }

    fn of(self, step: &mut Step) -> Option<&mut Prompt> {
        let waiting = match (&mut step.kind, self) {
            (StepKind::Menu(menu), Self::Own) => return Some(&mut menu.say),
            (StepKind::Input(input), Self::Own) => return Some(&mut input.say),
            (StepKind::Message(message), Self::Own) => return Some(&mut message.say),
            (StepKind::Voicemail(say), Self::Own) => return Some(say),
            (StepKind::Destination(destination), Self::Own) => return destination.say.as_mut(),
            (StepKind::Menu(menu), _) => &mut menu.waiting,
            (StepKind::Input(input), _) => &mut input.waiting,
            _ => return None,
        };
        match self {
            Self::Again => waiting.again.as_mut(),
            Self::NoInput => waiting.no_input.misstep_mut().map(|misstep| &mut misstep.say),
            Self::NoMatch => waiting.no_match.misstep_mut().map(|misstep| &mut misstep.say),
            Self::Own => None,
        }
    }
}

pub(super) fn plant(planting: &mut MutantPlanter<'_>) {
    let plan = planting.plan;
    for (id, step) in plan.steps() {
        for which in Which::ALL {
            let mut copy = step.clone();
            let Some(prompt) = which.of(&mut copy) else { continue };
            said(planting, id, which, prompt);
        }
        offered(planting, id, step);
    }
}

fn said(planting: &mut MutantPlanter<'_>, id: StepId, which: Which, prompt: &Prompt) {
    let says = format!("{}{}", planting.name(id), which.word());
    pieces_lost(planting, id, which, &says, prompt.span, None, &prompt.pieces);
    for (language, translation) in prompt.translations.iter() {
        let says = format!("{says} in {}", language.name());
        pieces_lost(planting, id, which, &says, translation.span, Some(language), &translation.pieces);
    }
    if let Some(seconds) = prompt.seconds {
        let longer = seconds.checked_add(SignedDuration::from_secs(1)).unwrap_or(seconds);
        let words = format!("{says} speaks for {longer:#} instead of {seconds:#}");
        planting.step(Operator::Prompts, prompt.span, words, id, |step| {
            if let Some(prompt) = which.of(step) {
                prompt.seconds = Some(longer);
            }
        });
    }
}

/// The last word of each text, and each placeholder, of a prompt in one language; none is the plan's own.
fn pieces_lost(
    planting: &mut MutantPlanter<'_>,
    id: StepId,
    which: Which,
    says: &str,
    place: Span,
    language: Option<Language>,
    pieces: &[PromptPart],
) {
    let mut planted = |words: String, edit: &dyn Fn(&mut Vec<PromptPart>)| {
        planting.step(Operator::Prompts, place, words, id, |step| {
            let prompt = which.of(step);
            let pieces = prompt.and_then(|prompt| match language {
                None => Some(&mut prompt.pieces),
                Some(language) => {
                    prompt.translations.get_mut(language).map(|translation| &mut translation.pieces)
                }
            });
            if let Some(pieces) = pieces {
                edit(pieces);
            }
        });
    };
    let mut texts = 0;
    for (index, piece) in pieces.iter().enumerate() {
        if let PromptPart::Text(text) = piece {
            let Some((kept, word)) = without_last_word(text) else { continue };
            texts += 1;
            let part = if texts == 1 { String::new() } else { format!(" in part {texts}") };
            planted(format!("{says} does not say \"{word}\"{part}"), &|pieces| {
                pieces[index] = PromptPart::Text(kept.clone());
            });
        } else if !matches!(piece, PromptPart::OptionalSentence(_) | PromptPart::OptionalSentenceEnd) {
            let what = placeholder(piece);
            let before = pieces[..index].iter().filter(|piece| placeholder(piece) == what).count();
            let again = if before == 0 { String::new() } else { format!(", time {}", before + 1) };
            planted(format!("{says} does not say {what}{again}"), &|pieces| {
                pieces.remove(index);
            });
        }
    }
}

/// How keys are offered, where the plan has words of its own for it.
fn offered(planting: &mut MutantPlanter<'_>, id: StepId, step: &Step) {
    let StepKind::Menu(menu) = &step.kind else { return };
    for (way, choice) in menu.ways() {
        let what = way_name(way);
        if let Some(say) = &choice.say {
            let words = format!("{} offers {what} by another name than \"{say}\"", planting.name(id));
            planting.menu_says(choice.link.span, words, id, |menu| {
                if let Some(choice) = choice_of(menu, way) {
                    choice.say =
                        without_last_word(say).map(|(kept, _)| kept).filter(|kept| !kept.trim().is_empty());
                }
            });
        }
        for (language, say) in choice.translated_say.iter() {
            let (name, language_name) = (planting.name(id), language.name());
            let words = format!("{name} offers {what} by another name than \"{say}\" in {language_name}");
            planting.menu_says(choice.link.span, words, id, |menu| {
                let said = choice_of(menu, way).and_then(|choice| choice.translated_say.get_mut(language));
                if let (Some(said), Some((kept, _))) = (said, without_last_word(say)) {
                    *said = kept;
                }
            });
        }
    }
}

/// A text without its last word, and that word.
fn without_last_word(text: &str) -> Option<(String, &str)> {
    let end = text.rfind(char::is_alphanumeric)?;
    let end = end + text[end..].chars().next().map_or(0, char::len_utf8);
    let start = text[..end]
        .rfind(char::is_whitespace)
        .map_or(0, |space| space + text[space..].chars().next().map_or(0, char::len_utf8));
    let word = text[start..end].trim_start_matches(|c: char| !c.is_alphanumeric());
    let start = end - word.len();
    Some((format!("{}{}", &text[..start], &text[end..]), word))
}

fn placeholder(piece: &PromptPart) -> &'static str {
    match piece {
        PromptPart::Text(_) | PromptPart::OptionalSentence(_) | PromptPart::OptionalSentenceEnd => "",
        PromptPart::Name | PromptPart::NameOf(_) => "a name",
        PromptPart::Options => "its options",
        PromptPart::Hours | PromptPart::HoursOf(_) => "the hours",
        PromptPart::NextOpen | PromptPart::NextOpenOf(_) => "when it opens next",
        PromptPart::Number | PromptPart::NumberOf(_) => "a number",
        PromptPart::Entered => "what was entered",
        PromptPart::EntryOf(_) => "what was entered earlier",
        PromptPart::Answer(_) => "an outside answer",
        PromptPart::Reason | PromptPart::ReasonOf(_) => "the reason",
        PromptPart::Recording => "its recording",
    }
}

/// Mailboxes that take no messages, and teams that do not call back.
pub(super) fn plant_voicemails(planting: &mut MutantPlanter<'_>) {
    let plan = planting.plan;
    for (id, step) in plan.steps() {
        let say = match &step.kind {
            StepKind::Voicemail(say) => Some(say),
            StepKind::Destination(Destination { calls_back: true, say, .. }) => say.as_ref(),
            _ => continue,
        };
        let (name, place) = (planting.name(id), step.origin.span);
        planting.step(Operator::Voicemails, place, format!("{name} puts calls through"), id, |step| {
            step.kind = StepKind::Destination(Destination { say: say.cloned(), ..Destination::default() });
        });
        let Some(say) = say else { continue };
        planting.step(Operator::Voicemails, place, format!("{name} hangs up"), id, |step| {
            let then = crate::plan::Link { target: Target::HangUp, span: place };
            step.kind = StepKind::Message(Message { say: say.clone(), then, barge_in: false });
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_word_is_lost_and_what_stands_around_it_stays() {
        let without = |text| without_last_word(text).map(|(kept, word)| (kept, word.to_owned()));
        assert_eq!(without("Goodbye."), Some((".".to_owned(), "Goodbye".to_owned())));
        assert_eq!(
            without("We are (now) closed. "),
            Some(("We are (now) . ".to_owned(), "closed".to_owned()))
        );
        assert_eq!(without("caf\u{e9}"), Some((String::new(), "caf\u{e9}".to_owned())));
        assert_eq!(without(". "), None);
    }
}
