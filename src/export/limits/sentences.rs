//! Prompts without what is only known while a call runs: the sentences that say it are left out.

use crate::plan::{Prompt, PromptPart};

/// Why a part of a prompt cannot be written, in words that follow "says".
pub(super) fn unsayable(piece: &PromptPart) -> Option<&'static str> {
    Some(match piece {
        PromptPart::NextOpen | PromptPart::NextOpenOf(_) => "when it opens next",
        PromptPart::Reason | PromptPart::ReasonOf(_) => "why it is closed",
        PromptPart::Entered | PromptPart::EntryOf(_) => "what was entered",
        PromptPart::Answer(_) => "what another system answers",
        _ => return None,
    })
}

/// The parts without the sentences that say what cannot be written.
pub(super) fn without(pieces: &[PromptPart]) -> Vec<PromptPart> {
    let mut kept: Vec<PromptPart> = Vec::new();
    let mut sentence: Vec<PromptPart> = Vec::new();
    let mut is_left_out = false;
    for piece in pieces {
        match piece {
            PromptPart::OptionalSentence(_) | PromptPart::OptionalSentenceEnd => {}
            PromptPart::Text(text) => {
                for part in sentences(text) {
                    sentence.push(PromptPart::Text(part.to_owned()));
                    if ends(part) {
                        close(&mut kept, &mut sentence, &mut is_left_out);
                    }
                }
            }
            piece => {
                is_left_out |= unsayable(piece).is_some();
                sentence.push(piece.clone());
                // Options are sentences of their own.
                if matches!(piece, PromptPart::Options) {
                    close(&mut kept, &mut sentence, &mut is_left_out);
                }
            }
        }
    }
    close(&mut kept, &mut sentence, &mut is_left_out);
    joined(kept)
}

fn close(kept: &mut Vec<PromptPart>, sentence: &mut Vec<PromptPart>, is_left_out: &mut bool) {
    let sentence = std::mem::take(sentence);
    if !std::mem::take(is_left_out) {
        kept.extend(sentence);
        return;
    }
    // What stands before a semicolon is a sentence of its own by now.
    if let Some(PromptPart::Text(before)) = kept.last_mut()
        && let Some(text) = before.strip_suffix(';')
    {
        *before = format!("{text}.");
    }
}

/// Text in pieces that each go up to the end of a sentence.
fn sentences(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, c) in text.char_indices() {
        let behind = &text[at + c.len_utf8()..];
        let is_end = match c {
            '.' | '!' | '?' => behind.is_empty() || behind.starts_with(char::is_whitespace),
            ';' => true,
            _ => false,
        };
        if is_end {
            parts.push(&text[from..at + c.len_utf8()]);
            from = at + c.len_utf8();
        }
    }
    if from < text.len() {
        parts.push(&text[from..]);
    }
    parts
}

fn ends(part: &str) -> bool {
    part.ends_with(['.', '!', '?', ';'])
}

/// Texts beside each other as one.
fn joined(pieces: Vec<PromptPart>) -> Vec<PromptPart> {
    let mut all: Vec<PromptPart> = Vec::new();
    for piece in pieces {
        match (all.last_mut(), piece) {
            (Some(PromptPart::Text(before)), PromptPart::Text(text)) => before.push_str(&text),
            (_, piece) => all.push(piece),
        }
    }
    if let Some(PromptPart::Text(first)) = all.first_mut() {
        *first = first.trim_start().to_owned();
    }
    if let Some(PromptPart::Text(last)) = all.last_mut() {
        last.truncate(last.trim_end().len());
    }
    all.retain(|piece| !matches!(piece, PromptPart::Text(text) if text.is_empty()));
    all
}

/// A prompt with only what can be written, in all its languages; the same where there is nothing else in it.
pub(super) fn sayable(prompt: &Prompt) -> (Prompt, Vec<&'static str>) {
    let mut why: Vec<&'static str> = Vec::new();
    for said in prompt.wordings().flatten().filter_map(unsayable) {
        if !why.contains(&said) {
            why.push(said);
        }
    }
    let mut prompt = prompt.clone();
    if !why.is_empty() {
        prompt.pieces = without(&prompt.pieces);
        let translations = prompt.translations.iter().map(|(language, translation)| {
            let mut translation = translation.clone();
            translation.pieces = without(&translation.pieces);
            (language, translation)
        });
        prompt.translations = translations.collect();
    }
    // A recording has a length of its own, wherever it is played.
    prompt.seconds = None;
    (prompt, why)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> PromptPart {
        PromptPart::Text(text.to_owned())
    }

    #[test]
    fn sentences_that_cannot_be_written_are_left_out_whole() {
        let pieces = [PromptPart::Name, text(" is closed. It "), PromptPart::NextOpen, text(". Goodbye.")];
        assert_eq!(without(&pieces), [PromptPart::Name, text(" is closed. Goodbye.")]);
        let pieces = [text("We are closed; it "), PromptPart::NextOpen, text(". Call again.")];
        assert_eq!(without(&pieces), [text("We are closed. Call again.")]);
        let pieces =
            [text("We are here "), PromptPart::Hours, text("; it "), PromptPart::NextOpen, text(".")];
        assert_eq!(without(&pieces), [text("We are here "), PromptPart::Hours, text(".")]);
        assert_eq!(without(&[text("It "), PromptPart::NextOpen, text(".")]), []);
        let pieces = [text("Goodbye. It "), PromptPart::NextOpen, text(". "), PromptPart::Options];
        assert_eq!(without(&pieces), [text("Goodbye. "), PromptPart::Options]);
    }
}
