//! What has changed from one plan to the next, as cards.

use std::sync::Arc;

use jiff::Timestamp;

use super::about::{CardSubject, ChangedFact};
use super::apart::Apart;
use super::card::{Card, CardKind};
use super::moments::Situation;
use super::verdict::come_of;
use crate::base::Language;
use crate::call::{CallRecord, CallSpec, Caller, OutcomeKind};
use crate::diff::{Diff, Difference, PlanSide};
use crate::directory::names::folded;
use crate::directory::team::option;
use crate::plan::{Contact, Dialable, LineId, Plan, StepKind, StockPhrases};
use crate::time::{LocalTimeResolution, Zone, civil_phrases};
use crate::training::phrases::LessonPhrases;

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
            differences.find_map(|one| by_call(old, new, one).or_else(|| by_contact(old, new, one)))
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
    let words = LessonPhrases::of_plan(new);
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
        // Both are told in the language in which it is asked.
        [old, new].map(|plan| told(plan, words, &plan.call(&call).record))
    };
    let zone = caller.zone_under(new).zone;
    let (at, [was, is]) = moments(difference, witness.at, zone)
        .map(|at| (at, outcomes(at)))
        .find(|(_, [was, is])| was != is)?;
    let moment = Situation { caller: Caller { zone: Some(zone), ..caller }, at }.told(new);
    let from = caller.number.map(|from| words.fill(words.ask.from_number, &[("number", &from.to_string())]));
    // A card is known by what is English, in whatever language it is asked.
    let [presses, does] = [LessonPhrases::of(Language::English), words].map(|words| {
        let keys = witness.keys.for_people();
        let stock = StockPhrases::of(words.language());
        match option(&witness.keys) {
            Some(_) => {
                let option = words.fill(stock.way.option, &[("keys", &keys)]);
                words.fill(words.ask.and_chooses, &[("option", &option)])
            }
            None if witness.keys.presses().is_empty() => String::new(),
            None => words.fill(words.ask.and_presses, &[("keys", &keys)]),
        }
    });
    let date = civil_phrases(words.language()).long_date(new.effective);
    let text = words.fill(
        words.ask.what_now,
        &[
            ("date", &date),
            ("now", &moment),
            ("number", &number.to_string()),
            ("from", &from.unwrap_or_default()),
            ("does", &does),
        ],
    );
    let mut others = vec![words.ask.not_in_service.to_owned()];
    for step in line[0].map(|line| new.steps_of(line)).unwrap_or_default() {
        let step = new.step(step);
        if let (StepKind::Destination(_), Some(name)) = (&step.kind, &step.name) {
            others.push(words.fill(words.ask.put_through, &[("name", name)]));
        }
    }
    let name = words
        .fill(words.card.new_on_number, &[("number", &number.to_string()), ("kind", difference.kind.word())]);
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

fn by_contact(old: &Plan, new: &Plan, difference: &Difference) -> Option<(Card, Apart)> {
    // Of a new contact there is nothing that was right before; its own cards ask for it.
    let (before, contact) = (old.contact(difference.old.contact?), new.contact(difference.new.contact?));
    let words = LessonPhrases::of_plan(new);
    let [before, after] = [before, contact].map(|contact| contact_fields(words, contact));
    let differing = || before.iter().zip(&after).filter(|(was, is)| was != is);
    let [was, is]: [Vec<&str>; 2] = [
        differing().map(|(was, _)| was.as_str()).collect(),
        differing().map(|(_, is)| is.as_str()).collect(),
    ];
    let [was, is] = [was, is].map(|fields| fields.join("; ").trim_end_matches('.').to_owned());
    if was == is {
        return None;
    }
    let date = civil_phrases(words.language()).long_date(new.effective);
    let text = words.fill(words.ask.what_is_correct, &[("date", &date), ("name", &contact.name)]);
    let change =
        ChangedFact { text, old: was, new: is, others: Vec::new(), origins: vec![contact.origin.clone()] };
    let name = words.fill(words.card.new_for, &[("name", &contact.name)]);
    Some(card(&format!("contact {}", contact.name), None, name, change, String::new()))
}

/// All that there is to know of a contact, a field at a time.
fn contact_fields(words: &LessonPhrases, contact: &Contact) -> Vec<String> {
    let field = |what: &str, value: Option<String>| match value.filter(|value| !value.is_empty()) {
        Some(value) => words.fill(words.card.has, &[("what", what), ("value", &value)]),
        None => words.fill(words.card.has_none, &[("what", what)]),
    };
    vec![
        field(words.card.label_name, Some(contact.name.clone())),
        field(words.card.phone, contact.phone.map(|phone| phone.value.to_string())),
        field(words.card.fax, contact.fax.map(|fax| fax.value.to_string())),
        field(words.card.email, contact.email.clone()),
        field(words.card.label_address, Some(contact.post.join(", "))),
        field(words.card.label_unit, contact.unit.clone()),
        field(words.card.label_only, contact.only_for.clone()),
        field(words.card.label_note, contact.note.clone()),
    ]
}

/// What a call came to, as its caller would tell it.
fn told(plan: &Plan, words: &LessonPhrases, record: &CallRecord) -> String {
    match record.outcome() {
        Some(outcome) => come_of(plan, words, record, outcome),
        None => words.ask.goes_on.to_owned(),
    }
}
