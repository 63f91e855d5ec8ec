use super::super::context::CheckContext;
use super::super::offers::offers;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::source::Span;
use crate::plan::{Prompt, PromptPart, Target};

pub(in crate::check) const RULE: Rule = Rule {
    code: "placeholder-misfit",
    level: Level::Warning,
    summary: "A placeholder does not fit its sentence",
    why: "`{next_open}` stands for a clause, \"opens Wednesday at 8 AM Eastern\", so \"Please call back \
          {next_open}\" is said as \"Please call back opens Wednesday at 8 AM Eastern\". The file looks right, and \
          only callers hear that it is not.",
    mend: "Write the sentence around what is said: \"It {next_open}\", \"the hours are {hours}\", \"{options}\" as \
          sentences of their own.",
    examples: examples!("placeholder-misfit"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    let mut seen = std::collections::BTreeSet::new();
    for (_, step) in context.plan.steps() {
        let waiting = step.waiting().into_iter().flat_map(|wait| [&wait.no_input.say, &wait.no_match.say]);
        for prompt in step.prompt().into_iter().chain(waiting) {
            if seen.insert(prompt.span) {
                let told = misfits(prompt).map(|misfit| told(context, prompt, &misfit));
                found.extend(told);
                found.extend(nameless(context, prompt));
            }
        }
    }
    for (_, step, menu) in
        context.menus().filter(|(_, _, menu)| menu.say.pieces.contains(&PromptPart::Options))
    {
        for (key, choice) in menu.choices() {
            let named = match (&choice.say, choice.link.target) {
                (Some(say), _) => Some(say),
                (None, Target::Step(id)) => context.plan.step(id).name.as_ref(),
                (None, _) => None,
            };
            let Some(words) = named.filter(|words| is_offer(words, choice.link.span)) else { continue };
            let message =
                format!("menu `{}` says \u{201c}For {words}, press {}\u{201d}", step.key, key.spoken());
            found.push(
                finding(choice.origin.span, message).help("name only what the key is for, as in \"sales\""),
            );
        }
    }
}

/// `{name:STEP}` of a step that has no name: the line's is said instead.
fn nameless(context: &CheckContext<'_>, prompt: &Prompt) -> Option<Diagnostic> {
    let step = prompt.pieces.iter().find_map(|piece| match piece {
        PromptPart::NameOf(id) => Some(context.plan.step(*id)).filter(|step| step.name.is_none()),
        _ => None,
    })?;
    let message =
        format!("`{{name:{}}}` says the name of the line, as the {} has none", step.key, step.kind.word());
    Some(
        finding(prompt.span, message)
            .related(step.origin.span, "this has no `name`")
            .help("give it a `name`"),
    )
}

/// Whether the words by which a key is offered are an offer themselves.
fn is_offer(words: &str, span: Span) -> bool {
    let lower = words.to_lowercase();
    ["for ", "to ", "press "].iter().any(|first| lower.starts_with(first))
        || lower.ends_with('.') && lower.split_whitespace().count() > 3
        || !offers(words, span, |_| None).all.is_empty()
}

/// A placeholder with the words beside it.
struct Misfit {
    placeholder: &'static str,
    said: String,
    help: &'static str,
}

/// Words behind which no clause can follow whose subject is missing, or is another.
const BEFORE_CLAUSE: [&str; 40] = [
    "back",
    "again",
    "call",
    "at",
    "on",
    "by",
    "until",
    "till",
    "when",
    "after",
    "before",
    "from",
    "to",
    "is",
    "are",
    "we",
    "they",
    "you",
    "please",
    "open",
    "opens",
    "reopen",
    "reopens",
    "return",
    "try",
    "between",
    "for",
    "the",
    "a",
    "our",
    "will",
    "us",
    "of",
    "in",
    "i",
    "offices",
    "hours",
    "agents",
    "representatives",
    "lines",
];
const BEFORE_HOURS: [&str; 7] = ["until", "till", "by", "at", "after", "before", "every"];
const BEFORE_OPTIONS: [&str; 12] =
    ["press", "dial", "select", "choose", "for", "to", "from", "the", "of", "say", "enter", "push"];
const CLOCKS: [&str; 14] = [
    "eastern", "central", "mountain", "pacific", "et", "est", "edt", "ct", "cst", "mt", "mst", "pt", "pst",
    "o'clock",
];

/// The placeholders of a prompt that do not fit.
fn misfits(prompt: &Prompt) -> impl Iterator<Item = Misfit> {
    let text = |index: Option<usize>| match index.and_then(|index| prompt.pieces.get(index)) {
        Some(PromptPart::Text(text)) => text.as_str(),
        _ => "",
    };
    prompt.pieces.iter().enumerate().filter_map(move |(index, piece)| {
        let (before, behind) = (text(index.checked_sub(1)), text(Some(index + 1)));
        let last = last_word(before);
        let next = first_word(behind);
        let is_before = |list: &[&str]| list.contains(&last.to_lowercase().as_str());
        let has_clock = CLOCKS.contains(&next.to_lowercase().as_str());
        let misfit = |placeholder, help| {
            let said = [last, placeholder, if has_clock { next } else { "" }];
            let said: Vec<&str> = said.into_iter().filter(|part| !part.is_empty()).collect();
            Some(Misfit { placeholder, said: said.join(" "), help })
        };
        match piece {
            PromptPart::NextOpen | PromptPart::NextOpenOf(_) if is_before(&BEFORE_CLAUSE) => {
                misfit("{next_open}", "it is said as \u{201c}opens Wednesday at 8 AM\u{201d}: write `It {next_open}`")
            }
            PromptPart::Hours | PromptPart::HoursOf(_) if is_before(&BEFORE_HOURS) => misfit(
                "{hours}",
                "it is said as \u{201c}Monday to Friday, 8 AM to 5 PM\u{201d}: write `The hours are {hours}`",
            ),
            PromptPart::NextOpen | PromptPart::NextOpenOf(_) if has_clock => {
                misfit("{next_open}", "it says the clock itself")
            }
            PromptPart::Hours | PromptPart::HoursOf(_) if has_clock => misfit("{hours}", "it says the clock itself"),
            PromptPart::Options if is_before(&BEFORE_OPTIONS) => misfit(
                "{options}",
                "it is said as \u{201c}For sales, press 1. For service, press 2.\u{201d}: let it stand for itself",
            ),
            PromptPart::Number | PromptPart::NumberOf(_) if is_before(&["press", "1", "one", "key"]) => misfit(
                "{number}",
                "it is said with its country code, as \u{201c}1-800-555-0100\u{201d}: write `call {number}`",
            ),
            _ => None,
        }
    })
}

/// The word that stands directly before a placeholder; none behind the end of a sentence.
fn last_word(text: &str) -> &str {
    let text = text.trim_end().trim_end_matches(['-', '+', '(', '\u{201c}', '"']);
    let start = text
        .rfind(|c: char| !c.is_alphanumeric() && c != '\'')
        .map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    &text[start..]
}

fn first_word(text: &str) -> &str {
    let text = text.trim_start();
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '\'').unwrap_or(text.len());
    &text[..end]
}

fn told(context: &CheckContext<'_>, prompt: &Prompt, misfit: &Misfit) -> Diagnostic {
    let stem = misfit.placeholder.trim_end_matches('}');
    let place = context.prompt_text(prompt).and_then(|text| {
        let at = text.find(stem)?;
        let length = text[at..].find('}')? + 1;
        let start = prompt.span.range().start + at;
        Some(Span::new(prompt.span.file, start..start + length))
    });
    let message = format!("\u{201c}{}\u{201d} makes no sentence", misfit.said);
    finding(place.unwrap_or(prompt.span), message).help(misfit.help)
}
