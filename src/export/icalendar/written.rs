//! All files of calendars.

use jiff::Timestamp;
use jiff::civil::Date;

use super::holidays;
use crate::base::source::Sources;
use crate::export::dated_hours::ExportSpan;
use crate::export::limits::{ExportLimit, LimitGravity};
use crate::export::written_file::WrittenFile;
use crate::import::{ImportRequest, Platform, SoundWords, import};
use crate::plan::{Plan, PlanLimits, read};
use crate::time::{Calendar, DayHours};

/// Calendars as they are written.
#[derive(Debug)]
pub struct CalendarExport {
    /// A file for each calendar, and one for all overrides.
    pub files: Vec<WrittenFile>,
    /// What is left out.
    pub limits: Vec<ExportLimit>,
    /// Calendars that are not read back as they are in the plan; none, unless this program is wrong.
    pub unlike: Vec<String>,
}

/// The calendars and the overrides of a plan. Each event bears the moment `stamp`, so that the same plan gives the same files.
#[must_use]
pub fn calendars(plan: &Plan, span: ExportSpan, stamp: Timestamp) -> CalendarExport {
    let stamp = stamp.strftime("%Y%m%dT%H%M%SZ").to_string();
    let (files, unwritten) = holidays::files(plan, span, &stamp);
    let unlike = plan
        .calendars()
        .zip(&files)
        .filter(|(named, file)| days(&named.calendar, span) != read_back(plan, file, span));
    let unlike = unlike.map(|(named, _)| named.key.clone()).collect();
    let limit = |(at, message, instead)| ExportLimit::new(LimitGravity::Routing, at, message, instead);
    CalendarExport { files, limits: unwritten.into_iter().map(limit).collect(), unlike }
}

/// A day with its name, whether it stands in for another, and its hours.
type NamedDay = (Date, String, DayHours);

/// The days of a calendar within a span, in order.
fn days(calendar: &Calendar, span: ExportSpan) -> Vec<NamedDay> {
    let years = span.first.year()..=span.last.year();
    let mut days: Vec<NamedDay> = Vec::new();
    for year in years {
        let observances = calendar.observances(year).into_iter();
        days.extend(observances.filter(|one| (span.first..=span.last).contains(&one.date)).map(|one| {
            let name = &one.holiday.name;
            let name = if one.is_substitute { format!("{name} (observed)") } else { name.clone() };
            (one.date, name, one.holiday.hours.clone())
        }));
    }
    days.sort_by(|one, other| (one.0, &one.1).cmp(&(other.0, &other.1)));
    days
}

/// The days of a file that was written, as the import reads them.
fn read_back(plan: &Plan, file: &WrittenFile, span: ExportSpan) -> Vec<NamedDay> {
    let mut sources = Sources::default();
    let named = sources.add(file.path.clone(), file.text.clone());
    let request = ImportRequest {
        platform: Some(Platform::ICalendar),
        lines: Vec::new(),
        timezone: Some(plan.zone.name().to_owned()),
        entries: Vec::new(),
        words: SoundWords::default(),
        effective: span.last,
        name: plan.name.clone(),
    };
    let Ok(imported) = import(&sources, &[named], &request) else { return Vec::new() };
    let head = "[plan]\nname = \"Holidays\"\neffective = 2026-01-01\ntimezone = \"UTC\"\n[lines.day]\nname = \"Day\"\n\
                answer = \"day\"\n[destinations.day]\nname = \"Day\"\n";
    let head = ("plan.toml".to_owned(), head.to_owned());
    let texts = std::iter::once(head).chain(imported.files.into_iter().map(|file| (file.path, file.text)));
    let Some(read) = read(texts, &PlanLimits::STANDARD).plan else { return Vec::new() };
    read.calendars().next().map_or_else(Vec::new, |named| days(&named.calendar, span))
}
