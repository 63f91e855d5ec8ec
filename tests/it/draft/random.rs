//! Any directory, set in each format and drafted again, has its facts, or a question where one is missing.

use proptest::prelude::*;

use ivrsim::draft::{draft, read};

use super::case::{Block, CaseRow};
use super::outline::{outline, plan_of, request};
use super::writers::Setting;
use crate::oracles::dice::Dice;

/// What a directory says of a desk.
struct Desk {
    name: String,
    number: String,
    hours: String,
    notation: String,
    zone: &'static str,
    fax: Option<String>,
}

const NAMES: [&str; 16] = [
    "Billing",
    "Customer Care",
    "New Accounts",
    "Claims",
    "Human Resources",
    "Front Desk",
    "Parts & Service",
    "Titles",
    "Loan Payoffs",
    "Records",
    "Warranty Desk",
    "Field Office",
    "Training",
    "Facilities",
    "Investor Relations",
    "Web Support",
];
const ZONES: [(&str, &str); 4] = [
    ("ET", "America/New_York"),
    ("Central Time", "America/Chicago"),
    ("MT", "America/Denver"),
    ("Pacific time", "America/Los_Angeles"),
];

/// A time in words, and in the notation.
fn time(hour: usize, half_past: bool, dice: &mut Dice<'_>) -> (String, String) {
    let (twelve, half) =
        (if hour.is_multiple_of(12) { 12 } else { hour % 12 }, if hour < 12 { "am" } else { "pm" });
    let minutes = if half_past { ":30" } else { "" };
    let words = match dice.below(3) {
        0 => format!("{twelve}{minutes} {half}"),
        1 => format!("{twelve}{minutes}{}", half.to_uppercase()),
        _ => format!("{twelve}{minutes} {}.m.", &half[..1]),
    };
    (words, format!("{hour:02}:{}", if half_past { "30" } else { "00" }))
}

fn hours(dice: &mut Dice<'_>) -> (String, String, &'static str) {
    let (zone_words, zone) = ZONES[dice.below(ZONES.len())];
    let dash = [" - ", "-", " to ", " \u{2013} "][dice.below(4)];
    let span = |first: usize, dice: &mut Dice<'_>| {
        let (from, until) = (first + dice.below(3), 13 + dice.below(8));
        let (from, to) = (time(from, dice.below(2) == 1, dice), time(until, dice.below(2) == 1, dice));
        (format!("{}{dash}{}", from.0, to.0), format!("{}-{}", from.1, to.1))
    };
    let (words, notation) = span(7, dice);
    let days =
        [("Mon-Fri", "Mo-Fr"), ("Monday to Thursday", "Mo-Th"), ("Mon \u{2013} Sat", "Mo-Sa")][dice.below(3)];
    let week = (format!("{} {words}", days.0), format!("{} {notation}", days.1));
    let (words, notation) = match dice.below(3) {
        0 => week,
        1 => {
            let (words, notation) = span(8, dice);
            (format!("{}, Sun {words}", week.0), format!("{}; Su {notation}", week.1))
        }
        _ => (format!("{}, Sun closed", week.0), format!("{}; Su off", week.1)),
    };
    (format!("{words} {zone_words}"), notation, zone)
}

fn spelled(number: &str, dice: &mut Dice<'_>) -> String {
    let (area, exchange, line) = (&number[..3], &number[3..6], &number[6..]);
    match dice.below(5) {
        0 => format!("{area}-{exchange}-{line}"),
        1 => format!("({area}) {exchange}-{line}"),
        2 => format!("{area}.{exchange}.{line}"),
        3 => format!("1-{area}-{exchange}-{line}"),
        _ => format!("+1 {area} {exchange} {line}"),
    }
}

fn desks(dice: &mut Dice<'_>) -> Vec<Desk> {
    let count = 1 + dice.below(6);
    let first = dice.below(NAMES.len());
    let desk = |at: usize, dice: &mut Dice<'_>| {
        let (hours, notation, zone) = hours(dice);
        let number = |kind: usize| format!("518555{:04}", 100 + kind * 50 + at);
        let fax = (dice.below(3) == 0).then(|| number(1));
        Desk {
            name: NAMES[(first + at) % NAMES.len()].to_owned(),
            number: number(0),
            hours,
            notation,
            zone,
            fax,
        }
    };
    (0..count).map(|at| desk(at, dice)).collect()
}

/// A directory of these desks, as a table or line by line, and its facts.
fn directory(dice: &mut Dice<'_>) -> (Vec<Block>, Vec<String>) {
    let desks = desks(dice);
    let mut blocks = vec![
        Block::Heading(1, "Directory of the Company".to_owned()),
        Block::Paragraph(vec!["Effective January 5, 2026".to_owned()]),
    ];
    let mut facts = vec!["effective 2026-01-05".to_owned()];
    for desk in &desks {
        let formatted = |number: &str| format!("1-{}-{}-{}", &number[..3], &number[3..6], &number[6..]);
        facts.push(format!(
            "number {} = {}, {} {}",
            formatted(&desk.number),
            desk.name,
            desk.notation,
            desk.zone
        ));
        facts.extend(desk.fax.as_ref().map(|fax| format!("fax {} = {}", formatted(fax), desk.name)));
    }
    match dice.below(3) {
        0 => {
            let cell = |text: String| Some(if text.is_empty() { Vec::new() } else { vec![text] });
            let header = ["Department", "Phone", "Fax", "Hours of Operation"]
                .map(|text| cell(text.to_owned()))
                .to_vec();
            let mut rows = vec![CaseRow { is_header: true, cells: header }];
            for desk in &desks {
                let fax = desk.fax.as_ref().map(|fax| spelled(fax, dice)).unwrap_or_default();
                let cells = [desk.name.clone(), spelled(&desk.number, dice), fax, desk.hours.clone()]
                    .map(cell)
                    .to_vec();
                rows.push(CaseRow { is_header: false, cells });
            }
            blocks.push(Block::Table(rows));
        }
        1 => {
            for desk in &desks {
                let mut lines = vec![desk.name.clone(), format!("Phone: {}", spelled(&desk.number, dice))];
                lines.push(format!("Hours: {}", desk.hours));
                lines.extend(desk.fax.as_ref().map(|fax| format!("Fax: {}", spelled(fax, dice))));
                blocks.push(Block::Paragraph(lines));
            }
        }
        _ => {
            for desk in &desks {
                blocks.push(Block::Heading(2, desk.name.clone()));
                let mut lines =
                    vec![format!("Phone: {}", spelled(&desk.number, dice)), format!("Open {}", desk.hours)];
                lines.extend(desk.fax.as_ref().map(|fax| format!("Fax {}", spelled(fax, dice))));
                blocks.push(Block::Paragraph(lines));
            }
        }
    }
    (blocks, facts)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_directory_is_its_facts_in_every_format(bytes in prop::collection::vec(any::<u8>(), 200)) {
        let (blocks, facts) = directory(&mut Dice::new(&bytes));
        for setting in Setting::ALL {
            let document = read("directory", 0, setting.format(), &setting.bytes(&blocks)).unwrap();
            let made = draft(&[document], &request());
            let found = outline(&plan_of(&made));
            let wrong: Vec<&String> = found.iter().filter(|fact| !facts.contains(fact) && !fact.starts_with("zone ")).collect();
            let missing: Vec<&String> = facts.iter().filter(|fact| !found.contains(fact)).collect();
            let is_asked = made.open().next().is_some();
            prop_assert!(
                (wrong.is_empty() && missing.is_empty()) || is_asked,
                "{setting:?}: wrong {wrong:#?}, missing {missing:#?}\n{}", String::from_utf8_lossy(&setting.bytes(&blocks))
            );
            // None of these leaves anything open.
            prop_assert!(!is_asked, "{setting:?} asks {:?}", made.open().map(|question| &question.text).collect::<Vec<_>>());
        }
    }
}
