//! Entries by their numbers: what answers at once, and what a key leads to.

use std::collections::HashMap;

use super::directory::DirectoryLine;
use super::entry::{Entry, Section};
use super::naming::spoken_name;
use crate::draft::document::Place;
use crate::draft::question::{Asker, Choice, Expected, NewQuestion};
use crate::number::PhoneNumber;

/// Lines with the section of each.
pub(super) fn lines(
    entries: Vec<Entry>,
    sections: &[Section],
    asker: &mut Asker<'_>,
    left_over: &mut Vec<(String, Place)>,
) -> Vec<(usize, DirectoryLine)> {
    let mut lines: Vec<(usize, DirectoryLine)> = Vec::new();
    let mut by_number: HashMap<PhoneNumber, usize> = HashMap::new();
    for mut entry in entries {
        let Some(&first) = entry.numbers.first() else { continue };
        let options = std::mem::take(&mut entry.options);
        let known = entry.numbers.iter().find_map(|number| by_number.get(number)).copied();
        let at = known.unwrap_or_else(|| {
            lines.push((entry.section, DirectoryLine { place: entry.place, ..DirectoryLine::default() }));
            lines.len() - 1
        });
        let line = &mut lines[at].1;
        for number in &entry.numbers {
            if !by_number.contains_key(number) {
                by_number.insert(*number, at);
                line.numbers.push(*number);
            }
        }
        if line.source.is_empty() {
            line.source.clone_from(&entry.source);
        }
        if !options.is_empty() {
            if line.name.is_empty() {
                line.name.clone_from(&entry.name);
            }
            line.topics.append(&mut entry.topics);
            line.assumed.append(&mut entry.assumed);
            line.open.append(&mut entry.open);
            line.hours = line.hours.take().or(entry.hours);
            for option in options {
                keyed(line, option, first, asker, left_over);
            }
        } else if entry.keys.is_some() {
            if line.name.is_empty() {
                let section =
                    sections.get(entry.section).map(|section| spoken_name(&section.name)).unwrap_or_default();
                let unit = entry.unit.as_deref().map(spoken_name).unwrap_or_default();
                line.name = [unit, section, entry.name.clone()]
                    .into_iter()
                    .find(|name| !name.is_empty())
                    .unwrap_or_default();
            }
            keyed(line, entry, first, asker, left_over);
        } else if line.direct.is_some() || !line.keyed.is_empty() {
            again(line, entry, first, asker, left_over);
        } else {
            line.name.clone_from(&entry.name);
            line.direct = Some(entry);
        }
    }
    for (_, line) in &mut lines {
        // Who answers while nothing is pressed is not told where there is a menu.
        if !line.keyed.is_empty()
            && let Some(direct) = line.direct.take()
        {
            line.hours = line.hours.take().or(direct.hours);
            line.topics.extend(direct.topics);
            line.source = if line.source.is_empty() { direct.source } else { line.source.clone() };
        }
    }
    lines
}

/// Something behind a key.
fn keyed(
    line: &mut DirectoryLine,
    entry: Entry,
    number: PhoneNumber,
    asker: &mut Asker<'_>,
    left_over: &mut Vec<(String, Place)>,
) {
    let Some(before) = line.keyed.iter_mut().find(|other| other.keys == entry.keys) else {
        line.keyed.push(entry);
        return;
    };
    if before.name == entry.name {
        before.topics.extend(entry.topics);
        return;
    }
    let keys = entry.keys.clone().unwrap_or_default();
    let answer = asker.ask(NewQuestion {
        kind: "same-key",
        about: &number.to_string(),
        text: format!("Option {keys} of {number} is {} and {}: which is it?", before.name, entry.name),
        words: &entry.source,
        place: entry.place,
        choices: vec![Choice::new(before.name.clone(), "first"), Choice::new(entry.name.clone(), "second")],
        expected: Expected::Choice,
    });
    let open = (!answer.is_answered).then_some(answer.id);
    let mut entry = entry;
    if answer.value == "second" {
        std::mem::swap(before, &mut entry);
    }
    before.open.extend(open);
    left_over.push((entry.source, entry.place));
}

/// Another entry with the number of one before it.
fn again(
    line: &mut DirectoryLine,
    entry: Entry,
    number: PhoneNumber,
    asker: &mut Asker<'_>,
    left_over: &mut Vec<(String, Place)>,
) {
    let Some(direct) = &mut line.direct else {
        // Its number leads to a menu whose keys are told elsewhere.
        line.topics.extend(std::iter::once(entry.name).chain(entry.topics));
        return;
    };
    let is_same = match (&direct.hours, &entry.hours) {
        (Some(one), Some(other)) => one.notation == other.notation && one.zone == other.zone,
        _ => true,
    };
    if !is_same {
        let answer = asker.ask(NewQuestion {
            kind: "same-number",
            about: &number.to_string(),
            text: format!(
                "{number} is the number of {} and of {}, whose hours differ: whose hold?",
                direct.name, entry.name
            ),
            words: &entry.source,
            place: entry.place,
            choices: vec![
                Choice::new(direct.name.clone(), "first"),
                Choice::new(entry.name.clone(), "second"),
            ],
            expected: Expected::Choice,
        });
        if answer.value == "second" {
            direct.hours.clone_from(&entry.hours);
        }
        direct.assumed.push(format!("{} has the same number and other hours.", entry.name));
        direct.open.extend((!answer.is_answered).then_some(answer.id));
        left_over.push((entry.source.clone(), entry.place));
    }
    if direct.hours.is_none() {
        direct.hours = entry.hours;
    }
    direct.topics.extend(std::iter::once(entry.name).chain(entry.topics));
    direct.source = format!("{} … {}", direct.source, entry.source);
}
