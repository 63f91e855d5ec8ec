//! What the lines of a cell say.

use super::gatherer::Gatherer;
use super::naming::{self, spoken_name};
use crate::draft::document::{Cell, Place};
use crate::draft::question::{Choice, Expected, NewQuestion};

/// The lines of a cell, parted by line ends.
pub(super) fn cell_text(cell: &Cell) -> String {
    let lines: Vec<&str> = cell.lines.iter().map(|line| line.text.as_str()).collect();
    lines.join("\n")
}

/// What the lines of a cell below its first name, with the question that a list leaves whose entries run on.
pub(super) fn topics(
    gatherer: &mut Gatherer<'_, '_>,
    cell: &Cell,
    place: Place,
) -> (Vec<String>, Vec<String>, Vec<String>) {
    let (mut topics, mut open, mut assumed) = (Vec::new(), Vec::new(), Vec::new());
    let about = cell.lines.first().map(|line| spoken_name(&line.text)).unwrap_or_default();
    for line in cell.lines.iter().skip(1) {
        let text =
            line.text.trim_start_matches(['•', '-', '·', '*', ' ']).trim_end_matches([';', ',']).to_owned();
        if !line.runs_on {
            if text.chars().any(char::is_alphanumeric) {
                topics.push(text);
            }
            continue;
        }
        let (items, may_be_more) = naming::run_on(&text);
        if !may_be_more {
            topics.extend(items);
            continue;
        }
        let answer = gatherer.asker.ask(NewQuestion {
            kind: "list",
            about: &about,
            text: format!("The list of {about} has no marks between its entries: where does each end? Write them with semicolons."),
            words: &text,
            place,
            choices: vec![Choice::new(items.join("; "), items.join("; "))],
            expected: Expected::Words,
        });
        topics.extend(
            answer.value.split(';').map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()),
        );
        if !answer.is_answered {
            assumed.push(
                "The list has no marks between its entries: it is parted only where there is no doubt."
                    .to_owned(),
            );
            open.push(answer.id);
        }
    }
    (topics, open, assumed)
}
