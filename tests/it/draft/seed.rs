//! The handout that comes with ivrsim, drafted from its raw text and held against the plan that people made of it.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use ivrsim::draft::{DocumentFormat, Draft, draft, read};
use ivrsim::plan::{Plan, StepKind, Target, builtin};
use ivrsim::time::ScheduleZone;

use super::outline::{plan_of, request};

/// The handout as a plan.
pub(super) fn drafted(answers: &[(&str, &str)]) -> Draft {
    let bytes = fs::read("tests/cases/ally/document.txt").unwrap();
    let document = read("handout.txt", 0, DocumentFormat::Text, &bytes).unwrap();
    let mut request = request();
    request.answers = answers.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    draft(&[document], &request)
}

/// A fact, without the words that one is free to choose: ids, and which of several names a team goes by.
type SeedFact = (String, &'static str, String);

/// Words of a name as they are compared.
fn bare(name: &str) -> String {
    let mut bare = String::new();
    let mut depth = 0;
    for c in name.to_lowercase().chars() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            c if depth == 0 && c.is_alphanumeric() => bare.push(c),
            _ => {}
        }
    }
    bare
}

/// What a plan says, by number or by what a contact is written to.
fn facts(plan: &Plan) -> BTreeSet<SeedFact> {
    let mut facts = BTreeSet::new();
    facts.insert(("plan".to_owned(), "effective", plan.effective.to_string()));
    facts.insert(("plan".to_owned(), "zone", plan.zone.name().to_owned()));
    for (_, line) in plan.lines() {
        let about = line.number.value.to_string();
        facts.insert((about.clone(), "number", String::new()));
        let Target::Step(step) = line.answer.target else { continue };
        let step = plan.step(step);
        let mut teams = Vec::new();
        match &step.kind {
            StepKind::Menu(menu) => {
                for key in &menu.offered {
                    let Target::Step(behind) = menu.choice(*key).unwrap().link.target else { continue };
                    let behind = plan.step(behind);
                    facts.insert((
                        about.clone(),
                        "option",
                        format!("{key} {}", bare(behind.name.as_deref().unwrap())),
                    ));
                    teams.push((format!("{about} {key}"), behind));
                }
            }
            _ => teams.push((about.clone(), step)),
        }
        for (about, team) in teams {
            if let Some(gate) = team.gate {
                let schedule = plan.schedule(gate.schedule);
                let zone = match schedule.schedule.zone() {
                    ScheduleZone::Caller => "caller",
                    ScheduleZone::Fixed(zone) => zone.name(),
                };
                facts.insert((about.clone(), "hours", schedule.written.value.clone()));
                facts.insert((about.clone(), "hours-zone", zone.to_owned()));
            }
            if let Some(unit) = &team.unit {
                facts.insert((about.clone(), "unit", bare(unit)));
            }
        }
    }
    for (_, contact) in plan.contacts() {
        let channels = [
            ("fax", contact.fax.as_ref().map(|fax| fax.value.to_string())),
            ("email", contact.email.clone()),
            ("post", (!contact.post.is_empty()).then(|| contact.post.join("; "))),
        ];
        for (kind, value) in channels {
            let Some(value) = value else { continue };
            facts.insert((value.clone(), kind, String::new()));
            for (kind, text) in [("only-for", &contact.only_for), ("note", &contact.note)] {
                facts.extend(text.as_ref().map(|text| (value.clone(), kind, bare(text))));
            }
        }
    }
    facts
}

/// Facts that the handout does not say, and people decided: what a footnote's letters stand for, and what unit that makes.
const DECIDED: [&str; 2] = ["1-855-720-2559 6", "unit"];

#[test]
fn the_facts_of_the_handout_come_out_and_none_is_wrong() {
    let made = drafted(&[]);
    let (wanted, found) = (facts(builtin()), facts(&plan_of(&made)));
    let is_decided = |(about, ..): &&SeedFact| about == DECIDED[0];
    let missing: Vec<&SeedFact> = wanted.difference(&found).filter(|fact| !is_decided(fact)).collect();
    let wrong: Vec<&SeedFact> = found.difference(&wanted).filter(|fact| !is_decided(fact)).collect();
    let asked: Vec<&str> = made.open().map(|question| question.id.as_str()).collect();
    let told = format!("{} wanted, missing {missing:#?}, wrong {wrong:#?}, asked {asked:#?}", wanted.len());
    assert!(wrong.is_empty(), "{told}");
    assert!(missing.len() * 20 <= wanted.len(), "{told}");
    assert!(wanted.len() > 75, "{told}");
}

#[test]
fn every_number_of_the_handout_comes_out() {
    let made = plan_of(&drafted(&[]));
    let numbers = |plan: &Plan| plan.numbers().iter().map(|(dialed, _)| *dialed).collect::<BTreeSet<_>>();
    assert_eq!(numbers(&made), numbers(builtin()));
}

#[test]
fn what_the_handout_leaves_open_is_asked_and_answers_settle_it() {
    let made = drafted(&[]);
    let asked: BTreeSet<&str> = made.open().map(|question| question.kind).collect();
    for kind in ["at-or-to", "local-time", "standard-time", "whose-hours", "blank-row", "list"] {
        assert!(asked.contains(kind), "{kind} is not asked: {asked:?}");
    }
    let ids: Vec<String> = made.open().map(|question| question.id.clone()).collect();
    let mut answers: Vec<(&str, &str)> = ids.iter().map(|id| (id.as_str(), "1")).collect();
    for (id, answer) in &mut answers {
        if id.starts_with("whose-hours") {
            *answer = "Commercial Transactions";
        }
    }
    let answered = drafted(&answers);
    assert_eq!(answered.open().count(), 0);
    assert!(
        facts(builtin()).is_subset(
            &facts(&plan_of(&answered))
                .into_iter()
                .chain(facts(builtin()).into_iter().filter(|(_, kind, _)| *kind == DECIDED[1]))
                .collect()
        )
    );
    let text: String = answered.files.iter().map(|file| file.text.as_str()).collect();
    assert!(!text.contains("# Question"), "{text}");
}

#[test]
fn every_source_quotes_the_handout() {
    let words: String = fs::read_to_string("tests/cases/ally/document.txt")
        .unwrap()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    // Tags that were left over are no words.
    let words = words.replace("<ul style=\"list-style-type: none\"> ", "");
    let mut missing = String::new();
    let made = drafted(&[]);
    for fact in &made.facts {
        let Some(source) = &fact.source else { continue };
        for quote in source.split(" … ") {
            if !words.contains(quote) {
                writeln!(missing, "{}: {quote}", fact.table).unwrap();
            }
        }
    }
    assert!(missing.is_empty(), "{missing}");
    assert!(made.facts.len() > 100, "{}", made.facts.len());
}
