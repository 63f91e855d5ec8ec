use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::source::Span;
use crate::plan::{Prompt, PromptPart, StepKind};

pub(in crate::check) const RULE: Rule = Rule {
    code: "left-over-text",
    level: Level::Warning,
    summary: "Callers hear text that was not written for them",
    why: "\"Welcome to [company name]\", \"TBD\", `greeting_v2.wav`, `<break/>`: a template that was not filled \
          in, a file name or markup is read out to every caller as it is.",
    mend: "Write what callers should hear. Placeholders are written `{name}`, with one brace.",
    examples: examples!("left-over-text"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    let plan = context.plan;
    for (_, line) in plan.lines() {
        told(context, &line.name, line.origin.span, "line", &line.key, found);
    }
    for (_, step) in plan.steps() {
        let word = step.kind.word();
        let waiting = step.waiting().into_iter().flat_map(|wait| [&wait.no_input.say, &wait.no_match.say]);
        for prompt in step.prompt().into_iter().chain(waiting) {
            for text in texts(prompt) {
                told(context, text, prompt.span, word, &step.key, found);
            }
        }
        if let Some(name) = &step.name {
            told(context, name, step.origin.span, word, &step.key, found);
        }
        if let StepKind::Menu(menu) = &step.kind {
            for (_, choice) in menu.choices() {
                if let Some(say) = &choice.say {
                    told(context, say, choice.origin.span, word, &step.key, found);
                }
            }
        }
    }
    // What most menus say to the silent is written once and found once.
    let place = |diagnostic: &Diagnostic| diagnostic.primary.as_ref().map(|primary| primary.span);
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|diagnostic| seen.insert(place(diagnostic)));
}

fn texts(prompt: &Prompt) -> impl Iterator<Item = &str> {
    prompt.pieces.iter().filter_map(|piece| match piece {
        PromptPart::Text(text) => Some(text.as_str()),
        _ => None,
    })
}

/// Tells of the first thing in a text that is not for ears.
fn told(
    context: &CheckContext<'_>,
    text: &str,
    span: Span,
    word: &str,
    key: &str,
    found: &mut Vec<Diagnostic>,
) {
    let Some(left) = left_over(text) else { return };
    let place = context.written(span).find(left).map(|at| {
        let start = span.range().start + at;
        Span::new(span.file, start..start + left.len())
    });
    let message = format!("{word} `{key}` says \u{201c}{left}\u{201d} to callers");
    found.push(finding(place.unwrap_or(span), message).help("write what callers should hear"));
}

/// What people leave in a text that they mean to fill in.
const REMINDERS: [&str; 6] = ["TODO", "TBD", "FIXME", "XXX", "XXXX", "TBA"];

const FILES: [&str; 12] =
    [".wav", ".mp3", ".vox", ".ulaw", ".gsm", ".ogg", ".toml", ".txt", ".csv", ".xml", ".json", ".docx"];

fn left_over(text: &str) -> Option<&str> {
    enclosed(text).or_else(|| text.split_whitespace().find_map(word_left_over))
}

/// `[company name]`, `<break time='1s'/>`, `{{name}}`, `${name}`
fn enclosed(text: &str) -> Option<&str> {
    [('[', ']'), ('<', '>'), ('{', '}')].into_iter().find_map(|(opens, closes)| {
        let start = text.find(opens)?;
        let length = text[start..].find(closes)?;
        Some(&text[start..=start + length]).filter(|inner| inner.chars().any(char::is_alphabetic))
    })
}

fn word_left_over(word: &str) -> Option<&str> {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '%' | '$'));
    let lower = word.to_lowercase();
    let is_address = word.contains('@') || word.contains('/') || lower.starts_with("www.");
    let is_snake = word.split('_').filter(|part| !part.is_empty()).count() > 1;
    let is_version = lower.rsplit_once('-').is_some_and(|(_, end)| {
        end.strip_prefix('v')
            .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
    });
    let is_file = FILES.iter().any(|ending| lower.len() > ending.len() && lower.ends_with(ending));
    let is_format = matches!(word, "%s" | "%d");
    let is_dummy = matches!(lower.as_str(), "lorem" | "ipsum");
    (!is_address && (is_snake || is_version || is_file || is_format || is_dummy || REMINDERS.contains(&word)))
        .then_some(word)
}
