//! All files of the plan.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::layout::{FlowLayout, questions};
use super::prompts::{Prompts, SoundWords};
use super::schedules::Schedules;
use super::steps::{StepWriter, plain_title};
use super::table::{Table, list};
use crate::base::source::Sources;
use crate::base::tidy;
use crate::import::flow::{Act, Flow, FlowPlace};
use crate::number::{DialText, PhoneNumber};

/// So many bytes the name of a line without a number has at most.
const MAX_NAME: usize = DialText::MAX;

/// A file that an import makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedFile {
    /// Where it goes, below the folder.
    pub path: String,
    /// What it says.
    pub text: String,
}

/// What stands at the head of the plan.
#[derive(Clone, Debug)]
pub(in crate::import) struct PlanHeader {
    /// What the plan is called.
    pub(in crate::import) name: String,
    /// From when it is in force.
    pub(in crate::import) effective: Date,
    /// The zone of hours that name none.
    pub(in crate::import) timezone: String,
    /// What was guessed.
    pub(in crate::import) assumed: Vec<String>,
    /// Where the plan comes from.
    pub(in crate::import) source: String,
}

/// Writes a flow as a plan.
#[must_use]
pub(in crate::import) fn write(
    flow: &Flow,
    sources: &Sources,
    header: &PlanHeader,
    words: &SoundWords,
) -> Vec<ImportedFile> {
    let layout = FlowLayout::of(flow);
    let schedules = Schedules::of(flow, &layout);
    let source = |place: &FlowPlace| placed(sources, place);
    let mut main = "# This plan was written by `ivrsim import`. `source` names the place in the phone system that each table comes from.\n".to_owned();
    head(header).write(&mut main);
    for table in schedules.tables(&source) {
        table.write(&mut main);
    }
    for table in answers(flow, &layout, &source).iter().chain(&lines(flow, &layout, &source)) {
        table.write(&mut main);
    }
    let mut files: BTreeMap<usize, String> = BTreeMap::new();
    let mut steps = StepWriter { flow, layout: &layout, schedules: &schedules, prompts: Prompts::new(words) };
    for &id in &layout.order {
        let Some(table) = steps.table(id, &source(&flow.nodes[id.index()].place)) else { continue };
        match layout.files.get(&id) {
            Some(line) => table.write(files.entry(*line).or_default()),
            None => table.write(&mut main),
        }
    }
    let sounds = steps.prompts.table();
    let tidied = |path: String, text: &str| {
        // What is written here is TOML, so there is always a tidy text.
        let text = tidy::formatted(&path, text).unwrap_or_else(|_| text.to_owned());
        ImportedFile { path, text }
    };
    let mut all = vec![tidied("plan.toml".to_owned(), &main)];
    for (line, text) in files {
        let name = &layout.lines[line];
        let path = if name == "plan" || name == "sounds" {
            format!("line-{name}.toml")
        } else {
            format!("{name}.toml")
        };
        let text = format!("# What callers of the line `{name}` alone come to.\n{text}");
        all.push(tidied(path, &text));
    }
    all.extend(sounds.map(|text| tidied("sounds.toml".to_owned(), &text)));
    all
}

fn placed(sources: &Sources, place: &FlowPlace) -> String {
    if place.words.is_empty() && place.span.start == place.span.end {
        return String::new();
    }
    let at = sources.place(place.span).to_string();
    if place.words.is_empty() { at } else { format!("{at}: {}", place.words) }
}

fn head(header: &PlanHeader) -> Table {
    let mut table = Table::new("plan");
    table.text("name", &plain_title(&header.name));
    table.raw("effective", header.effective.to_string());
    table.text("timezone", &header.timezone);
    table.source(&header.source, &header.assumed);
    table
}

fn answers(flow: &Flow, layout: &FlowLayout<'_>, source: &dyn Fn(&FlowPlace) -> String) -> Vec<Table> {
    /// So many values a plan takes.
    const MAX_VALUES: usize = 16;
    let asked = questions(flow, &layout.order);
    let tables = asked.iter().filter_map(|name| {
        let question = flow.questions.get(name)?;
        let mut values: Vec<String> = question.values.iter().take(MAX_VALUES - 1).cloned().collect();
        let otherwise = match values.as_slice() {
            [yes] if yes == "yes" => "no",
            values if values.iter().any(|value| value == "other") => "anything else",
            _ => "other",
        };
        values.push(otherwise.to_owned());
        let mut table = Table::new(format!("answers.{name}"));
        table.text("name", &plain_title(&question.title));
        table.raw("values", list(&values));
        table.text("usual", otherwise);
        let place = question.place.as_ref().map(source).unwrap_or_default();
        let mut assumed = vec!["What is answered as a rule is not known.".to_owned()];
        if question.is_opaque {
            assumed.push("It was not understood what the system asks here.".to_owned());
        }
        if question.values.len() >= MAX_VALUES {
            assumed.push("The system tells more answers apart than a plan can.".to_owned());
        }
        table.source(&place, &assumed);
        Some(table)
    });
    tables.collect()
}

/// A title that is no longer than so many bytes, cut between words where that can be.
fn shortened(title: &str, most: usize) -> String {
    if title.len() <= most {
        return title.to_owned();
    }
    let end = title.floor_char_boundary(most);
    let cut = &title[..end];
    let words = cut.rfind(' ').filter(|at| *at > end / 2).unwrap_or(end);
    cut[..words].trim_end().to_owned()
}

fn lines(flow: &Flow, layout: &FlowLayout<'_>, source: &dyn Fn(&FlowPlace) -> String) -> Vec<Table> {
    let country = crate::number::Country::default();
    let mut taken = std::collections::HashSet::new();
    let mut titles = std::collections::HashSet::new();
    let tables = flow.lines.iter().zip(&layout.lines).filter_map(|(line, name)| {
        if matches!(flow.nodes[line.start.index()].act, Act::End(_)) {
            return None;
        }
        let mut table = Table::new(format!("lines.{name}"));
        let mut numbers = Vec::new();
        let mut codes = Vec::new();
        for dialed in &line.dialed {
            match PhoneNumber::parse(dialed, country) {
                Ok(number) if taken.insert(number.to_string()) => numbers.push(dialed.clone()),
                Err(_) if dialed.len() <= 31 && taken.insert(dialed.clone()) => codes.push(dialed.clone()),
                Ok(_) | Err(_) => {}
            }
        }
        for (key, values) in [("number", &numbers), ("dial", &codes)] {
            match values.as_slice() {
                [] => {}
                [one] => table.text(key, one),
                many => table.raw(key, list(many)),
            }
        }
        let title = plain_title(&line.title);
        let has_number = !(numbers.is_empty() && codes.is_empty());
        let title = if has_number { title } else { shortened(&title, MAX_NAME) };
        let title = if titles.insert(title.clone()) || has_number {
            title
        } else {
            format!("{} ({name})", shortened(&title, MAX_NAME.saturating_sub(name.len() + 3)))
        };
        table.text("name", &title);
        table.text("answer", &layout.target(flow, line.start));
        table.source(&source(&line.place), &line.assumed);
        Some(table)
    });
    tables.collect()
}
