use std::cell::RefCell;
use std::fmt;

use jiff::civil::Date;

use crate::base::text::{Paint, safe};
use crate::plan::Plan;
use crate::time::{LocalTimeResolution, Recurrence};

/// So many days of one note are named; the others are counted.
const MAX_DAYS: usize = 12;

/// Days on which times are other than in the week that is told, each set of them named once below what it belongs to.
#[derive(Debug)]
pub(super) struct ExceptionNotes<'p> {
    plan: &'p Plan,
    /// The first and the last day of each run, for each note.
    notes: RefCell<Vec<Vec<(Date, Date)>>>,
}

impl<'p> ExceptionNotes<'p> {
    pub(super) fn new(plan: &'p Plan) -> Self {
        Self { plan, notes: RefCell::default() }
    }

    /// Times in words, with a mark for their exceptions: "Monday to Friday 08:00 to 16:00 Eastern, except \[1\]".
    pub(super) fn marked(&self, when: &Recurrence, zone: &str) -> String {
        let Some((mut told, exceptions)) = when.usual(zone) else {
            return when.with_zone_called(zone).to_string();
        };
        for exception in exceptions {
            let mut notes = self.notes.borrow_mut();
            let known = notes.iter().position(|days| *days == exception.days);
            let number = known.unwrap_or_else(|| {
                notes.push(exception.days);
                notes.len() - 1
            }) + 1;
            let part = if exception.in_part { "in part " } else { "" };
            let number = number.to_string();
            told.extend([", ", exception.word, " ", part, "[", &number, "]"]);
        }
        told
    }

    /// The notes.
    pub(super) fn told(&self, f: &mut fmt::Formatter<'_>, paint: Paint) -> fmt::Result {
        for (index, days) in self.notes.borrow().iter().enumerate() {
            let mut named: Vec<String> = days.iter().take(MAX_DAYS).map(|&run| self.day(run)).collect();
            if days.len() > MAX_DAYS {
                named.push(format!("and {} more", days.len() - MAX_DAYS));
            }
            writeln!(f, "{}  {}", paint.dim(format!("[{}]", index + 1)), named.join(", "))?;
        }
        Ok(())
    }

    /// A day, or several that follow each other, with the name of the holiday or override that makes it one: "Christmas
    /// Day 2026-12-25".
    fn day(&self, (first, last): (Date, Date)) -> String {
        let told = if first == last { first.to_string() } else { format!("{first} to {last}") };
        let name = self.plan.schedules().find_map(|(_, named)| {
            let timetable = named.schedule.in_zone(self.plan.zone);
            match timetable.zone().resolve(first.at(12, 0, 0, 0)) {
                LocalTimeResolution::Once(noon) => timetable.name_at(noon),
                LocalTimeResolution::Fold { .. } | LocalTimeResolution::Gap { .. } => None,
            }
        });
        name.map_or(told.clone(), |name| format!("{} {told}", safe(&name)))
    }
}
