//! Menus and inputs: what can be entered, when a key is taken, how long is waited.

use jiff::SignedDuration;

use super::abilities::Abilities;
use super::limit::{ExportLimit, Found, LimitGravity};
use crate::base::source::Span;
use crate::export::platform::ExportPlatform;
use crate::plan::{
    Choice, DigitCollection, EntryCompletion, EntryRoute, Handling, Input, Key, Menu, MisstepCounter, Origin,
    Step, StepKind, Translations, Waiting,
};

/// What a step that waits for its caller cannot be; it is changed to what is written instead.
pub(super) fn find(step: &mut Step, abilities: Abilities, found: &mut Found) {
    let span = step.origin.span;
    let key = step.key.clone();
    let said_something = step.prompt().is_some_and(|prompt| !prompt.is_empty());
    match &mut step.kind {
        StepKind::Menu(menu) => menu_limits(&key, span, menu, abilities, found),
        StepKind::Input(input) => input_limits(&key, &step.origin, input, abilities, found),
        _ => return,
    }
    let (StepKind::Menu(Menu { waiting, barge_in, .. }) | StepKind::Input(Input { waiting, barge_in, .. })) =
        &mut step.kind
    else {
        return;
    };
    if !*barge_in {
        if said_something {
            found.tell(pace(
                span,
                format!("`{key}` takes no key while it speaks"),
                "keys are taken while it speaks",
            ));
        }
        *barge_in = true;
    }
    waiting_limits(&key, span, waiting, abilities, found);
}

fn pace(span: Span, message: impl Into<String>, instead: impl Into<String>) -> ExportLimit {
    ExportLimit::new(LimitGravity::Pace, span, message, instead)
}

fn waiting_limits(key: &str, span: Span, waiting: &mut Waiting, abilities: Abilities, found: &mut Found) {
    let platform = abilities.platform;
    let mut is_told = false;
    // What is counted over several menus is said apart from what is asked again.
    let is_shared = matches!(waiting.counter, MisstepCounter::Shared(_));
    for handling in [&mut waiting.no_input, &mut waiting.no_match] {
        let Handling::Misstep(misstep) = handling else { continue };
        if misstep.say.is_empty() {
            misstep.barge_in = true;
        } else if misstep.barge_in && (!abilities.barge_in || is_shared) {
            misstep.barge_in = false;
            if !std::mem::replace(&mut is_told, true) {
                found.tell(pace(
                    span,
                    format!("what `{key}` says of a wrong key or of silence can be interrupted, and {platform} speaks it to its end"),
                    "it cannot be interrupted",
                ));
            }
        }
    }
    if abilities.whole_seconds {
        whole_seconds(key, span, &mut waiting.wait, found);
    }
}

/// Platforms that count seconds wait up to the next one.
fn whole_seconds(key: &str, span: Span, wait: &mut SignedDuration, found: &mut Found) {
    let seconds = wait.as_secs() + i64::from(wait.subsec_nanos() > 0);
    let whole = SignedDuration::from_secs(seconds.max(1));
    if whole != *wait {
        found.tell(pace(span, format!("`{key}` waits {wait:#}"), format!("it waits {whole:#}")));
        *wait = whole;
    }
}

fn menu_limits(key: &str, span: Span, menu: &mut Menu, abilities: Abilities, found: &mut Found) {
    let Some(entries) = &mut menu.entries else { return };
    if !abilities.entries {
        found.tell(ExportLimit::new(
            LimitGravity::Routing,
            span,
            format!(
                "`{key}` takes entries of several digits beside its keys, and a menu of {} does not",
                abilities.platform
            ),
            "it takes its keys alone",
        ));
        menu.entries = None;
        return;
    }
    completes(key, span, entries, EntryCompletion::Clear, found);
    if entries.terminator.take().is_some() {
        found.tell(ExportLimit::new(
            LimitGravity::Routing,
            span,
            format!("a key ends entries of `{key}`, and {} has none for extensions", abilities.platform),
            "entries end with their last digit or with a pause",
        ));
    }
}

fn completes(key: &str, span: Span, entries: &mut DigitCollection, how: EntryCompletion, found: &mut Found) {
    let before = entries.completion_in_effect();
    entries.completion = how;
    if entries.completion_in_effect() != before {
        let instead = match how {
            EntryCompletion::Clear => "an entry is taken or refused as soon as no longer one is possible",
            _ => "an entry is taken with its last digit, its last key, or a pause",
        };
        found.tell(pace(span, format!("when entries of `{key}` are complete is told otherwise"), instead));
    }
}

fn input_limits(key: &str, origin: &Origin, input: &mut Input, abilities: Abilities, found: &mut Found) {
    let (platform, span) = (abilities.platform, origin.span);
    let pound = Key::new('#');
    let entry = &mut input.entry;
    completes(key, span, entry, EntryCompletion::Pause, found);
    if entry.takes_terminator() {
        let terminator = entry.terminator;
        found.tell(ExportLimit::new(
            LimitGravity::Routing,
            span,
            format!("the key that ends entries of `{key}` leads somewhere if it is the first, and on {platform} it is an empty entry"),
            "the key alone is no entry",
        ));
        let is_alone = |route: &EntryRoute| {
            route
                .pattern
                .single()
                .and_then(crate::plan::Digits::single)
                .is_some_and(|key| Some(key) == terminator)
        };
        entry.routes.retain(|route| !is_alone(route));
    }
    if platform == ExportPlatform::Connect && entry.terminator.is_none() && entry.most > 1 {
        found.tell(pace(
            span,
            format!("no key ends entries of `{key}`, and on {platform} # does where none is named"),
            "# ends entries",
        ));
        entry.terminator = pound;
    }
    if platform == ExportPlatform::Asterisk {
        match entry.terminator {
            Some(key) if Some(key) == pound => {}
            Some(other) => found.tell(ExportLimit::new(
                LimitGravity::Routing,
                span,
                format!("{other} ends entries of `{key}`, and on {platform} that is always #"),
                "# ends entries",
            )),
            None if entry.most > 1 => found.tell(pace(
                span,
                format!("no key ends entries of `{key}`, and on {platform} # always does"),
                "# ends entries",
            )),
            None => {}
        }
        entry.terminator = pound.filter(|_| entry.most > 1);
        if entry.between_digits != input.waiting.wait && entry.most > 1 {
            found.tell(pace(
                span,
                format!("`{key}` waits for the first digit and for the next ones differently, and {platform} has one time for both"),
                format!("it waits {:#} for each", input.waiting.wait),
            ));
            entry.between_digits = input.waiting.wait;
        }
    }
    if !abilities.patterns {
        if entry.routes.iter().any(|route| route.pattern.single().is_none()) {
            found.tell(ExportLimit::new(
                LimitGravity::Routing,
                span,
                format!("`{key}` leads on by how an entry begins, and {platform} compares whole entries"),
                "such entries are taken as any other",
            ));
            entry.routes.retain(|route| route.pattern.single().is_some());
        }
        if entry.then.is_some() && entry.fewest > 1 {
            found.tell(ExportLimit::new(
                LimitGravity::Routing,
                span,
                format!(
                    "`{key}` takes {} and refuses fewer, and {platform} takes any number of digits",
                    entry.length()
                ),
                "shorter entries are taken as well",
            ));
            entry.fewest = 1;
        }
        if let Some(then) = entry.then
            && input.waiting.no_match.way().is_none_or(|way| way.link.target != then.target)
        {
            found.tell(ExportLimit::new(
                LimitGravity::Routing,
                span,
                format!("`{key}` takes digits alone, and {platform} takes what is entered, whatever it is"),
                "an entry without a digit is taken as well",
            ));
            input.waiting.no_match = Handling::Way(Box::new(Choice {
                link: then,
                say: None,
                translated_say: Translations::default(),
                language: None,
                origin: origin.clone(),
            }));
        }
    }
    if abilities.whole_seconds {
        whole_seconds(key, span, &mut entry.between_digits, found);
    }
}
