//! Who is reached by certain callers only, and which callers these are.

use crate::base::Language;
use crate::base::text::filled;
use crate::call::{CallRecord, Caller, Decision, EventKind};
use crate::number::NumberMatch;
use crate::plan::{CallerWords, Condition, Plan, StepKind, StockPhrases, Switch};
use crate::time::civil_phrases;

/// Callers who reach people whom others do not reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Only {
    /// One of them.
    pub(crate) caller: Caller,
    /// Which they are, each kind once.
    pub(super) kinds: Vec<CallerKind>,
}

/// Callers of one kind, in the words of each language, by [`Language::index`]: `callers from Tennessee`.
pub(super) type CallerKind = [String; Language::COUNT];

impl Only {
    /// Which callers they are: `callers from Tennessee, or callers with area code 512`.
    pub(crate) fn told(&self, language: Language) -> String {
        let kinds: Vec<&str> = self.kinds.iter().map(|kind| kind[language.index()].as_str()).collect();
        kinds.join(StockPhrases::of(language).caller.or)
    }
}

/// Of more than these, only some are named.
const MAX_NAMED: usize = 4;

/// What in a call makes its caller one of those who come where it ends, beside one of whom nothing is known: `callers from
/// Tennessee`.
pub(super) fn whose(plan: &Plan, record: &CallRecord) -> CallerKind {
    let mut told: Vec<CallerKind> = Vec::new();
    for event in &record.events {
        let (switch, case) = match event.what {
            EventKind::Decided(Decision::Case { step, case }) => (step, Some(usize::from(case))),
            EventKind::Decided(Decision::Otherwise(step)) => (step, None),
            _ => continue,
        };
        let StepKind::Switch(switch) = &plan.step(switch).kind else { continue };
        for words in asked(plan, record, switch, case) {
            if !told.contains(&words) {
                told.push(words);
            }
        }
    }
    Language::ALL.map(|language| {
        let words = &StockPhrases::of(language).caller;
        if told.is_empty() {
            return words.some.to_owned();
        }
        let what: Vec<&str> = told.iter().map(|kind| kind[language.index()].as_str()).collect();
        filled(language, words.callers, &[("what", &what.join(words.and))])
    })
}

/// What a switch asks about the caller: in the case that holds, and in those before it that would hold for a caller of whom
/// nothing is known.
fn asked(plan: &Plan, record: &CallRecord, switch: &Switch, case: Option<usize>) -> Vec<CallerKind> {
    let holds = case.and_then(|case| switch.cases.get(case)).into_iter().flat_map(|case| &case.conditions);
    let unknown = Caller::default();
    let zone = unknown.zone_under(plan).zone;
    let passed = switch.cases.iter().take(case.unwrap_or(switch.cases.len()));
    let passed = passed.flat_map(|case| &case.conditions).filter(|condition| {
        unknown.meets(condition, zone) && !record.caller.meets(condition, record.caller_zone.zone)
    });
    let holds = holds.filter(|condition| is_of_caller(condition));
    let passed = passed.filter(|condition| is_of_caller(condition));
    let of_all = |condition: &Condition, is: bool| {
        Language::ALL.map(|language| {
            let words = in_words(condition, language);
            if is {
                words
            } else {
                filled(language, StockPhrases::of(language).caller.not, &[("what", &words)])
            }
        })
    };
    holds.map(|holds| of_all(holds, true)).chain(passed.map(|passed| of_all(passed, false))).collect()
}

/// Whether a condition is about the caller.
fn is_of_caller(condition: &Condition) -> bool {
    matches!(
        condition,
        Condition::Region(_) | Condition::AreaCode(_) | Condition::Caller(_) | Condition::CallerZone(_)
    )
}

/// A condition about the caller, behind "callers".
fn in_words(condition: &Condition, language: Language) -> String {
    let words = &StockPhrases::of(language).caller;
    let with = |sentence, named: Vec<String>| {
        filled(language, sentence, &[("these", &either(language, words, named))])
    };
    match condition {
        Condition::Region(regions) => {
            with(words.from, regions.iter().map(|region| region.name.to_owned()).collect())
        }
        Condition::AreaCode(codes) => with(words.area_code, codes.iter().map(ToString::to_string).collect()),
        Condition::Caller(numbers) if numbers.len() > MAX_NAMED => words.listed.to_owned(),
        Condition::Caller(numbers) => match &numbers[..] {
            [NumberMatch::Withheld] => words.withheld.to_owned(),
            _ => with(words.number, numbers.iter().map(ToString::to_string).collect()),
        },
        Condition::CallerZone(zones) => {
            let mut clocks: Vec<String> = Vec::new();
            for zone in zones {
                let clock = civil_phrases(language).clock_behind(*zone);
                if !clocks.contains(&clock) {
                    clocks.push(clock);
                }
            }
            with(words.clock, clocks)
        }
        Condition::Open(_)
        | Condition::Closed(_)
        | Condition::Line(_)
        | Condition::Entered(_)
        | Condition::Answer(..) => String::new(),
    }
}

fn either(language: Language, words: &CallerWords, mut named: Vec<String>) -> String {
    let more = named.len().saturating_sub(MAX_NAMED);
    if more > 0 {
        named.truncate(MAX_NAMED);
        named.push(filled(language, words.more, &[("count", &more.to_string())]));
    }
    match named.split_last() {
        Some((last, before)) if !before.is_empty() => {
            format!("{} {} {last}", before.join(", "), StockPhrases::of(language).entry.or)
        }
        _ => named.concat(),
    }
}
