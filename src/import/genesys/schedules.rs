//! Schedules and groups of them, as hours.

use jiff::civil::{Date, DateTime};

use super::occurrences::{DAY, Occurrence, ScheduleTimes};
use super::references::references;
use crate::import::data::Data;
use crate::import::hours_parts::parts;
use crate::import::icalendar::recurrence::Recurrence;
use crate::import::time_rule::{TimeProduct, TimeRule};
use crate::time::Zone;

/// The longest hours, in bytes.
const MAX_LENGTH: usize = 3_900;

/// A schedule.
#[derive(Debug)]
pub(super) struct ArchitectSchedule {
    pub(super) name: String,
    start: Option<DateTime>,
    end: Option<DateTime>,
    /// How it comes again, if it does. None where it is not understood either.
    again: Option<Recurrence>,
    is_understood: bool,
    pub(super) entry: usize,
}

/// Schedules of one clock: when it is open, closed, a holiday.
#[derive(Debug)]
pub(super) struct ScheduleGroup {
    pub(super) name: String,
    pub(super) zone: Option<String>,
    pub(super) open: Vec<String>,
    pub(super) closed: Vec<String>,
    pub(super) holiday: Vec<String>,
    pub(super) entry: usize,
}

impl ArchitectSchedule {
    /// As Terraform and the interface of the platform write it.
    pub(super) fn of(body: &Data, name: String, entry: usize) -> Self {
        let time = |key: &str| {
            let text = body.text_at(key)?;
            text.trim().trim_end_matches('Z').parse::<DateTime>().ok()
        };
        let rule = body.text_at("rrule").filter(|rule| !rule.trim().is_empty());
        let again = rule.as_deref().and_then(recurrence);
        let is_understood = rule.is_none() || again.is_some();
        Self { name, start: time("start"), end: time("end"), again, is_understood, entry }
    }

    /// When it holds, for a plan that is in force from a day on. None: that cannot be said.
    pub(super) fn times(&self, from: Date) -> Option<ScheduleTimes> {
        let occurrence = Occurrence { start: self.start?, end: self.end?, again: self.again.as_ref() };
        occurrence.times(from).filter(|_| self.is_understood)
    }
}

/// Reads a rule. The platform says "the fourth Thursday" either way: `BYDAY=4TH`, and `BYDAY=TH;BYSETPOS=4`.
fn recurrence(text: &str) -> Option<Recurrence> {
    let text = text.trim().trim_start_matches("RRULE:");
    let value = |key: &str| {
        let parts = text.split(';').filter_map(|part| part.split_once('='));
        parts
            .into_iter()
            .find(|(known, _)| known.trim().eq_ignore_ascii_case(key))
            .map(|(_, value)| value.trim())
    };
    let Some(position) = value("BYSETPOS") else { return Recurrence::parse(text).ok() };
    let weekday = value("BYDAY").filter(|day| day.len() == 2)?;
    let rest: Vec<&str> = text
        .split(';')
        .filter(|part| {
            let key = part.split('=').next().unwrap_or_default().trim().to_ascii_uppercase();
            key != "BYSETPOS" && key != "BYDAY"
        })
        .collect();
    Recurrence::parse(&format!("{};BYDAY={position}{weekday}", rest.join(";"))).ok()
}

impl ScheduleGroup {
    /// As Terraform and the interface of the platform write it.
    pub(super) fn of(body: &Data, name: String, entry: usize) -> Self {
        let list = |keys: [&str; 2]| keys.iter().flat_map(|key| references(body.get(key))).collect();
        let zone = body.text_at("time_zone").or_else(|| body.text_at("timeZone"));
        Self {
            name,
            zone: zone.filter(|zone| Zone::named(zone).is_some()),
            open: list(["open_schedules_id", "openSchedules"]),
            closed: list(["closed_schedules_id", "closedSchedules"]),
            holiday: list(["holiday_schedules_id", "holidaySchedules"]),
            entry,
        }
    }
}

/// The rules that hold while any of these schedules does: one for all weeks, and as few as can be for dates.
pub(super) fn rules(all: Vec<(ScheduleTimes, &str)>, zone: Option<&str>, name: &str) -> Vec<TimeRule> {
    let mut week: Option<(Vec<Vec<bool>>, &str)> = None;
    let mut dated: Vec<(String, &str)> = Vec::new();
    for (times, own) in all {
        match times {
            ScheduleTimes::Weekly(minutes) => match &mut week {
                Some((week, known)) => {
                    *known = name;
                    for (all, own) in week.iter_mut().zip(minutes) {
                        all.iter_mut().zip(own).for_each(|(all, own)| *all |= own);
                    }
                }
                None => week = Some((minutes, own)),
            },
            ScheduleTimes::Dated { open, .. } if open == "off" => {}
            ScheduleTimes::Dated { open, .. } => {
                // A later rule of hours takes the place of an earlier one on its days.
                let goes_with = |known: &&mut (String, &str)| {
                    known.0.len() + open.len() < MAX_LENGTH && meets_no_day_of(&known.0, &open)
                };
                match dated.iter_mut().find(goes_with) {
                    Some((known, known_name)) => {
                        known.push_str("; ");
                        known.push_str(&open);
                        *known_name = name;
                    }
                    None => dated.push((open, own)),
                }
            }
        }
    }
    let rule = |open: String, name: &str| TimeRule {
        open,
        timezone: zone.map(str::to_owned),
        name: name.to_owned(),
        odd_minutes: Some("The schedule says so."),
    };
    let weekly = week.map(|(week, name)| rule(notation(&week), name));
    weekly.into_iter().chain(dated.into_iter().map(|(open, name)| rule(open, name))).collect()
}

/// Whether no day is one of both hours.
fn meets_no_day_of(one: &str, other: &str) -> bool {
    let (Some(one), Some(other)) = (parts(one), parts(other)) else { return false };
    !one.iter().any(|one| other.iter().any(|other| one.meets_days(other)))
}

/// A week as people write it: days that are alike together.
fn notation(week: &[Vec<bool>]) -> String {
    let mut groups: Vec<(&Vec<bool>, u8)> = Vec::new();
    for (day, minutes) in week.iter().enumerate() {
        match groups.iter_mut().find(|(known, _)| *known == minutes) {
            Some((_, days)) => *days |= 1 << day,
            None => groups.push((minutes, 1 << day)),
        }
    }
    let rules = groups.iter().map(|(minutes, weekdays)| {
        let product = TimeProduct::always().with_minutes(&minutes[..usize::from(DAY)]);
        TimeProduct { weekdays: *weekdays, ..product }.notation()
    });
    let rules: Vec<String> = rules.filter(|rule| rule != "off").collect();
    if rules.is_empty() { "off".to_owned() } else { rules.join("; ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schedules_that_hold_together_are_as_few_hours_as_can_be() {
        let dated = |open: &str| ScheduleTimes::Dated { open: open.to_owned(), told_to: None };
        let mut week = vec![vec![false; usize::from(DAY)]; 7];
        week[0][480..1020].fill(true);
        let mut night = vec![vec![false; usize::from(DAY)]; 7];
        night[0][1200..].fill(true);
        let all = vec![
            (ScheduleTimes::Weekly(week), "day"),
            (dated("Dec 25 00:00-24:00"), "Christmas"),
            (dated("Jan 01 00:00-24:00"), "New Year"),
            (dated("Dec 24-26 08:00-09:00"), "emergency"),
            (ScheduleTimes::Weekly(night), "night"),
            (dated("off"), "over"),
        ];
        let rules = rules(all, Some("UTC"), "office open");
        let told: Vec<_> = rules.iter().map(|rule| (rule.open.as_str(), rule.name.as_str())).collect();
        assert_eq!(
            told,
            [
                ("Mo 08:00-17:00,20:00-24:00", "office open"),
                ("Dec 25 00:00-24:00; Jan 01 00:00-24:00", "office open"),
                ("Dec 24-26 08:00-09:00", "emergency"),
            ]
        );
    }

    #[test]
    fn the_position_in_a_month_is_said_in_two_ways() {
        assert_eq!(
            recurrence("RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=TH;BYSETPOS=4"),
            recurrence("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH")
        );
        assert_eq!(recurrence("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1"), None);
        assert_eq!(recurrence("every monday"), None);
    }
}
