//! Holidays: named days on which a schedule does not follow its week.

use std::str::FromStr;

use jiff::civil::{Date, Weekday};

use super::date_rule::DateRule;
use super::expression::Times;
use super::rule::shift;
use super::syntax::SyntaxError;

/// Named holidays. Where two of them claim a day, the later one in the list wins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// The holidays.
    pub days: Vec<Holiday>,
}

/// A holiday of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    /// What it is called, as in "closed: Thanksgiving".
    pub name: String,
    /// The days it falls on.
    pub on: DateRule,
    /// What happens when it falls on a weekend.
    pub observed: Observed,
    /// The hours on that day.
    pub hours: DayHours,
}

/// On which day a holiday that falls on a weekend is observed, in addition to the day itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Observed {
    /// On no other day.
    #[default]
    AsDated,
    /// A Saturday's on the Friday before, a Sunday's on the Monday after (United States).
    NearestWeekday,
    /// Either's on the Monday after (Canada, Britain).
    NextMonday,
}

/// The hours of a special day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayHours {
    /// Nothing opens that day.
    Closed,
    /// Open at these times instead of the usual ones.
    Open(Times),
}

impl Observed {
    /// Reads `as dated`, `nearest weekday` or `next Monday`.
    pub fn parse(text: &str) -> Result<Self, SyntaxError> {
        let words: Vec<String> = text.split([' ', '-', '_']).map(str::to_ascii_lowercase).collect();
        match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
            ["as", "dated"] => Ok(Self::AsDated),
            ["nearest", "weekday"] => Ok(Self::NearestWeekday),
            ["next", "monday" | "weekday"] => Ok(Self::NextMonday),
            _ => Err(SyntaxError::new(format!("`{text}` is no way to observe a holiday"), 0..text.len())
                .help("write `as dated`, `nearest weekday` or `next Monday`")),
        }
    }

    /// The other day on which a holiday of this date is observed.
    #[must_use]
    pub fn substitute(self, date: Date) -> Option<Date> {
        match (self, date.weekday()) {
            (Self::NearestWeekday, Weekday::Saturday) => shift(date, -1),
            (Self::NearestWeekday | Self::NextMonday, Weekday::Sunday) => shift(date, 1),
            (Self::NextMonday, Weekday::Saturday) => shift(date, 2),
            _ => None,
        }
    }
}

impl FromStr for Observed {
    type Err = SyntaxError;

    fn from_str(text: &str) -> Result<Self, SyntaxError> {
        Self::parse(text)
    }
}

impl Holiday {
    /// The days of a year on which it holds: its own, and those on which it is observed.
    pub fn dates_in(&self, year: i16) -> impl Iterator<Item = Observance> {
        // A Saturday New Year is observed on the last day of the year before.
        let years = year.saturating_sub(1)..=year.saturating_add(1);
        let own = self.on.dates_in(year).map(|date| Observance { date, is_substitute: false });
        let substitutes = years
            .flat_map(|year| self.on.dates_in(year))
            .filter_map(|date| self.observed.substitute(date))
            .filter(move |date| date.year() == year)
            .map(|date| Observance { date, is_substitute: true });
        own.chain(substitutes)
    }
}

/// A day on which a holiday holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Observance {
    /// The day.
    pub date: Date,
    /// Whether it stands in for a holiday that falls on a weekend.
    pub is_substitute: bool,
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn holiday(on: &str, observed: Observed) -> Holiday {
        let on = DateRule::parse(on).unwrap();
        Holiday { name: on.to_string(), on, observed, hours: DayHours::Closed }
    }

    fn dates(holiday: &Holiday, year: i16) -> Vec<Date> {
        holiday.dates_in(year).map(|observance| observance.date).collect()
    }

    #[test]
    fn a_saturday_holiday_is_observed_on_friday_and_stays_one_on_saturday() {
        let july = holiday("July 4", Observed::NearestWeekday);
        assert_eq!(dates(&july, 2026), [date(2026, 7, 4), date(2026, 7, 3)]);
        assert_eq!(dates(&july, 2027), [date(2027, 7, 4), date(2027, 7, 5)]);
        assert_eq!(dates(&july, 2028), [date(2028, 7, 4)]);
    }

    #[test]
    fn a_saturday_new_year_is_observed_in_the_old_year() {
        let new_year = holiday("January 1", Observed::NearestWeekday);
        assert_eq!(dates(&new_year, 2027), [date(2027, 1, 1), date(2027, 12, 31)]);
        assert_eq!(dates(&new_year, 2028), [date(2028, 1, 1)]);
    }

    #[test]
    fn a_weekend_holiday_can_move_to_monday_only() {
        assert_eq!(
            dates(&holiday("July 1", Observed::NextMonday), 2028),
            [date(2028, 7, 1), date(2028, 7, 3)]
        );
        assert_eq!(dates(&holiday("July 4", Observed::AsDated), 2026), [date(2026, 7, 4)]);
    }

    #[test]
    fn ways_to_observe_are_read_in_words() {
        assert_eq!(Observed::parse("nearest weekday"), Ok(Observed::NearestWeekday));
        assert_eq!(Observed::parse("next-Monday"), Ok(Observed::NextMonday));
        assert!(Observed::parse("whenever").unwrap_err().help.is_some());
    }
}
