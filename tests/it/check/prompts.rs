//! Prompts as people record them, in `tests/cases/check-prompts.txt`: what is found in each, and in most nothing.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use ivrsim::base::diagnostic::Level;
use ivrsim::check::rule_named;

use super::{checked, shown};
use crate::oracles::garage::garage;

/// A plan in which a prompt is spoken at a place such as `menu 1 Sales, 2 Service` or `closed Mo-Fr 09:00-17:00`.
fn plan(place: &str, say: &str) -> String {
    let mut text = garage("main", "");
    let (kind, rest) = place.split_once(' ').unwrap();
    let say = say.replace('"', "\\\"");
    match kind {
        "menu" => {
            let _ = write!(text, "[menus.main]\nsay = \"{say}\"\n[menus.main.keys]\n");
            let mut teams = String::new();
            for key in rest.split(", ") {
                let (key, name) = key.split_once(' ').unwrap();
                let to = if name == "repeat" {
                    "repeat".to_owned()
                } else {
                    format!("team-{}", u32::from(key.as_bytes()[0]))
                };
                let _ = writeln!(text, "\"{key}\" = \"{to}\"");
                if name != "repeat" {
                    let _ = write!(teams, "[destinations.{to}]\nname = \"{name}\"\n");
                }
            }
            text.push_str(&teams);
        }
        "closed" | "open" => {
            let (open, zone) = rest.split_once(" in ").unwrap_or((rest, "America/New_York"));
            let _ = write!(text, "[hours.office]\nopen = \"{open}\"\ntimezone = \"{zone}\"\n");
            let (first, closed) =
                if kind == "open" { (say.as_str(), "We are closed.") } else { ("Hello.", say.as_str()) };
            let _ = write!(
                text,
                "[destinations.main]\nname = \"Sales\"\nhours = \"office\"\nclosed = \"closed\"\nsay = \"{first}\"\n\
                 [messages.closed]\nsay = \"{closed}\"\nthen = \"hang-up\"\n"
            );
        }
        // Teams that the file calls so; each has a name.
        "ids" => {
            let _ = write!(
                text,
                "[messages.main]\nsay = \"{say}\"\nthen = \"next\"\n[menus.next]\nsay = \"{{options}}\"\n[menus.next.keys]\n"
            );
            let names = [
                "Sales",
                "Billing",
                "Parts",
                "Claims",
                "Titles",
                "Funding",
                "Repairs",
                "Leasing",
                "Wholesale",
                "Returns",
                "Warranty",
            ];
            let keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "*"];
            let mut teams = String::new();
            for ((id, name), key) in rest.split(' ').zip(names).zip(keys) {
                let _ = writeln!(text, "\"{key}\" = \"{id}\"");
                let _ = write!(teams, "[destinations.{id}]\nname = \"{name}\"\n");
            }
            text.push_str(&teams);
        }
        "input" => {
            let (digits, terminator) = rest.split_once(' ').unwrap_or((rest, ""));
            let digits = match digits.split_once('-') {
                Some((fewest, most)) => format!("min_digits = {fewest}\nmax_digits = {most}"),
                None => format!("digits = {digits}"),
            };
            let ends = if terminator.is_empty() { "" } else { "terminator = \"#\"\n" };
            let _ = write!(
                text,
                "[inputs.main]\nsay = \"{say}\"\n{digits}\n{ends}then = \"next\"\n\
                 [menus.next]\nsay = \"{{options}}\"\n[menus.next.keys]\n1 = \"sales\"\n2 = \"service\"\n\
                 [destinations.sales]\nname = \"Sales\"\n[destinations.service]\nname = \"Service\"\n"
            );
        }
        _ => panic!("{place}"),
    }
    text
}

#[test]
fn prompts_as_people_record_them_are_understood() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/check-prompts.txt");
    let text = fs::read_to_string(path).unwrap().replace("\r\n", "\n");
    let (mut place, mut silent, mut found, mut missed) = ("", 0, 0, String::new());
    for (number, line) in
        (1..).zip(text.lines()).filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
    {
        let Some((codes, say)) = line.split_once(" | ") else {
            place = line;
            continue;
        };
        let expected: BTreeSet<&str> = codes.split(", ").filter(|code| *code != "-").collect();
        assert!(expected.iter().all(|code| rule_named(code).is_some()), "{number}: {line}");
        let files = [("plan.toml".to_owned(), plan(place, say))];
        let checked = checked(&files, None).unwrap_or_else(|told| panic!("{number}: {line}\n{told}"));
        let findings = checked.report.findings.iter();
        let told: BTreeSet<&str> = findings
            .filter(|finding| finding.level > Level::Note || expected.contains(finding.code))
            .map(|finding| finding.code)
            .collect();
        if expected.is_empty() {
            silent += 1;
        } else {
            found += 1;
        }
        if told != expected {
            let _ = writeln!(
                missed,
                "line {number}, {place}: {line}\n  expected {expected:?}, found {told:?}\n{}",
                shown(&checked.report.findings, &checked.sources)
            );
        }
    }
    assert!(missed.is_empty(), "{missed}");
    assert!(silent >= 150 && found >= 40, "{silent} in which nothing is found, {found} others");
}
