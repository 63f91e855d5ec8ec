//! Files of calendars become files of a plan.

use super::calendar::{PlannedDay, file, planned};
use super::event::{CalendarEvent, event};
use super::lines::{ContentLine, lines};
use crate::base::diagnostic::Diagnostic;
use crate::base::source::{FileId, Sources, Span};
use crate::base::tidy;
use crate::import::ledger::Ledger;
use crate::import::names::{TakenNames, slug};
use crate::import::request::ImportRequest;
use crate::import::writer::ImportedFile;
use crate::time::Zone;

/// So many events are read.
const MAX_EVENTS: usize = 20_000;

/// What calendars become.
#[derive(Debug)]
pub(in crate::import) struct CalendarReading {
    pub(in crate::import) files: Vec<ImportedFile>,
    pub(in crate::import) ledger: Ledger,
    pub(in crate::import) notes: Vec<String>,
}

/// Reads calendars: each file becomes a file with the calendar of its name.
pub(in crate::import) fn read(
    sources: &Sources,
    files: &[FileId],
    request: &ImportRequest,
) -> Result<CalendarReading, Vec<Diagnostic>> {
    let zone = request.timezone.as_deref().and_then(Zone::named);
    let mut ledger = Ledger::default();
    let mut notes = Vec::new();
    let mut taken = TakenNames::default();
    let mut written = Vec::new();
    for &id in files {
        let source = sources.file(id);
        let events = events(id, source.text(), zone)?;
        let days: Vec<PlannedDay> = planned(&events, request.effective, &mut ledger, &mut notes);
        if days.is_empty() {
            notes.push(format!("{} has no holidays, so nothing is written of it.", source.name()));
            continue;
        }
        let last = source.name().rsplit(['/', '\\']).next().unwrap_or_default();
        let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
        let name = taken.free(&slug(stem, "holidays"));
        let text = file(&name, last, &days);
        let path = format!("{name}.toml");
        // What is written here is TOML, so there is always a tidy text.
        let text = tidy::formatted(&path, &text).unwrap_or(text);
        written.push(ImportedFile { path, text });
    }
    if written.is_empty() {
        let span = files.first().map(|file| Span::new(*file, 0..0));
        let message = "there are no holidays in this calendar that a plan can have";
        let told = match span {
            Some(span) => Diagnostic::error("no-holidays", span, message),
            None => Diagnostic::without_place("no-holidays", message),
        };
        return Err(vec![
            told.help("days that are closed as a whole, from a time on or up to a time can be taken over"),
        ]);
    }
    Ok(CalendarReading { files: written, ledger, notes })
}

fn events(file: FileId, text: &str, zone: Option<Zone>) -> Result<Vec<CalendarEvent>, Vec<Diagnostic>> {
    let mut events = Vec::new();
    // The components that are open, with where they begin.
    let mut open: Vec<(String, Span)> = Vec::new();
    let mut own: Vec<ContentLine> = Vec::new();
    for line in lines(file, text) {
        let value = line.value.trim().to_ascii_uppercase();
        match line.name.as_str() {
            "BEGIN" => {
                if value == "VEVENT" {
                    own.clear();
                }
                open.push((value, line.span));
                if open.len() > 32 {
                    return Err(vec![Diagnostic::error(
                        "bad-calendar",
                        line.span,
                        "components stand in each other too deep",
                    )]);
                }
            }
            "END" => match open.pop() {
                Some((begun, span)) if begun == value => {
                    if value == "VEVENT" && events.len() < MAX_EVENTS {
                        events.push(event(&own, span, zone));
                    }
                }
                Some((begun, span)) => {
                    let message = format!("this ends `{}`, and `{}` is open", shown(&value), shown(&begun));
                    let told =
                        Diagnostic::error("bad-calendar", line.span, message).related(span, "begun here");
                    return Err(vec![told.help("export the calendar again")]);
                }
                None => {
                    return Err(vec![Diagnostic::error(
                        "bad-calendar",
                        line.span,
                        "nothing is open that could end here",
                    )]);
                }
            },
            // Alarms in an event are no days.
            _ if open.last().is_some_and(|(begun, _)| begun == "VEVENT") => own.push(line),
            _ => {}
        }
    }
    if let Some((begun, span)) = open.pop() {
        let message = format!("`{}` does not end: the file is cut off", shown(&begun));
        return Err(vec![Diagnostic::error("bad-calendar", span, message).help("export the calendar again")]);
    }
    Ok(events)
}

fn shown(word: &str) -> String {
    word.chars().take(40).map(|c| if c.is_control() { ' ' } else { c }).collect()
}
