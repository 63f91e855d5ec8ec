//! What replayed records come to, for people.

use std::fmt::Write as _;

use super::tables::{self, MAX_LISTED};
use super::words;
use crate::base::text::{Paint, Table, safe};
use crate::replay::change::ReplayChange;
use crate::replay::survey::ReplaySurvey;

/// Days as they stand in front of a week.
const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// The report as a terminal shows it.
#[must_use]
pub fn text(
    survey: &ReplaySurvey,
    plan: &str,
    change: Option<&ReplayChange>,
    paint: Paint,
    columns: Option<usize>,
) -> String {
    let mut text = String::new();
    // Writing to memory cannot fail.
    let _ = writeln!(text, "{}", paint.bold(safe(&words::title(survey, plan))));
    let _ = writeln!(text, "{}", words::read(survey));
    for sentence in words::left_out(survey).iter().chain(&words::passed_over(survey)) {
        let _ = writeln!(text, "{}", safe(sentence));
    }
    if let Some(clock) = words::clock(survey) {
        let _ = writeln!(text, "\n{clock}");
    }
    let mut page = TextPage { text, paint, columns };
    if let Some(change) = change {
        page.changed(survey, change);
    }
    if survey.calls > 0 {
        page.lines(survey);
        page.doors(survey);
    }
    if let Some(forecast) = &survey.forecast {
        page.heading("Next month");
        page.sentences(&forecast.sentences());
    }
    page.reality(survey);
    page.text
}

struct TextPage {
    text: String,
    paint: Paint,
    columns: Option<usize>,
}

impl TextPage {
    fn line(&mut self, line: &str) {
        self.text.push_str(&safe(line));
        self.text.push('\n');
    }

    fn sentences(&mut self, sentences: &[String]) {
        for sentence in sentences {
            self.line(sentence);
        }
    }

    fn heading(&mut self, words: &str) {
        let _ = writeln!(self.text, "\n{}", self.paint.bold(words));
    }

    fn table(&mut self, table: &Table) {
        self.text.push_str(&table.text(self.paint, self.columns).to_string());
    }

    fn changed(&mut self, survey: &ReplaySurvey, change: &ReplayChange) {
        self.heading("What the change does");
        self.sentences(&words::changed(survey, change));
        for cause in change.causes.iter().take(MAX_LISTED) {
            self.text.push('\n');
            self.line(&format!("{}: {} calls, in {} hours", cause.place, cause.calls, cause.hours));
            for (mark, lines) in [('-', &cause.old), ('+', &cause.new)] {
                for line in lines {
                    self.line(&format!("  {mark} {line}"));
                }
            }
            self.line(&format!("  first: {}", words::place(survey, &cause.first)));
            if let Some((old, new)) = &cause.replay {
                self.line(&format!("  {old}"));
                self.line(&format!("  {new}"));
            }
        }
        if change.causes.len() > MAX_LISTED {
            self.line(&format!(
                "and {} more edits; --format json lists all",
                change.causes.len() - MAX_LISTED
            ));
        }
    }

    fn lines(&mut self, survey: &ReplaySurvey) {
        self.heading("Lines");
        self.table(&tables::lines(survey));
        for unplaced in survey.unplaced.iter().take(MAX_LISTED) {
            let context = if unplaced.name.is_empty() { "no context" } else { &unplaced.name };
            self.line(&format!(
                "{} on no line that the records name ({context}); first: {}",
                words::calls(unplaced.calls),
                words::place(survey, &unplaced.first)
            ));
        }
    }

    fn doors(&mut self, survey: &ReplaySurvey) {
        self.heading("Closed doors");
        self.line(&format!("{} met a closed door.", words::of_calls(survey.closed, survey.on_lines())));
        if !survey.is_complete {
            self.line(
                "Some lines have more ways than were followed: the bounds are wider than they need to be.",
            );
        }
        self.week(survey);
        if !survey.doors.is_empty() {
            self.text.push('\n');
            self.table(&tables::doors(survey));
            self.text.push('\n');
            self.table(&tables::distances(survey));
        }
    }

    /// Calls that may have met closed doors, a row a day and a sign an hour.
    fn week(&mut self, survey: &ReplaySurvey) {
        let hours = tables::all_hours(survey);
        let most = hours.iter().map(|hour| hour.closed.most).max().unwrap_or(0);
        if most == 0 {
            return;
        }
        let _ = writeln!(
            self.text,
            "\n     0     3     6     9     12    15    18    21    {}",
            survey.zone.name()
        );
        for (day, name) in DAYS.iter().enumerate() {
            let row: String =
                hours[day * 24..(day + 1) * 24].iter().map(|hour| sign(hour.closed.most, most)).collect();
            self.line(format!("{name}  {row}").trim_end());
        }
        let legend = format!("each sign is an hour of the week: .. few calls, ## most ({most})");
        let _ = writeln!(self.text, "{}", self.paint.dim(legend));
    }

    fn reality(&mut self, survey: &ReplaySurvey) {
        self.heading("Reality check");
        self.line(&words::reality(survey));
        for drift in survey.drifts.iter().take(MAX_LISTED) {
            let sentence = format!("{} {}", words::calls(drift.calls), words::drift(&drift.kind));
            let _ = writeln!(self.text, "{}", self.paint.bad(safe(&sentence)));
            self.line(&format!("  first: {}", words::place(survey, &drift.first)));
            if drift.calls > 1 {
                self.line(&format!("  last:  {}", words::place(survey, &drift.last)));
            }
        }
        if survey.drifts.len() > MAX_LISTED {
            self.line(&format!(
                "and {} more kinds; --format json lists all",
                survey.drifts.len() - MAX_LISTED
            ));
        }
        if let Some(first) = survey.unmapped.first() {
            let names: Vec<&str> = survey.unmapped.iter().take(5).map(|named| &*named.name).collect();
            self.line(&format!(
                "{} reached places that the plan does not name ({}{}); say in [records.places] which of its steps they are. First: {}",
                words::calls(survey.unmapped.iter().map(|named| named.calls).sum()),
                names.join(", "),
                if survey.unmapped.len() > names.len() { ", ..." } else { "" },
                words::place(survey, &first.first)
            ));
        }
    }
}

/// How much of the most a number is, in signs.
fn sign(count: u64, most: u64) -> &'static str {
    match count * 4 / most.max(1) {
        _ if count == 0 => "  ",
        0 => "..",
        1 => "::",
        2 => "++",
        _ => "##",
    }
}
