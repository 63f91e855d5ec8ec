use super::super::around::{BEFORE_NAME, BEFORE_NUMBER, BEFORE_OPTIONS, PlaceholderContext};
use super::super::context::CheckContext;
use super::super::offers::offers;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::source::Span;
use crate::plan::{Prompt, PromptPart, Target, WayKey};

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
        for prompt in step.prompts() {
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
        for (way, choice) in menu.ways() {
            let named = match (&choice.say, choice.link.target) {
                (Some(say), _) => Some(say),
                (None, Target::Step(id)) => context.plan.step(id).name.as_ref(),
                (None, _) => None,
            };
            let Some(words) = named.filter(|words| is_offer(words, choice.link.span)) else { continue };
            let does = match way {
                WayKey::Key(key) => format!("press {}", key.spoken()),
                WayKey::Silence => "stay on the line".to_owned(),
                WayKey::Other => "press any other key".to_owned(),
            };
            let message = format!("menu `{}` says \u{201c}For {words}, {does}\u{201d}", step.key);
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
    let message = format!(
        "`{{name:{}}}` says the name of the line, because the {} has none",
        step.key,
        step.kind.word()
    );
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

/// The placeholders of a prompt that do not fit.
fn misfits(prompt: &Prompt) -> impl Iterator<Item = Misfit> {
    prompt.pieces.iter().enumerate().filter_map(|(index, piece)| {
        let (placeholder, help) = match piece {
            PromptPart::NextOpen | PromptPart::NextOpenOf(_) => {
                ("{next_open}", "it is said as \u{201c}opens Wednesday at 8 AM\u{201d}: write `It {next_open}`")
            }
            PromptPart::Hours | PromptPart::HoursOf(_) => (
                "{hours}",
                "it is said as \u{201c}Monday to Friday, 8 AM to 5 PM\u{201d}: write `The hours are {hours}`",
            ),
            PromptPart::Options => (
                "{options}",
                "it is said as \u{201c}For sales, press 1. For service, press 2.\u{201d}: let it stand for itself",
            ),
            PromptPart::Number | PromptPart::NumberOf(_) => (
                "{number}",
                "it is said with its country code, as \u{201c}1-800-555-0100\u{201d}: write `call {number}`",
            ),
            PromptPart::Name | PromptPart::NameOf(_) => {
                ("{name}", "it is said as a name, such as \u{201c}Sales\u{201d}: write `For {name}, press 1`")
            }
            PromptPart::Text(_)
            | PromptPart::Entered
            | PromptPart::EntryOf(_)
            | PromptPart::Answer(_)
            | PromptPart::Recording
            | PromptPart::Reason
            | PromptPart::ReasonOf(_)
            | PromptPart::OptionalSentence(_)
            | PromptPart::OptionalSentenceEnd => return None,
        };
        let around = PlaceholderContext::of(prompt, index);
        let told = match piece {
            PromptPart::NextOpen | PromptPart::NextOpenOf(_) => around.misfits_clause(),
            PromptPart::Hours | PromptPart::HoursOf(_) => around.misfits_hours(),
            PromptPart::Options => around.is_behind(&BEFORE_OPTIONS),
            PromptPart::Number | PromptPart::NumberOf(_) => around.is_behind(&BEFORE_NUMBER),
            _ => around.is_behind(&BEFORE_NAME),
        };
        if told {
            return Some(Misfit { placeholder, said: around.said(placeholder), help });
        }
        let is_timed = matches!(piece, PromptPart::NextOpen | PromptPart::NextOpenOf(_) | PromptPart::Hours | PromptPart::HoursOf(_));
        (is_timed && around.has_clock()).then(|| {
            let said = format!("{} {}", around.said(placeholder), around.next);
            Misfit { placeholder, said, help: "it says the clock itself" }
        })
    })
}

fn told(context: &CheckContext<'_>, prompt: &Prompt, misfit: &Misfit) -> Diagnostic {
    let stem = misfit.placeholder.trim_end_matches('}');
    let place = context.prompt_text(prompt).and_then(|text| {
        let at = text.find(stem)?;
        let length = text[at..].find('}')? + 1;
        let start = prompt.span.range().start + at;
        Some(Span::new(prompt.span.file, start..start + length))
    });
    let message = format!("\u{201c}{}\u{201d} does not make a sentence", misfit.said);
    finding(place.unwrap_or(prompt.span), message).help(misfit.help)
}
