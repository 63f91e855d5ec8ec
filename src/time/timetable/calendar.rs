//! Holidays: named days on which a schedule does not follow its week.

use std::collections::{HashMap, HashSet};
use std::str::FromStr;

use jiff::civil::{Date, Time, Weekday};

use crate::time::notation::date_rule::DateRule;
use crate::time::notation::expression::DayTimes;
use crate::time::notation::rule::shift;
use crate::time::notation::syntax::SyntaxError;

/// Named holidays. Where two of them claim a day, the later one in the list wins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[doc(alias = "holiday list")]
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
    pub observed: ObservanceRule,
    /// The hours on that day.
    pub hours: DayHours,
}

/// On which day a holiday that falls on a weekend is observed, in addition to the day itself. Where that is a holiday
/// too, it is the next weekday on the same side that is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ObservanceRule {
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
    Open(DayTimes),
    /// Nothing is open after this time; hours that end earlier still do. To the second.
    ClosesAt(Time),
    /// Nothing opens before this time; hours that begin later still do. To the second.
    OpensAt(Time),
}

impl ObservanceRule {
    /// Reads `as dated`, `nearest weekday` or `next Monday`.
    pub fn parse(text: &str) -> Result<Self, SyntaxError> {
        let words: Vec<String> = text.split([' ', '-', '_']).map(str::to_ascii_lowercase).collect();
        match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
            ["as", "dated"] => Ok(Self::AsDated),
            ["nearest", "weekday"] => Ok(Self::NearestWeekday),
            ["next", "monday" | "weekday"] => Ok(Self::NextMonday),
            _ => Err(SyntaxError::new(format!("`{text}` is not a way to observe a holiday"), 0..text.len())
                .help("write `as dated`, `nearest weekday` or `next Monday`")),
        }
    }

    /// On which side of a weekend day the other day lies on which a holiday is observed: days to go at a time.
    fn side(self, date: Date) -> Option<i32> {
        match (self, date.weekday()) {
            (Self::NearestWeekday, Weekday::Saturday) => Some(-1),
            (Self::NearestWeekday, Weekday::Sunday)
            | (Self::NextMonday, Weekday::Saturday | Weekday::Sunday) => Some(1),
            _ => None,
        }
    }
}

impl FromStr for ObservanceRule {
    type Err = SyntaxError;

    fn from_str(text: &str) -> Result<Self, SyntaxError> {
        Self::parse(text)
    }
}

impl Calendar {
    /// The days of a year on which its holidays hold, as if there were no other calendar.
    #[must_use]
    pub fn observances(&self, year: i16) -> Vec<Observance<'_>> {
        let days: Vec<&Holiday> = self.days.iter().collect();
        let found = observances(&days, year).into_iter();
        found
            .map(|(place, date, is_substitute)| Observance { date, holiday: days[place], is_substitute })
            .collect()
    }
}

/// A day on which a holiday holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Observance<'a> {
    /// The day.
    pub date: Date,
    /// The holiday.
    pub holiday: &'a Holiday,
    /// Whether the day stands in for one of the holiday's own that falls on a weekend.
    pub is_substitute: bool,
}

/// The days of a year on which some holidays hold, by the place of the holiday, and whether it is a day that stands in for
/// its own: in order of date, and then of the holidays.
///
/// A day that stands in for another is a weekday that is no holiday itself: it lies on the first such day from the weekend
/// on, and none stands in for two. A day that is named twice, as by two calendars, has one that stands in for it.
pub(in crate::time) fn observances(holidays: &[&Holiday], year: i16) -> Vec<(usize, Date, bool)> {
    // A Saturday New Year is observed on the last day of the year before.
    let years = year.saturating_sub(1)..=year.saturating_add(1);
    let of_year = |year| {
        let holidays = holidays.iter().enumerate();
        holidays
            .flat_map(move |(place, holiday)| holiday.on.dates_in(year).map(move |date| (place, date, false)))
    };
    let mut found: Vec<(usize, Date, bool)> = years.flat_map(of_year).collect();
    found.sort_by_key(|&(place, date, _)| (date, place));
    let mut taken: HashSet<Date> = found.iter().map(|(_, date, _)| *date).collect();
    let mut stands_in: HashMap<(Date, i32), Option<Date>> = HashMap::new();
    for index in 0..found.len() {
        let (place, own, _) = found[index];
        let Some(side) = holidays[place].observed.side(own) else { continue };
        let date = *stands_in.entry((own, side)).or_insert_with(|| {
            let date = first_free_weekday(own, side, &taken)?;
            taken.insert(date);
            Some(date)
        });
        found.extend(date.map(|date| (place, date, true)));
    }
    found.retain(|(_, date, _)| date.year() == year);
    found.sort_by_key(|&(place, date, _)| (date, place));
    found
}

fn first_free_weekday(date: Date, side: i32, taken: &HashSet<Date>) -> Option<Date> {
    /// Whoever keeps a year of holidays in a row has no weekday left.
    const FARTHEST: i32 = 366;
    let days = (1..FARTHEST).map_while(|days| shift(date, side * days));
    let is_weekday = |date: &Date| !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
    days.filter(is_weekday).find(|date| !taken.contains(date))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn holiday(on: &str, observed: ObservanceRule) -> Holiday {
        let on = DateRule::parse(on).unwrap();
        Holiday { name: on.to_string(), on, observed, hours: DayHours::Closed }
    }

    fn dates(holiday: &Holiday, year: i16) -> Vec<Date> {
        let calendar = Calendar { days: vec![holiday.clone()] };
        calendar.observances(year).iter().map(|observance| observance.date).collect()
    }

    /// The days of a year that stand in for others, of holidays that are all observed in one way.
    fn substitutes(days: &[&str], observed: ObservanceRule, year: i16) -> Vec<(String, Date)> {
        let calendar = Calendar { days: days.iter().map(|on| holiday(on, observed)).collect() };
        let found = calendar.observances(year).into_iter().filter(|observance| observance.is_substitute);
        found.map(|observance| (observance.holiday.name.clone(), observance.date)).collect()
    }

    #[test]
    fn a_day_that_stands_in_is_no_holiday_itself_and_stands_in_for_one() {
        let moved = |name: &str, date| (name.to_owned(), date);
        let (christmas, boxing) = ("December 25", "December 26");
        // Saturday and Sunday.
        assert_eq!(
            substitutes(&[christmas, boxing], ObservanceRule::NextMonday, 2027),
            [moved(christmas, date(2027, 12, 27)), moved(boxing, date(2027, 12, 28))]
        );
        assert_eq!(
            substitutes(&[boxing, christmas], ObservanceRule::NearestWeekday, 2027),
            [moved(christmas, date(2027, 12, 24)), moved(boxing, date(2027, 12, 27))]
        );
        // Sunday and Monday.
        for observed in [ObservanceRule::NextMonday, ObservanceRule::NearestWeekday] {
            assert_eq!(
                substitutes(&[christmas, boxing], observed, 2022),
                [moved(christmas, date(2022, 12, 27))]
            );
        }
        // Friday and Saturday.
        assert_eq!(
            substitutes(&["December 24", christmas], ObservanceRule::NearestWeekday, 2027),
            [moved(christmas, date(2027, 12, 23))]
        );
        // A chain that leads into the next year.
        let days = ["December 30", "December 31", "January 1", "January 2"];
        assert_eq!(
            substitutes(&days, ObservanceRule::NextMonday, 2022),
            [moved("January 1", date(2022, 1, 3)), moved("January 2", date(2022, 1, 4))]
        );
        assert_eq!(
            substitutes(&days, ObservanceRule::NextMonday, 2023),
            [moved("December 31", date(2023, 1, 3)), moved("January 1", date(2023, 1, 4))]
        );
    }

    #[test]
    fn a_day_that_two_calendars_name_has_one_that_stands_in_for_it() {
        assert_eq!(
            substitutes(&["July 4", "July 4"], ObservanceRule::NearestWeekday, 2026),
            vec![("July 4".to_owned(), date(2026, 7, 3)); 2]
        );
    }

    #[test]
    fn a_saturday_holiday_is_observed_on_friday_and_stays_one_on_saturday() {
        let july = holiday("July 4", ObservanceRule::NearestWeekday);
        assert_eq!(dates(&july, 2026), [date(2026, 7, 3), date(2026, 7, 4)]);
        assert_eq!(dates(&july, 2027), [date(2027, 7, 4), date(2027, 7, 5)]);
        assert_eq!(dates(&july, 2028), [date(2028, 7, 4)]);
    }

    #[test]
    fn a_saturday_new_year_is_observed_in_the_old_year() {
        let new_year = holiday("January 1", ObservanceRule::NearestWeekday);
        assert_eq!(dates(&new_year, 2027), [date(2027, 1, 1), date(2027, 12, 31)]);
        assert_eq!(dates(&new_year, 2028), [date(2028, 1, 1)]);
    }

    #[test]
    fn a_weekend_holiday_can_move_to_monday_only() {
        assert_eq!(
            dates(&holiday("July 1", ObservanceRule::NextMonday), 2028),
            [date(2028, 7, 1), date(2028, 7, 3)]
        );
        assert_eq!(dates(&holiday("July 4", ObservanceRule::AsDated), 2026), [date(2026, 7, 4)]);
    }

    #[test]
    fn ways_to_observe_are_read_in_words() {
        assert_eq!(ObservanceRule::parse("nearest weekday"), Ok(ObservanceRule::NearestWeekday));
        assert_eq!(ObservanceRule::parse("next-Monday"), Ok(ObservanceRule::NextMonday));
        assert!(ObservanceRule::parse("whenever").unwrap_err().help.is_some());
    }
}
