use super::super::context::CheckContext;
use super::super::prompt_words::{PromptWord, words};
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::source::Span;
use crate::plan::{Input, Key, Link, Plan, Step, StepKind, Target};

pub(in crate::check) const RULE: Rule = Rule {
    code: "key-after-entry",
    level: Level::Warning,
    summary: "A prompt asks for a key after an entry that ends without it",
    why: "\"Enter your four digits, followed by the pound key\": after the fourth digit the call goes on at \
          once, and the pound is pressed at the menu that comes next, where it is a wrong choice or, worse, a \
          choice.",
    mend: "Take the key out of the prompt, let entries be longer (`min_digits = 4`, `max_digits = 5`), or let the key end the \
          entry (`terminator = \"#\"`).",
    examples: examples!("key-after-entry"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    for (_, step) in context.plan.steps() {
        let StepKind::Input(input) = &step.kind else { continue };
        for prompt in step.prompts() {
            let Some(text) = context.prompt_text(prompt) else { continue };
            let asked = asked(text).into_iter().map(|(key, place)| {
                let start = prompt.span.range().start;
                (key, Span::new(prompt.span.file, start + place.start..start + place.end))
            });
            let told = asked.filter_map(|(key, place)| at_input(context, step, input, key, place));
            found.extend(told.take(1));
        }
    }
    for (step, menu, offers) in context.spoken_prompts() {
        for offer in &offers.all {
            let (Some(then), Some(choice)) = (offer.then, menu.choice(offer.key)) else { continue };
            let Some(next) = waiting(context.plan, step, choice.link) else { continue };
            let message = format!(
                "menu `{}` asks for {then} after key {}, but the call goes on at once",
                step.key, offer.key
            );
            found.push(told(context, offer.key_span, message, then, next).help("ask for one key"));
        }
    }
}

fn at_input(
    context: &CheckContext<'_>,
    step: &Step,
    input: &Input,
    key: Key,
    place: Span,
) -> Option<Diagnostic> {
    let is_number = input.entry.fewest == input.entry.most;
    if input.entry.routes.iter().any(|route| route.pattern.matches(&key.into())) {
        return None;
    }
    if input.entry.terminator != Some(key) {
        let message =
            format!("the prompt of input `{}` asks for {key}, which does not end an entry", step.key);
        return Some(
            finding(place, message)
                .help(format!("let it end the entry, `terminator = \"{key}\"`, or take it out of the prompt"))
                .maybe_help(
                    is_number.then(|| format!("an entry ends by itself after {} digits", input.entry.most)),
                ),
        );
    }
    let next = input.entry.links().find_map(|link| waiting(context.plan, step, link))?;
    let length = if is_number { "entries" } else { "the longest entries" };
    let message = format!(
        "the prompt of input `{}` asks for {key}, but {length} end by themselves after {} digits",
        step.key, input.entry.most
    );
    let instead =
        format!("take it out of the prompt, or let entries be longer than {} digits", input.entry.most);
    Some(told(context, place, message, key, next).help(instead))
}

/// What becomes of the key.
fn told(context: &CheckContext<'_>, place: Span, message: String, key: Key, next: &Step) -> Diagnostic {
    let what = match &next.kind {
        StepKind::Menu(menu) => match menu.choice(key) {
            Some(choice) => format!("leads to `{}`", context.plan.target_key(choice.link.target)),
            None => "is a wrong choice".to_owned(),
        },
        _ => "begins an entry".to_owned(),
    };
    finding(place, message).related(
        next.origin.span,
        format!("{key} would be pressed at this {}, where it {what}", next.kind.word()),
    )
}

/// The menu or input that a call comes to at once, without anything being said on the way.
fn waiting<'p>(plan: &'p Plan, from: &'p Step, link: Link) -> Option<&'p Step> {
    if link.target == Target::Repeat {
        return Some(from);
    }
    let mut links = vec![link];
    let mut seen = Vec::new();
    while let Some(link) = links.pop() {
        let Target::Step(id) = link.target else { continue };
        if seen.contains(&id) {
            continue;
        }
        seen.push(id);
        let step = plan.step(id);
        match &step.kind {
            StepKind::Menu(menu) if menu.barge_in => return Some(step),
            StepKind::Input(input) if input.barge_in => return Some(step),
            StepKind::Switch(_) => links.extend(step.links()),
            StepKind::Message(message) if message.barge_in => links.push(message.then),
            _ => {}
        }
    }
    None
}

/// Words by which a key is said to end what is entered.
const FINISHING: [&str; 17] = [
    "done",
    "finished",
    "finish",
    "end",
    "complete",
    "completed",
    "confirm",
    "submit",
    "continue",
    "proceed",
    "accept",
    "ready",
    "entered",
    "entering",
    "through",
    "validate",
    "on",
];
/// Words by which it is for something else, as in "to end the call" and "to continue in Spanish".
const ELSEWHERE: [&str; 18] = [
    "call",
    "in",
    "operator",
    "help",
    "agent",
    "representative",
    "somebody",
    "someone",
    "again",
    "back",
    "over",
    "new",
    "instead",
    "without",
    "not",
    "if",
    "more",
    "about",
];
/// Behind these, "with" and "by" name what ends an entry.
const ENDED: [&str; 16] = [
    "followed",
    "end",
    "ends",
    "ending",
    "ended",
    "finish",
    "finishing",
    "finished",
    "complete",
    "completed",
    "confirm",
    "terminate",
    "terminated",
    "terminating",
    "conclude",
    "along",
];
/// Words that deny what follows.
const DENIALS: [&str; 9] = ["not", "don't", "don’t", "never", "without", "no", "needn't", "cannot", "nor"];

/// Pound or star where they are asked for behind an entry, with their places.
pub(super) fn asked(text: &str) -> Vec<(Key, std::ops::Range<usize>)> {
    let words = words(text);
    let mut asked = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let is_sign = word.is("sign") && at > 0 && words[at - 1].is("number");
        let key = if is_sign { Key::new('#') } else { word.key().filter(|key| !key.is_digit()) };
        let Some(key) = key else { continue };
        let first = at - usize::from(is_sign);
        let start = words[..first].iter().rposition(PromptWord::is_stop).map_or(0, |stop| stop + 1);
        let end = words[at..].iter().position(PromptWord::is_stop).map_or(words.len(), |stop| at + stop);
        if asks(&words[start..first], &words[at + 1..end]) {
            asked.push((key, words[first].place.start..word.place.end));
        }
    }
    asked
}

/// Whether a sentence asks for a key that ends what is entered, by its words before the key and behind it. "For help, press
/// pound" is another matter.
fn asks(before: &[PromptWord<'_>], behind: &[PromptWord<'_>]) -> bool {
    if before.iter().rev().take(6).any(|word| word.is_any(&DENIALS)) {
        return false;
    }
    // "press the # key", "and the pound key"
    let skipped = ["the", "a", "key", "or", "say", "button", "symbol", "either"];
    let words = || before.iter().rev().skip_while(|word| word.is_any(&skipped));
    let is_pressed =
        words().next().is_some_and(|word| word.is_verb() || word.is_any(&["use", "enter", "type", "select"]));
    let mut joins = words().skip_while(|word| word.is(","));
    let is_joined = match (joins.next(), joins.next()) {
        (Some(word), Some(earlier)) if word.is_any(&["with", "by"]) => {
            earlier.is_any(&ENDED) || joins.take(2).any(|word| word.is_any(&ENDED))
        }
        (Some(word), earlier) if word.is_any(&["and", "then", "plus"]) => {
            earlier.is_none_or(|earlier| earlier.key().is_none_or(Key::is_digit))
        }
        _ => false,
    };
    // "Enter your code, or press pound": instead of an entry.
    let is_instead = is_pressed && words().find(|word| !word.is_verb()).is_some_and(|word| word.is("or"));
    let is_told =
        is_instead || behind.iter().take(3).any(|word| word.is_any(&["is", "are", "sterling", "of"]));
    if is_told || !is_pressed && !is_joined {
        return false;
    }
    // What it is for: "to confirm", "when you are done"; said behind it, or before the last comma.
    let is_lead = |word: &PromptWord<'_>| word.is_lead() || word.is_any(&["once", "after", "unless"]);
    let ends = |told: &[PromptWord<'_>]| {
        let told = told.split(|word| word.is(",")).next().unwrap_or_default();
        let has = |list: &[&str]| told.iter().any(|word| word.is_any(list));
        has(&FINISHING) && !has(&ELSEWHERE)
    };
    let begun = before.iter().rposition(|word| word.is(",")).and_then(|comma| {
        let begins = |at: &usize| {
            is_lead(&before[*at]) && (*at == 0 || before[at - 1].is_mark() || before[at - 1].is_and())
        };
        (0..comma).rev().find(begins)
    });
    let behind = behind.split(|word| word.is(",")).next().unwrap_or_default();
    let goes_on = behind.iter().position(is_lead);
    goes_on.is_none_or(|at| ends(&behind[at + 1..])) && begun.is_none_or(|at| ends(&before[at + 1..]))
}
