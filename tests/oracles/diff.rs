//! What holds for the differences of any two plans.

use ivrsim::call::{Caller, EndReason, Outcome};
use ivrsim::diff::{BeforeAfter, Diff, Difference, Matching, PhonePair, diff};
use ivrsim::explore::{Act, Horizon, Machine as _, Node, TimeSets, Witness, callers};
use ivrsim::number::{Country, Dialed, PhoneNumber};
use ivrsim::plan::{Dialable, LineId, Plan, PlanLimits, read};
use ivrsim::time::TimeSet;
use jiff::Timestamp;

use super::dice::Dice;
use super::{call, plan};

/// The text with one value replaced by another that can stand there, as a slip of the hand does. None if that is no plan any
/// more, or the same one.
#[must_use]
pub fn edited(text: &str, dice: &mut Dice<'_>) -> Option<Plan> {
    const TARGETS: &[&str] = &["s0", "s1", "s2", "s3", "desk", "hang-up", "repeat", "back"];
    const HOURS: &[&str] =
        &["Mo-Fr 08:00-18:00", "Mo-Fr 08:00-17:00", "24/7", "off", "Sa-Su 22:00-26:00", "Mo-Fr 08:00-12:00"];
    const KINDS: &[&[&str]] =
        &[TARGETS, TARGETS, HOURS, &["h0", "h1"], &["caller", "UTC", "America/New_York"]];
    let kind = *dice.one_of(KINDS);
    let is_quoted =
        |at: usize, value: &str| text[..at].ends_with('"') && text[at + value.len()..].starts_with('"');
    let places: Vec<(usize, &str)> = kind
        .iter()
        .flat_map(|value| text.match_indices(value))
        .filter(|(at, value)| is_quoted(*at, value))
        .collect();
    let [_, ..] = &places[..] else { return None };
    let (at, value) = *dice.one_of(&places);
    let other = *dice.one_of(kind);
    let text = format!("{}{other}{}", &text[..at], &text[at + value.len()..]);
    read([("plan.toml", &*text)], &PlanLimits::STANDARD).plan.filter(|_| other != value)
}

/// Compares two plans that answer one number, by all that is known of differences.
///
/// # Panics
///
/// If something does not hold.
pub fn check(old: &Plan, new: &Plan, dice: &mut Dice<'_>) {
    let plans = BeforeAfter { old, new };
    let horizon = Horizon::of(old, 1);
    let matching = Matching::of(old, new);
    let diff = diff(old, new, horizon);
    if !diff.summary.complete {
        return;
    }
    for difference in diff.differences().filter(|difference| difference.kind.is_routing()) {
        let witness = difference.witness.as_ref().expect("each has a witness");
        let BeforeAfter { old, new } = made(plans, witness);
        assert!(!matching.ends_alike(&old, &new), "{difference:?}");
    }
    check_mirror(&diff, &ivrsim::diff::diff(new, old, horizon));
    let number: Dialed =
        PhoneNumber::parse(plan::NUMBER, Country::UnitedStates).expect("it is one").number.into();
    let lines: Vec<(&Plan, LineId)> = [old, new]
        .into_iter()
        .filter_map(|plan| match plan.dial(number) {
            Some(Dialable::Line(line)) => Some((plan, line)),
            _ => None,
        })
        .collect();
    let classes = callers(&lines, horizon);
    for _ in 0..8 {
        let caller = dice.one_of(&classes).caller;
        let at = moment(&diff, horizon, dice);
        check_wild(plans, &matching, &diff, number, caller, at, dice);
        check_instant(plans, &matching, &diff, number, caller, at, dice);
    }
}

/// What both plans make of a call.
fn made(plans: BeforeAfter<&Plan>, witness: &Witness) -> BeforeAfter<Outcome> {
    plans.map(|plan| plan.call(witness).outcome)
}

/// Some second of the horizon, often one at which a difference begins or ends.
fn moment(diff: &Diff, horizon: Horizon, dice: &mut Dice<'_>) -> Timestamp {
    let differences: Vec<&Difference> = diff.differences().filter(|one| !one.met.is_empty()).collect();
    let edges: Vec<i64> = match &differences[..] {
        [] => Vec::new(),
        some => {
            let spans = dice.one_of(some).met[0].when.spans().take(50);
            spans.flat_map(|(from, to)| [from.as_second(), to.as_second()]).collect()
        }
    };
    let second = match &edges[..] {
        [_, ..] if dice.one_in(2) => *dice.one_of(&edges) + dice.whole(3) - 1,
        _ => horizon.from.as_second() + dice.whole(60_000) * 500 + dice.whole(500),
    };
    let second = second.clamp(horizon.from.as_second(), horizon.to.as_second() - 1);
    Timestamp::from_second(second).expect("it lies in the horizon")
}

fn routing(diff: &Diff, number: Dialed, caller: Caller) -> impl Iterator<Item = (&Difference, &TimeSet)> {
    diff.differences()
        .filter(move |one| one.kind.is_routing() && one.number == Some(number))
        .flat_map(|one| one.met.iter().map(move |met| (one, met)))
        .filter(move |(_, met)| met.by.caller == caller)
        .map(|(one, met)| (one, &met.when))
}

/// A call that is made in its own time and ends otherwise is no surprise to who has read the differences.
fn check_wild(
    plans: BeforeAfter<&Plan>,
    matching: &Matching,
    diff: &Diff,
    number: Dialed,
    caller: Caller,
    at: Timestamp,
    dice: &mut Dice<'_>,
) {
    let answers = call::answers(plans.old, dice);
    let witness = Witness { number, caller, at, keys: call::keys(dice), answers };
    let BeforeAfter { old, new } = made(plans, &witness);
    let by_limits = |outcome: &Outcome| matches!(outcome.reason, EndReason::TooLong | EndReason::Loop);
    if by_limits(&old) || by_limits(&new) || matching.ends_alike(&old, &new) {
        return;
    }
    let paced = diff.differences().any(|one| one.kind == ivrsim::diff::DifferenceKind::Timing);
    let told = routing(diff, number, caller).next().is_some();
    assert!(
        told || paced || diff.summary.not_shown > 0,
        "{witness:?}: {old:?} is now {new:?}, and nothing tells so"
    );
}

/// At an instant calls differ exactly if a difference says so.
fn check_instant(
    plans: BeforeAfter<&Plan>,
    matching: &Matching,
    diff: &Diff,
    number: Dialed,
    caller: Caller,
    at: Timestamp,
    dice: &mut Dice<'_>,
) {
    let mut pair = PhonePair::new(plans, number, caller, diff.horizon);
    let mut sets = TimeSets::new();
    for (difference, when) in routing(diff, number, caller) {
        if !when.contains(at) || !difference.route.changes.is_empty() {
            continue;
        }
        let mut node = pair.start();
        for act in [Act::Dial].iter().chain(&difference.route.acts) {
            node = pair.act(node, *act, at, &mut sets).to;
        }
        let parted = match (node.old.outcome(), node.new.outcome()) {
            (Some(old), Some(new)) => !matching.ends_alike(&old, &new),
            (None, None) => node.old.step() != node.new.step(),
            _ => true,
        };
        assert!(parted, "at {at}: {difference:?}");
    }
    let told = routing(diff, number, caller).any(|(_, when)| when.contains(at)) || diff.summary.not_shown > 0;
    for _ in 0..6 {
        let mut node = pair.act(pair.start(), Act::Dial, at, &mut sets).to;
        let mut acts = Vec::new();
        while let [_, ..] = &pair.acts(&node)[..] {
            let act = *dice.one_of(&pair.acts(&node));
            acts.push(act);
            node = pair.act(node, act, at, &mut sets).to;
            if acts.len() > 8 {
                break;
            }
        }
        if let (Node::Over(old), Node::Over(new)) = (node.old, node.new) {
            let alike = matching.ends_alike(&old, &new);
            assert!(
                alike || told,
                "at {at} {acts:?} by {caller:?} ends {old:?}, now {new:?}, and nothing tells so"
            );
        }
    }
}

/// Seen from the other plan, as much differs, and at the same times.
fn check_mirror(diff: &Diff, mirrored: &Diff) {
    let cells =
        |diff: &Diff| (diff.summary.cells, diff.summary.cells_differing, diff.summary.seconds_differing);
    assert_eq!(cells(diff), cells(mirrored));
    let kinds = |diff: &Diff, of: fn(ivrsim::diff::DifferenceKind) -> ivrsim::diff::DifferenceKind| {
        let mut kinds: Vec<_> =
            diff.differences().filter(|one| one.kind.is_routing()).map(|one| of(one.kind)).collect();
        kinds.sort_unstable();
        kinds
    };
    assert_eq!(kinds(diff, |kind| kind), kinds(mirrored, ivrsim::diff::DifferenceKind::mirrored));
}
