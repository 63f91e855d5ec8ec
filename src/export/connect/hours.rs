//! Hours of operation with their overrides, as the interface of Amazon Connect tells them.
//!
//! Start and end are minutes, and the end is taken as excluded, as the import takes it. A stretch that ends at midnight ends at
//! 00:00. Days of an override that it says nothing of are closed.

use serde_json::{Value, json};

use crate::export::dated_hours::{DAY, DatedHours, DayMinutes, ExportSpan, HoursException};
use crate::export::written_file::WrittenFile;

const DAYS: [&str; 7] = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"];

/// The longest description, in characters.
const MAX_DESCRIPTION: usize = 250;

/// The longest name, in characters.
const MAX_NAME: usize = 127;

/// The files of some hours: one with the week, and one with the overrides, if there are any.
pub(super) fn files(hours: &DatedHours, span: ExportSpan) -> Vec<WrittenFile> {
    let description = format!("{} (written by ivrsim for {} to {})", hours.written, span.first, span.last);
    let week: Vec<Value> =
        hours.week.iter().enumerate().flat_map(|(day, minutes)| config(day, minutes)).collect();
    let week = json!({
        "HoursOfOperation": {
            "Name": hours.name,
            "Description": cut(&description, MAX_DESCRIPTION),
            "TimeZone": hours.zone.name(),
            "Config": week,
        }
    });
    let mut files = vec![WrittenFile::json(format!("hours/{}.json", hours.name), &week)];
    if !hours.exceptions.is_empty() {
        let overrides: Vec<Value> = hours.exceptions.iter().map(|one| exception(hours, one)).collect();
        let list = json!({ "HoursOfOperationOverrideList": overrides });
        files.push(WrittenFile::json(format!("hours/{}-overrides.json", hours.name), &list));
    }
    files
}

fn exception(hours: &DatedHours, exception: &HoursException) -> Value {
    // Names of overrides are unique within their hours.
    let name = match &exception.name {
        Some(name) => format!("{name} {}", exception.from),
        None => format!("Other hours {}", exception.from),
    };
    let days = exception.week.iter().enumerate();
    let config: Vec<Value> = days
        .flat_map(|(day, minutes)| minutes.iter().flat_map(move |minutes| config(day, minutes)))
        .collect();
    json!({
        "HoursOfOperationId": hours.name,
        "Name": cut(&name, MAX_NAME),
        "EffectiveFrom": exception.from.to_string(),
        "EffectiveTill": exception.to.to_string(),
        "Config": config,
    })
}

fn config(day: usize, minutes: &DayMinutes) -> Vec<Value> {
    let time = |minute: u16| json!({ "Hours": minute % DAY / 60, "Minutes": minute % 60 });
    let one =
        |&(from, to): &(u16, u16)| json!({ "Day": DAYS[day], "StartTime": time(from), "EndTime": time(to) });
    minutes.iter().map(one).collect()
}

fn cut(text: &str, most: usize) -> String {
    text.chars().filter(|c| !c.is_control()).take(most).collect()
}
