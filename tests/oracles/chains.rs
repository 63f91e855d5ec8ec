//! Random plans of chains: what is said, which hours are asked, and who answers, one after the other, with menus in between.

use std::collections::{BTreeSet, HashSet};
use std::fmt::Write as _;

use ivrsim::call::{Caller, EndReason, Outcome, OutsideAnswers};
use ivrsim::diff::{BeforeAfter, Matching, diff};
use ivrsim::explore::{AnswerTable, Explorer, Further, Horizon, Route, Witness, find_witness};
use ivrsim::number::{Country, PhoneNumber};
use ivrsim::plan::Plan;
use jiff::{SignedDuration, Timestamp};

use super::call;
use super::dice::Dice;
use super::plan::{NUMBER, plan};

/// Calls begin so many seconds before hours change, and at fewer. Most chains are said in less.
const BEFORE: i64 = 24;

/// So many changes of hours are tried.
const CHANGES: usize = 2;

/// The override by which hours change again while a call lasts.
const FLOOD: &str = "flood";

/// The text of a plan of one chain.
#[must_use]
pub fn text(dice: &mut Dice<'_>) -> String {
    let hours = ["Mo-Fr 08:00-18:00", "Mo-Fr 08:00-17:00", "Mo-Fr 08:00-12:00", "Sa-Su 22:00-26:00"];
    let zones = ["America/New_York", "America/New_York", "caller", "UTC"];
    let mut text = format!(
        "[plan]\nname = \"chain\"\neffective = 2026-03-02\ntimezone = \"America/New_York\"\n\
         [lines.main]\nnumber = \"{NUMBER}\"\nname = \"Line\"\nanswer = \"s0\"\n\
         [destinations.desk]\nname = \"Desk\"\n"
    );
    for schedule in 0..2 {
        let _ = writeln!(
            text,
            "[hours.h{schedule}]\nopen = \"{}\"\ntimezone = \"{}\"",
            dice.one_of(&hours),
            dice.one_of(&zones)
        );
    }
    if dice.one_in(3) {
        let effect = *dice.one_of(&["closed = true", "closes = 12:00:00", "extra = \"06:00-07:00\""]);
        let _ = writeln!(
            text,
            "[overrides.storm]\nhours = [\"{}\"]\non = 2026-03-{}\n{effect}\nreason = \"a storm\"",
            dice.one_of(&["all", "h0", "h1"]),
            // The clocks change on the eighth.
            dice.one_of(&["03", "04", "08"]),
        );
        if dice.one_in(2) && !effect.starts_with("extra") {
            let words = dice.one_of(&["say = \"Closed for {reason}.\"\n", "then = \"desk\"\n"]);
            text.push_str(words);
        }
        // Hours that change again while a call lasts.
        if dice.one_in(2) {
            let _ = writeln!(
                text,
                "[overrides.{FLOOD}]\nhours = [\"{}\"]\non = 2026-03-04\ncloses = 12:00:{}\nreason = \"a flood\"",
                dice.one_of(&["h0", "h1"]),
                dice.one_of(&["04", "09", "15"]),
            );
        }
    }
    if dice.one_in(4) {
        let _ = writeln!(
            text,
            "[announcements.news]\nsay = \"Four five six.\"\nfrom = \"2026-03-03 11:59:58\"\nto = \"2026-03-03 12:00:{}\"",
            dice.one_of(&["01", "05", "15"]),
        );
    }
    let count = 3 + dice.below(4);
    for index in 0..count {
        let onward = |dice: &mut Dice<'_>| match dice.below(16) {
            12 => "desk".to_owned(),
            13 => "hang-up".to_owned(),
            14 => "repeat".to_owned(),
            15 => "back".to_owned(),
            skip if index + 1 < count => format!("s{}", (index + 1 + skip / 9).min(count - 1)),
            _ => "desk".to_owned(),
        };
        // Mostly the same, so that what was open a moment ago is asked again.
        let hours = usize::from(dice.one_in(4));
        match (index % 2, if index == 0 { 0 } else { dice.below(4) }) {
            (0, 0 | 1) => {
                let state = dice.one_of(&["open", "open", "closed"]);
                let (then, otherwise) = (onward(dice), onward(dice));
                let _ = writeln!(
                    text,
                    "[switches.s{index}]\ncases = [{{ {state} = \"h{hours}\", then = \"{then}\" }}]\n\
                     otherwise = \"{otherwise}\""
                );
            }
            (0, _) => {
                let closed = onward(dice);
                let _ = writeln!(
                    text,
                    "[destinations.s{index}]\nname = \"Team {index}\"\nhours = \"h{hours}\"\n\
                     closed = \"{closed}\""
                );
            }
            (_, 3) => {
                let (one, two, silent) = (onward(dice), onward(dice), onward(dice));
                let _ = writeln!(
                    text,
                    "[menus.s{index}]\nsay = \"One or two.\"\nwait = \"3s\"\n\
                     no_input = {{ say = \"Again.\", tries = {}, then = \"{silent}\" }}\n\
                     [menus.s{index}.keys]\n0 = \"desk\"\n1 = \"{one}\"\n2 = \"{two}\"",
                    1 + dice.below(2)
                );
            }
            _ => {
                let _ = writeln!(text, "[messages.s{index}]\nsay = \"One two three.\"");
                if dice.one_in(3) {
                    let _ = writeln!(text, "say_seconds = {}", dice.one_of(&["0", "0.5", "3", "15"]));
                }
                let _ = writeln!(text, "then = \"{}\"", onward(dice));
            }
        }
    }
    text
}

/// The plans of such a text in which one closed step sends its callers elsewhere.
#[must_use]
pub fn edited(text: &str) -> Vec<Plan> {
    const CLOSED: &str = "\nclosed = \"";
    let places = text.match_indices(CLOSED).map(|(at, _)| at + CLOSED.len());
    let edits = places.flat_map(|at| ["hang-up", "desk"].map(|other| (at, other)));
    let plans = edits.filter_map(|(at, other)| {
        let end = at + text[at..].find('"')?;
        (text[at..end] != *other).then(|| plan(&format!("{}{other}{}", &text[..at], &text[end..])))
    });
    plans.collect()
}

/// The seconds at which some hours of the plan change first.
fn changes(plan: &Plan, horizon: Horizon) -> Vec<Timestamp> {
    let zone = Caller::default().zone_under(plan).zone;
    let spans = plan.schedules().flat_map(|(_, named)| {
        let spans = named.schedule.in_zone(zone).spans(horizon.from, horizon.to);
        spans.skip(1).filter_map(|span| span.from).take(CHANGES).collect::<Vec<_>>()
    });
    let changes: BTreeSet<Timestamp> = spans.collect();
    changes.into_iter().collect()
}

/// Calls in each second around changes of hours, with some keys and pauses.
fn witnesses(plans: [&Plan; 2], horizon: Horizon, dice: &mut Dice<'_>) -> Vec<Witness> {
    let number = PhoneNumber::parse(NUMBER, Country::UnitedStates).expect("it is one").number;
    let mut keys: Vec<_> =
        ["", "1", "2", ",,1"].iter().map(|keys| keys.parse().expect("they are keys")).collect();
    keys.extend((0..1).map(|_| call::keys(dice)));
    let changes: BTreeSet<Timestamp> = plans.into_iter().flat_map(|plan| changes(plan, horizon)).collect();
    let mut witnesses = Vec::new();
    for change in changes {
        for second in -BEFORE..=1 {
            let at = change + SignedDuration::from_secs(second);
            if at < horizon.from {
                continue;
            }
            let with = |keys: &ivrsim::call::KeySequence| Witness {
                number: number.into(),
                caller: Caller::default(),
                at,
                keys: keys.clone(),
                answers: OutsideAnswers::default(),
            };
            witnesses.extend(keys.iter().map(with));
        }
    }
    witnesses
}

fn outcome(plan: &Plan, witness: &Witness) -> Outcome {
    plan.call(witness).outcome
}

/// Whether the plan's limits ended a call, which explorations look past.
fn is_cut_off(outcome: &Outcome) -> bool {
    matches!(outcome.reason, EndReason::TooLong | EndReason::Loop)
}

/// Every call that is made is among those that were explored, and every end to which a change of hours while something is said
/// leads is that of a call.
///
/// # Panics
///
/// If it is not so.
pub fn check(plan: &Plan, dice: &mut Dice<'_>) {
    let horizon = Horizon::of(plan, 1);
    let line = plan.line_named("main").expect("it is the only one");
    let number = plan.line(line).number.value;
    let mut explorer = Explorer::new(plan, horizon);
    let mut ways: Vec<(Outcome, Route, ivrsim::time::TimeSet)> = Vec::new();
    let mut ends: HashSet<Outcome> = HashSet::new();
    let walk = explorer.watch(line, Caller::default(), |seen| {
        if let Some(outcome) = seen.step.to.outcome().filter(|outcome| !is_cut_off(outcome)) {
            ends.insert(outcome);
            let route = Route::seen(&seen);
            // Whether a caller can wait from one change to the next is left to calls.
            if route.change_after().is_some() && route.changes.len() == 1 {
                ways.push((outcome, route, seen.sets.get(seen.when).clone()));
            }
        }
        Further::GoOn
    });
    assert!(walk.complete);
    for witness in witnesses([plan, plan], horizon, dice) {
        let end = outcome(plan, &witness);
        assert!(
            ends.contains(&end) || is_cut_off(&end),
            "{witness:?} comes to {end:?}, which was not explored"
        );
    }
    for (end, route, when) in ways {
        let shows = |witness: &Witness| outcome(plan, witness) == end;
        let found =
            find_witness(plan, &AnswerTable::of(plan), (number, Caller::default()), &route, &when, shows);
        let text = plan.sources.iter().next().map_or("", |(_, file)| file.text());
        assert!(found.is_some(), "{route:?} comes to {end:?}, as no call does\n{when:?}\n{text}");
    }
}

/// Where any call ends otherwise under another plan, a difference says so, and none is told that no call shows.
///
/// # Panics
///
/// If it is not so.
pub fn check_diff(old: &Plan, new: &Plan, dice: &mut Dice<'_>) {
    let horizon = Horizon::of(old, 1);
    let matching = Matching::of(old, new);
    let diff = diff(old, new, horizon);
    assert!(diff.summary.complete);
    // Only of calls that would have to last from one change of hours to the next no more may be known.
    let change_again = |plan: &Plan| plan.overrides().any(|over| over.key == FLOOD);
    assert!(
        diff.summary.not_shown == 0 || change_again(old),
        "{}\n=====\n{}",
        old.sources.iter().next().unwrap().1.text(),
        new.sources.iter().next().unwrap().1.text()
    );
    let parts = |witness: &Witness| {
        let BeforeAfter { old, new } = BeforeAfter { old, new }.map(|plan| outcome(plan, witness));
        !is_cut_off(&old) && !is_cut_off(&new) && !matching.ends_alike(&old, &new)
    };
    for difference in diff.differences().filter(|difference| difference.kind.is_routing()) {
        let witness = difference.witness.as_ref().expect("each has a witness");
        let BeforeAfter { old, new } = BeforeAfter { old, new }.map(|plan| outcome(plan, witness));
        assert!(!matching.ends_alike(&old, &new), "{difference:?}");
    }
    if diff.is_empty() && diff.summary.not_shown == 0 {
        let parting = witnesses([old, new], horizon, dice).into_iter().find(parts);
        assert!(parting.is_none(), "nothing differs, but {parting:?} does");
    }
}
