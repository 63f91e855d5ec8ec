use super::super::context::CheckContext;
use super::super::prompt_words::{PromptWord, words};
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::source::Span;
use crate::plan::{Digits, Input, Key, Link, Plan, Step, StepKind, Target};

pub(in crate::check) const RULE: Rule = Rule {
    code: "key-after-entry",
    level: Level::Warning,
    summary: "A prompt asks for a key behind an entry that ends without it",
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
        for prompt in [&input.say, &input.waiting.no_input.say, &input.waiting.no_match.say] {
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
                "menu `{}` asks for {then} behind key {}, but the call goes on at once",
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
    let is_number = input.fewest == input.most;
    let mut alone = Digits::NONE;
    alone.push(key);
    if input.routes.iter().any(|(pattern, _)| pattern.matches(&alone)) {
        return None;
    }
    if input.terminator != Some(key) {
        let message =
            format!("the prompt of input `{}` asks for {key}, which does not end an entry", step.key);
        return Some(
            finding(place, message)
                .help(format!("let it end the entry, `terminator = \"{key}\"`, or take it out of the prompt"))
                .maybe_help(
                    is_number.then(|| format!("an entry ends after {} digits by itself", input.most)),
                ),
        );
    }
    let links = input.routes.iter().map(|&(_, link)| link).chain(input.then);
    let next = links.into_iter().find_map(|link| waiting(context.plan, step, link))?;
    let length = if is_number { "entries" } else { "the longest entries" };
    let message = format!(
        "the prompt of input `{}` asks for {key}, but {length} end after {} digits by themselves",
        step.key, input.most
    );
    let instead = format!("take it out of the prompt, or let entries be longer than {} digits", input.most);
    Some(told(context, place, message, key, next).help(instead))
}

/// What becomes of the key.
fn told(context: &CheckContext<'_>, place: Span, message: String, key: Key, next: &Step) -> Diagnostic {
    let what = match &next.kind {
        StepKind::Menu(menu) => match menu.choice(key) {
            Some(choice) => format!("leads to `{}` there", context.plan.target_key(choice.link.target)),
            None => "is a wrong choice there".to_owned(),
        },
        _ => "begins an entry there".to_owned(),
    };
    finding(place, message)
        .related(next.origin.span, format!("{key} is pressed at this {} and {what}", next.kind.word()))
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
            _ => {}
        }
    }
    None
}

/// Pound or star where they are asked for behind an entry, with their places.
fn asked(text: &str) -> Vec<(Key, std::ops::Range<usize>)> {
    let words = words(text);
    let ends = [
        "followed",
        "then",
        "with",
        "by",
        "done",
        "finished",
        "end",
        "ending",
        "complete",
        "completed",
        "confirm",
        "submit",
        "continue",
    ];
    let mut asked = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let is_sign = word.is("sign") && at > 0 && words[at - 1].is("number");
        let key = if is_sign { Key::new('#') } else { word.key().filter(|key| !key.is_digit()) };
        let Some(key) = key else { continue };
        let start = at.saturating_sub(6);
        let sentence = words[..at].iter().rposition(PromptWord::is_stop).map_or(0, |stop| stop + 1);
        let before = words[start.max(sentence)..at].iter();
        let behind = words[at..].iter().take(7).take_while(|word| !word.is_stop());
        // "For help, press pound" is another matter.
        let is_end = before.clone().any(|word| word.is_any(&ends))
            || behind.clone().any(|word| word.is_any(&ends[4..]));
        if is_end {
            asked.push((key, word.place.clone()));
        }
    }
    asked
}
