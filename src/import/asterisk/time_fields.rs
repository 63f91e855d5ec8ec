//! Times as Asterisk writes them: `08:00-21:00,mon-sat,*,*`, and perhaps a zone.
//!
//! Four fields, of which a moment must meet each: minutes of the day, weekdays, days of the month, months. Each is a list of parts
//! and goes around: `fri-mon` and `22:00-06:00` pass the end of the week and of the day. The last minute belongs to it to its end.
//! A part that cannot be read is skipped.

use crate::import::time_rule::{TimeProduct, TimeRule};
use crate::time::Zone;

/// Why hours end a minute late.
const LAST_MINUTE: &str = "Asterisk counts the minute that it names as the last one, to its end.";

/// What was read of a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TimeFields {
    pub(super) rule: TimeRule,
    /// Parts that are skipped, because they mean nothing.
    pub(super) skipped: Vec<String>,
}

/// Reads the fields. None: there are none, and the time never comes.
pub(super) fn read(text: &str, name: &str) -> Option<TimeFields> {
    if text.trim().is_empty() {
        return None;
    }
    let fields: Vec<&str> = text.split([',', '|']).collect();
    let timezone = (fields.len() == 5).then(|| fields[4].trim().to_owned()).filter(|zone| !zone.is_empty());
    let mut skipped = Vec::new();
    // Asterisk takes a zone that its machine does not know for UTC.
    let timezone = timezone.map(|zone| {
        if let Some(known) = Zone::named(&zone) {
            return known.name().to_owned();
        }
        skipped.push(zone);
        Zone::UTC.name().to_owned()
    });
    let mut product = TimeProduct::always();
    if let Some(minutes) = minutes(fields[0], &mut skipped) {
        product = product.with_minutes(&minutes);
    }
    let sunday_first = range(fields.get(1), 7, &DAYS, &mut skipped);
    product.weekdays = ((sunday_first >> 1) | ((sunday_first & 1) << 6)) as u8;
    product.days = range(fields.get(2), 31, &[], &mut skipped);
    product.months = range(fields.get(3), 12, &MONTHS, &mut skipped) as u16;
    let is_odd = product.minutes.iter().any(|&(_, to)| to % 1440 != 0);
    let rule = TimeRule {
        open: product.notation(),
        timezone,
        name: name.to_owned(),
        odd_minutes: is_odd.then_some(LAST_MINUTE),
    };
    Some(TimeFields { rule, skipped })
}

const DAYS: [&str; 7] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The minutes of the day. None: all of them.
fn minutes(text: &str, skipped: &mut Vec<String>) -> Option<Vec<bool>> {
    let text = text.trim();
    if text.is_empty() || text == "*" {
        return None;
    }
    let mut minutes = vec![false; 1440];
    for part in text.split('&') {
        let (from, to) = part.split_once('-').unwrap_or((part, part));
        let to = to.trim_start_matches(|c: char| !c.is_ascii_digit());
        match (clock(from), clock(to)) {
            (Some(from), Some(to)) => {
                let mut minute = from;
                while minute != to {
                    minutes[minute] = true;
                    minute = (minute + 1) % 1440;
                }
                minutes[minute] = true;
            }
            _ => skipped.push(part.to_owned()),
        }
    }
    Some(minutes)
}

/// `8:05` and `08:05`; at most two digits of each are read.
fn clock(text: &str) -> Option<usize> {
    let (hour, minute) = text.split_once(':')?;
    let hour = number(hour)?;
    let minute = number(minute)?;
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

/// A number of one or two digits at the beginning of a text.
fn number(text: &str) -> Option<usize> {
    let text = text.trim_start();
    let digits = text.bytes().take(2).take_while(u8::is_ascii_digit).count();
    text[..digits].parse().ok()
}

/// A field that names weekdays, days or months, as bits. Each may be a number, from 1.
fn range(text: Option<&&str>, count: u32, names: &[&str], skipped: &mut Vec<String>) -> u32 {
    let text = text.map_or("", |text| text.trim());
    if text.is_empty() || text == "*" {
        return (1_u32 << count) - 1;
    }
    let mut bits = 0;
    for part in text.split('&') {
        let (from, to) = part.split_once('-').unwrap_or((part, part));
        match (named(from, count, names), named(to, count, names)) {
            (Some(from), Some(to)) => {
                let mut at = from;
                bits |= 1 << to;
                while at != to {
                    bits |= 1 << at;
                    at = (at + 1) % count;
                }
            }
            _ => skipped.push(part.to_owned()),
        }
    }
    bits
}

fn named(text: &str, count: u32, names: &[&str]) -> Option<u32> {
    let text = text.trim();
    if let Some(at) = names.iter().position(|name| name.eq_ignore_ascii_case(text)) {
        return Some(at as u32);
    }
    let number = number(text)? as u32;
    (1..=count).contains(&number).then(|| number - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(text: &str) -> String {
        read(text, "").unwrap().rule.open
    }

    #[test]
    fn the_last_minute_belongs_to_it_and_fields_go_around() {
        assert_eq!(open("08:00-21:00,mon-sat,*,*"), "Mo-Sa 08:00-21:01");
        assert_eq!(open("21:01-07:59|mon-sat|*|*"), "Mo-Sa 00:00-08:00,21:01-24:00");
        assert_eq!(open("*,fri-mon,*,*"), "Mo,Fr-Su 00:00-24:00");
        assert_eq!(open("12:00-0:00,sat,*,*"), "Sa 00:00-00:01,12:00-24:00");
        assert_eq!(open("*,*,24-26,dec"), "Dec 24-26 00:00-24:00");
        assert_eq!(
            open("*,*,31-1,jan&dec"),
            "Jan 01 00:00-24:00; Jan 31 00:00-24:00; Dec 01 00:00-24:00; Dec 31 00:00-24:00"
        );
        assert_eq!(open("*,2-6,*,*"), "Mo-Fr 00:00-24:00", "weekdays are numbered from Sunday");
        assert_eq!(open("09:00,mon,*,*"), "Mo 09:00-09:01");
        assert_eq!(open("*,*,*,*"), "24/7");
        assert_eq!(open("*"), "24/7");
    }

    #[test]
    fn what_means_nothing_is_skipped_and_told() {
        let fields = read("25:00-26:00&09:00-17:00,mun-fri,*,*", "").unwrap();
        assert_eq!(fields.skipped, ["25:00-26:00", "mun-fri"]);
        assert_eq!(fields.rule.open, "off", "no weekday is left");
        assert_eq!(read("", ""), None);
        let nowhere = read("*,mon,*,*,Mars/Olympus", "").unwrap();
        assert_eq!(
            (nowhere.rule.timezone.as_deref(), &*nowhere.skipped),
            (Some("UTC"), &["Mars/Olympus".to_owned()][..])
        );
    }

    #[test]
    fn the_fifth_field_is_the_zone() {
        assert_eq!(
            read("09:00-17:00,mon-fri,*,*,America/Denver", "").unwrap().rule.timezone.as_deref(),
            Some("America/Denver")
        );
        assert_eq!(read("09:00-17:00,mon-fri,*,*", "").unwrap().rule.timezone, None);
    }
}
