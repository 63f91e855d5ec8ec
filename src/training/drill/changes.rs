//! What has changed from one plan to the next, as cards.

use std::sync::Arc;

use jiff::Timestamp;

use super::about::{CardSubject, ChangedFact};
use super::apart::Apart;
use super::card::{Card, CardKind};
use super::moments::Situation;
use crate::call::{ArrivalCause, CallRecord, CallSpec, Caller, OutcomeKind};
use crate::diff::{Diff, Difference, PlanSide};
use crate::directory::names::folded;
use crate::directory::team::option;
use crate::plan::{Dialable, LineId, Plan, StepKind};
use crate::time::{LocalTimeResolution, Zone};

/// A card for each group of differences that a call or a contact shows, asked by the first of them
/// that can be asked.
pub(super) fn cards(old: &Plan, new: &Plan, diff: &Diff) -> Vec<(Card, Apart)> {
    diff.groups
        .iter()
        .filter_map(|group| {
            // Where people are reached, or were, more is told than where they are closed before and after.
            let reaches = |side: &PlanSide| {
                side.outcome.is_some_and(|outcome| outcome.kind() == OutcomeKind::Transferred)
            };
            let (telling, others): (Vec<_>, Vec<_>) =
                group.differences.iter().partition(|one| reaches(&one.old) || reaches(&one.new));
            let mut differences = telling.into_iter().chain(others);
            differences.find_map(|one| by_call(old, new, one).or_else(|| by_contact(new, one)))
        })
        .collect()
}

fn card(of: &str, line: Option<LineId>, name: String, change: ChangedFact, by: String) -> (Card, Apart) {
    let card = Card {
        id: format!("{}/{}", CardKind::Changed.word(), folded(of)),
        kind: CardKind::Changed,
        line,
        fact: ChangedFact::told(&change.old, &change.new),
        name,
        only: String::new(),
        about: CardSubject::Changed(change),
        teams: Arc::default(),
    };
    (card, Apart { by, name: of.to_owned() })
}

fn by_call(old: &Plan, new: &Plan, difference: &Difference) -> Option<(Card, Apart)> {
    let witness = difference.witness.as_ref().filter(|_| difference.kind.is_routing())?;
    let (number, caller) = (witness.number, witness.caller);
    let line = [new, old].map(|plan| match plan.dial(number) {
        Some(Dialable::Line(line)) => Some(line),
        _ => None,
    });
    // A fax is asked about as a contact.
    if line == [None, None] {
        return None;
    }
    let outcomes = |at| {
        let call = CallSpec { at, ..witness.clone() };
        [old, new].map(|plan| told(plan, &plan.call(&call).record))
    };
    let zone = caller.zone_under(new).zone;
    let (at, [was, is]) = moments(difference, witness.at, zone)
        .map(|at| (at, outcomes(at)))
        .find(|(_, [was, is])| was != is)?;
    let moment = Situation { caller: Caller { zone: Some(zone), ..caller }, at }.told(new);
    let from = caller.number.map(|from| format!(" from {from}")).unwrap_or_default();
    let presses = match option(&witness.keys) {
        Some(option) => format!(" and chooses {option}"),
        None if witness.keys.presses().is_empty() => String::new(),
        None => format!(" and presses {}", witness.keys.for_people()),
    };
    let text = format!(
        "Something is new from {}. {moment} Somebody calls {number}{from}{presses}. What happens now?",
        new.effective.strftime("%B %-d, %Y")
    );
    let mut others = vec!["The number is not in service.".to_owned()];
    for step in line[0].map(|line| new.steps_of(line)).unwrap_or_default() {
        let step = new.step(step);
        if let (StepKind::Destination(_), Some(name)) = (&step.kind, &step.name) {
            others.push(put_through_to(name));
        }
    }
    let name = format!("What is new on {number}: {}", difference.kind.word());
    let of = format!("{} {number}{presses}", difference.kind.word());
    let origins = line[0].map(|line| new.line(line).origin.clone()).into_iter().collect();
    Some(card(&of, line[0], name, ChangedFact { text, old: was, new: is, others, origins }, at.to_string()))
}

/// Moments at which a difference may show, those first that are far from its edges and not in the night.
fn moments(difference: &Difference, witness: Timestamp, zone: Zone) -> impl Iterator<Item = Timestamp> {
    let spans: Vec<(Timestamp, Timestamp)> =
        difference.met.iter().flat_map(|met| met.when.spans().take(1)).collect();
    let middle = spans.into_iter().flat_map(move |(from, to)| {
        let midday = zone.wall_clock(from).date().at(12, 0, 0, 0);
        let midday = match zone.resolve(midday) {
            LocalTimeResolution::Once(at) => Some(at).filter(|at| (from..to).contains(at)),
            LocalTimeResolution::Gap { .. } | LocalTimeResolution::Fold { .. } => None,
        };
        let half = from.as_second().midpoint(to.as_second());
        let half =
            Timestamp::from_second(half - half.rem_euclid(300)).ok().filter(|at| (from..to).contains(at));
        midday.into_iter().chain(half)
    });
    middle.chain([witness])
}

fn by_contact(new: &Plan, difference: &Difference) -> Option<(Card, Apart)> {
    let contact = new.contact(difference.new.contact?);
    let [was, is] =
        [&difference.old.words, &difference.new.words].map(|words| words.trim_end_matches('.').to_owned());
    // Of a new contact there is nothing that was right before; its own cards ask for it.
    difference.old.contact?;
    if was == is {
        return None;
    }
    let from = new.effective.strftime("%B %-d, %Y");
    let text = format!("Something is new from {from}. What is correct for “{}” from then on?", contact.name);
    let change =
        ChangedFact { text, old: was, new: is, others: Vec::new(), origins: vec![contact.origin.clone()] };
    let name = format!("What is new for {}", contact.name);
    Some(card(&format!("contact {}", contact.name), None, name, change, String::new()))
}

fn put_through_to(name: &str) -> String {
    format!("The caller is put through to {name}.")
}

/// What a call came to, as its caller would tell it.
fn told(plan: &Plan, record: &CallRecord) -> String {
    let Some(outcome) = record.outcome() else { return "The call goes on.".to_owned() };
    let name = outcome.place_name(plan);
    let closed = match outcome.because {
        Some(ArrivalCause::Closed(step)) => {
            let line = record.line.map(|line| plan.line(line).name.as_str());
            let name = plan.step(step).name.as_deref().or(line);
            Some(name.unwrap_or("that number"))
        }
        _ => None,
    };
    match (outcome.kind(), closed) {
        (OutcomeKind::Transferred, _) => put_through_to(name.unwrap_or("somebody")),
        (OutcomeKind::Voicemail, _) => {
            format!("The caller can leave a message for {}.", name.unwrap_or("them"))
        }
        (OutcomeKind::Callback, _) => {
            format!("The caller is promised a call back by {}.", name.unwrap_or("them"))
        }
        (OutcomeKind::FaxTone, _) => "A fax machine answers.".to_owned(),
        (OutcomeKind::NotInService, _) => "The number is not in service.".to_owned(),
        (OutcomeKind::Disconnected, Some(closed)) => format!("The caller hears that {closed} is closed."),
        (OutcomeKind::Disconnected | OutcomeKind::Dropped | OutcomeKind::CallerHungUp, _) => {
            "The caller reaches nobody, and the call ends.".to_owned()
        }
    }
}
