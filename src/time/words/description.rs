//! A schedule's hours as people say them.
//!
//! What repeats every week is said day by day, whatever rules it comes from; what is otherwise on some days follows in
//! clauses, made of what is really open then (`exceptions`).

use super::day_words::{when, when_closed};
use super::exceptions::{Clause, Exceptions, Says, closings_cross_midnight};
use super::listing::{apart, listed, times, weekday_list};
use super::occurrences::{YEARS, bit_of};
use super::speech::TimePhrase;
use crate::time::notation::expression::Expression;
use crate::time::notation::rule::{EVERY_DAY, Stretch};
use crate::time::timetable::calendar::{DayHours, Holiday};
use crate::time::timetable::kept::Kept;
use crate::time::zone::ScheduleZone;

/// The hours of an expression, such as "Monday to Friday, 8 AM to 8 PM Eastern", and of the holidays that stand above it.
pub(in crate::time) fn describe(expression: &Expression, kept: &Kept, zone: ScheduleZone) -> String {
    let exceptions = Exceptions::of(expression);
    let is_closed = exceptions.week.iter().all(Vec::is_empty);
    let closes = |clause: &Clause| matches!(clause.says, Says::Closed | Says::ClosedDuring(_));
    let is_never_open = is_closed && exceptions.clauses.iter().all(closes);
    let week = week(&exceptions.week);
    let clauses = exceptions.clauses.iter().map(|clause| self::clause(expression, clause));
    let mut parts: Vec<DescriptionClause> = clauses.collect();
    parts.extend(holidays(expression, kept, is_never_open));
    if parts.is_empty() || !is_closed {
        let has_times = week != CLOSED && week != ALWAYS;
        parts.insert(0, DescriptionClause { text: week, has_times });
    }
    // The zone is said once, after the first times.
    if let Some(part) = parts.iter_mut().find(|part| part.has_times) {
        part.text.push(' ');
        part.text.push_str(zone.spoken());
    }
    parts.into_iter().map(|part| part.text).collect::<Vec<_>>().join("; ")
}

const ALWAYS: &str = "24 hours a day, 7 days a week";
const CLOSED: &str = "closed";

/// Of more holidays that have hours, only that there are such is said.
pub(super) const MAX_NAMED_HOLIDAYS: usize = 2;

/// What is said between two semicolons.
struct DescriptionClause {
    text: String,
    has_times: bool,
}

/// Days of equal hours together as masks, in the order of their first, with those hours.
pub(super) fn week_groups(days: &[Vec<Stretch>; 7]) -> Vec<(u8, &[Stretch])> {
    let mut groups: Vec<(u8, &[Stretch])> = Vec::new();
    for (weekday, stretches) in days.iter().enumerate().filter(|(_, stretches)| !stretches.is_empty()) {
        match groups.iter_mut().find(|(_, same)| same == stretches) {
            Some((mask, _)) => *mask |= bit_of(weekday),
            None => groups.push((bit_of(weekday), stretches)),
        }
    }
    groups
}

/// The week, with days of equal hours together, in the order of their first.
fn week(days: &[Vec<Stretch>; 7]) -> String {
    let groups = week_groups(days);
    match &groups[..] {
        [] => return CLOSED.to_owned(),
        [(EVERY_DAY, stretches)] if *stretches == [Stretch::WHOLE_DAY] => return ALWAYS.to_owned(),
        _ => {}
    }
    let groups: Vec<String> = groups
        .iter()
        .map(|(mask, stretches)| format!("{}, {}", weekday_list(*mask), times(stretches)))
        .collect();
    match &groups[..] {
        [first, second] => format!("{first}, and {second}"),
        _ => listed(&groups, ", "),
    }
}

/// What holds on days that are not as their week: "June to August, Monday to Friday, 9 AM to 4 PM", "closed on holidays".
fn clause(expression: &Expression, clause: &Clause) -> DescriptionClause {
    let days = || clause.rules.iter().filter_map(|&rule| expression.rules().get(rule)).map(|rule| &rule.days);
    let when = |say: fn(&_, u8) -> String| {
        if let [_] = clause.rules[..] {
            return days().map(|days| say(days, clause.weekdays)).collect();
        }
        // The weekdays are those of all of them.
        let last = clause.rules.len() - 1;
        let said = days().enumerate();
        let said =
            said.map(|(at, days)| self::when(days, if at == last { clause.weekdays } else { EVERY_DAY }));
        said.collect::<Vec<_>>().join(", where also ")
    };
    let (text, has_times) = match &clause.says {
        Says::Instead(stretches) => (format!("{}, {}", when(self::when), times(stretches)), true),
        Says::Also(stretches) => (format!("also {}, {}", when(self::when), times(stretches)), true),
        Says::Closed => (format!("closed {}", when(when_closed)), false),
        Says::ClosedDuring(stretches) => {
            (format!("closed {}, {}", when(when_closed), times(stretches)), true)
        }
        Says::Otherwise { around: false } => (format!("other hours {}", when(self::when)), false),
        Says::Otherwise { around: true } => {
            (format!("other hours {} and on the days around", when(self::when)), false)
        }
    };
    DescriptionClause { text, has_times }
}

/// What calendars say, where the expression leaves holidays to them: "closed on holidays", "on Christmas Eve, 8 AM to noon".
fn holidays(expression: &Expression, kept: &Kept, is_never_open: bool) -> Vec<DescriptionClause> {
    let days = || kept.calendars().iter().flat_map(|calendar| &calendar.days);
    if days().next().is_none() || expression.decides_holidays() {
        return Vec::new();
    }
    let told = |holiday: &Holiday| match &holiday.hours {
        DayHours::Closed => None,
        DayHours::Open(open) => Some(times(&apart(open.stretches.clone()))),
        DayHours::ClosesAt(time) => Some(format!("until {}", TimePhrase(*time))),
        DayHours::OpensAt(time) => Some(format!("from {}", TimePhrase(*time))),
    };
    let open: Vec<(&Holiday, String)> =
        days().filter_map(|holiday| Some((holiday, told(holiday)?))).collect();
    let said = |text: &str| DescriptionClause { text: text.to_owned(), has_times: false };
    let meet = || {
        YEARS
            .flat_map(|year| kept.in_year(year).collect::<Vec<_>>())
            .collect::<Vec<_>>()
            .chunk_by(|one, two| one.date == two.date)
            .any(|claims| claims.iter().any(|claim| claim.holiday.hours != claims[0].holiday.hours))
    };
    if closings_cross_midnight(expression) {
        return vec![said("other hours on holidays and on the days around")];
    }
    if open.len() > MAX_NAMED_HOLIDAYS || expression.names_holidays() || meet() {
        return vec![said("other hours on holidays")];
    }
    let mut shut: Vec<String> = Vec::new();
    for holiday in days().filter(|holiday| holiday.hours == DayHours::Closed) {
        if !shut.contains(&holiday.name) {
            shut.push(holiday.name.clone());
        }
    }
    // Of a few, people would take "holidays" for all that they know.
    let which = if shut.len() > MAX_NAMED_HOLIDAYS { "holidays".to_owned() } else { listed(&shut, " ") };
    let closed = (!shut.is_empty() && !is_never_open).then(|| said(&format!("closed on {which}")));
    let open = open.into_iter().map(|(holiday, times)| DescriptionClause {
        text: format!("on {}, {times}", holiday.name),
        has_times: true,
    });
    closed.into_iter().chain(open).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Zone;

    fn said(hours: &str) -> String {
        let zone = ScheduleZone::Fixed(Zone::named("America/New_York").unwrap());
        describe(&Expression::parse(hours).unwrap(), &Kept::of(vec![]), zone)
    }

    #[test]
    fn weekly_hours_are_said_with_equal_days_together() {
        for (hours, expected) in [
            ("Mo-Fr 08:00-20:00", "Monday to Friday, 8 AM to 8 PM Eastern"),
            (
                "Mo-Fr 09:30-18:30; Sa 09:00-18:00",
                "Monday to Friday, 9:30 AM to 6:30 PM, and Saturday, 9 AM to 6 PM Eastern",
            ),
            (
                "Mo-Th 08:00-18:00; Fr 08:00-16:00; Sa 09:00-12:00",
                "Monday to Thursday, 8 AM to 6 PM, Friday, 8 AM to 4 PM, and Saturday, 9 AM to noon Eastern",
            ),
            ("Mo-Fr 08:00-12:00,13:00-17:00", "Monday to Friday, 8 AM to noon and 1 PM to 5 PM Eastern"),
            ("Mo,We,Fr 09:00-12:00", "Monday, Wednesday and Friday, 9 AM to noon Eastern"),
            ("Sa,Su 09:00-24:00", "Saturday and Sunday, 9 AM to midnight Eastern"),
            ("Fr 22:00-26:00", "Friday, 10 PM to 2 AM Eastern"),
            ("08:00-20:00", "every day, 8 AM to 8 PM Eastern"),
            ("Mo-Su 08:00-20:00; Su off", "Monday to Saturday, 8 AM to 8 PM Eastern"),
            ("Mo-Fr", "Monday to Friday, 24 hours Eastern"),
            ("24/7", "24 hours a day, 7 days a week"),
            ("off", "closed"),
        ] {
            assert_eq!(said(hours), expected, "{hours}");
        }
    }

    #[test]
    fn exceptions_follow_the_week() {
        for (hours, expected) in [
            ("Mo-Fr 08:00-20:00; PH off", "Monday to Friday, 8 AM to 8 PM Eastern; closed on holidays"),
            (
                "Mo-Fr 08:00-17:00; Jun-Aug Mo-Fr 09:00-16:00; Dec 25 off",
                "Monday to Friday, 8 AM to 5 PM Eastern; June to August, Monday to Friday, 9 AM to 4 PM; \
                 closed on December 25",
            ),
            ("24/7; Dec 25 off", "24 hours a day, 7 days a week; closed on December 25"),
            ("Jun-Aug 09:00-16:00", "June to August, 9 AM to 4 PM Eastern"),
            ("Mo[1] 09:00-12:00", "on the first Monday of the month, 9 AM to noon Eastern"),
            ("2026 Dec 24 08:00-12:00", "on December 24, 2026, 8 AM to noon Eastern"),
            (
                "Fr 08:00-09:00; easter -2 days off",
                "Friday, 8 AM to 9 AM Eastern; closed two days before Easter (Good Friday)",
            ),
            ("PH off", "closed"),
        ] {
            assert_eq!(said(hours), expected, "{hours}");
        }
    }

    #[test]
    fn a_rule_is_said_where_it_holds_and_nowhere_else() {
        for (hours, expected) in [
            (
                "Mo-Su 09:00-17:00; Jul 4 off; Jul-Aug Mo-Su 08:00-20:00",
                "every day, 9 AM to 5 PM Eastern; July and August, 8 AM to 8 PM",
            ),
            ("Dec 25 off; Mo-Fr 09:00-17:00", "Monday to Friday, 9 AM to 5 PM Eastern"),
            (
                "Jul-Aug 08:00-20:00; Mo-Fr 09:00-17:00",
                "Monday to Friday, 9 AM to 5 PM Eastern; July and August, Saturday and Sunday, 8 AM to 8 PM",
            ),
            (
                "PH 10:00-12:00; Mo-Fr 09:00-17:00",
                "Monday to Friday, 9 AM to 5 PM Eastern; on holidays, if a Saturday or Sunday, 10 AM to noon",
            ),
            (
                "Mo-Fr 09:00-17:00; PH off; Jul-Aug Mo-Fr 08:00-20:00",
                "Monday to Friday, 9 AM to 5 PM Eastern; closed on holidays; July and August, Monday to Friday, \
                 8 AM to 8 PM; on holidays, where also July and August, Monday to Friday, 8 AM to 8 PM",
            ),
            ("Mo-Fr 09:00-17:00; Sa[1] off", "Monday to Friday, 9 AM to 5 PM Eastern"),
            ("Su 20:00-26:00; Mo 01:00-03:00 off", "Sunday, 8 PM to 1 AM Eastern"),
            (
                "Mo-Su 20:00-26:00; Dec 25 01:00-03:00 off",
                "every day, 8 PM to 2 AM Eastern; other hours on December 25 and on the days around",
            ),
            (
                "24/7; Dec 25 13:00-20:00 off",
                "24 hours a day, 7 days a week; closed on December 25, 1 PM to 8 PM Eastern",
            ),
        ] {
            assert_eq!(said(hours), expected, "{hours}");
        }
    }

    #[test]
    fn what_is_closed_within_other_hours_is_said_alone() {
        for (hours, expected) in [
            (
                "Mo-Sa 09:00-17:00; Dec Mo-Sa 09:00-21:00; Dec 25 off",
                "Monday to Saturday, 9 AM to 5 PM Eastern; in December, Monday to Saturday, 9 AM to 9 PM; \
                 closed on December 25",
            ),
            (
                "May-Sep Mo-Fr 09:00-17:00; Jul 4 off",
                "May to September, Monday to Friday, 9 AM to 5 PM Eastern; closed on July 4",
            ),
            (
                "Mo-Fr 09:00-17:00, Jul-Aug Mo-Fr 17:00-19:00; Jul 4 off",
                "Monday to Friday, 9 AM to 5 PM Eastern; also July and August, Monday to Friday, 5 PM to 7 PM; \
                 closed on July 4",
            ),
            (
                "Mo-Fr 09:00-17:00; Dec Sa 09:00-12:00; PH off",
                "Monday to Friday, 9 AM to 5 PM Eastern; in December, Saturday, 9 AM to noon; closed on holidays",
            ),
            (
                "Mo-Fr 09:00-17:00, Sa[1] 10:00-12:00; Jul-Aug Sa off",
                "Monday to Friday, 9 AM to 5 PM Eastern; also on the first Saturday of the month, 10 AM to noon; \
                 closed on Saturdays in July and August",
            ),
        ] {
            assert_eq!(said(hours), expected, "{hours}");
        }
        let text = said("Mo-Fr 09:00-17:00, Sa[1] 10:00-12:00; Mar-Dec Sa off");
        assert!(text.contains("closed on the first Saturday of the month"), "{text}");
    }

    #[test]
    fn what_comes_on_top_is_told_from_what_stands_instead() {
        let week = "Monday to Saturday, 9 AM to 5 PM Eastern";
        for (hours, expected) in [
            ("Mo-Sa 09:00-17:00, Sa[1] 18:00-20:00", "also on the first Saturday of the month, 6 PM to 8 PM"),
            ("Mo-Sa 09:00-17:00; Sa[1] 18:00-20:00", "on the first Saturday of the month, 6 PM to 8 PM"),
            ("Mo-Sa 09:00-17:00 || Dec 24 16:00-20:00", "also on December 24, 4 PM to 8 PM"),
        ] {
            assert_eq!(said(hours), format!("{week}; {expected}"), "{hours}");
        }
    }

    #[test]
    fn what_holds_all_year_is_said_as_a_week() {
        for hours in [
            "Jul-Jun Mo 08:00-12:00",
            "Jan-Dec Mo 08:00-12:00",
            "Jan 1-Dec 31 Mo 08:00-12:00",
            "Mar 1-Feb 29 Mo 08:00-12:00",
            "Dec 24-Dec 23 Mo 08:00-12:00",
            "Jan-Jun,Jul-Dec Mo 08:00-12:00",
            "week 1-53 Mo 08:00-12:00",
            "week 1-30,20-53 Mo 08:00-12:00",
            "week 1-53/2,2-53/2 Mo 08:00-12:00",
        ] {
            assert_eq!(said(hours), "Monday, 8 AM to noon Eastern", "{hours}");
        }
        assert_eq!(said("Jul-May Mo 08:00-12:00"), "July to May, Monday, 8 AM to noon Eastern");
        assert_eq!(
            said("Mar 1-Feb 28 Mo 08:00-12:00"),
            "March 1 to February 28, Monday, 8 AM to noon Eastern"
        );
    }

    #[test]
    fn nothing_is_said_twice() {
        let text = said("PH,Mo 14:00-22:00 off; Dec-Jan Su[-5] 11:30-43:30 || PH,Mo 13:30-23:30");
        assert_eq!(text.matches("December and January").count(), 1, "{text}");
    }

    #[test]
    fn what_stands_on_top_of_nothing_is_not_also_so() {
        for (hours, expected) in [
            (
                "Dec 25 12:00-13:00 off, Jul Sa[1] 08:00-12:00",
                "on the first Saturday of July, 8 AM to noon Eastern",
            ),
            ("PH off, Mo[1] 08:00-12:00", "on the first Monday of the month, 8 AM to noon Eastern"),
            (
                "Mo-Fr off || Dec 24 08:00-12:00",
                "on December 24, if a Saturday or Sunday, 8 AM to noon Eastern",
            ),
            (
                "Jul Mo 08:00-12:00, Sa[1] 08:00-12:00",
                "in July, Monday, 8 AM to noon Eastern; also on the first Saturday of the month, 8 AM to noon",
            ),
            (
                "Mo-Fr 08:00-12:00, Dec 24 14:00-16:00",
                "Monday to Friday, 8 AM to noon Eastern; also on December 24, 2 PM to 4 PM",
            ),
        ] {
            assert_eq!(said(hours), expected, "{hours}");
        }
    }

    #[test]
    fn days_are_said_as_people_say_them() {
        for (hours, expected) in [
            ("Jul-Aug We off", "closed on Wednesdays in July and August"),
            ("Jun-Aug Mo-Fr off", "closed Monday to Friday from June to August"),
            ("week 1-53/2 Mo off", "closed on Mondays every second week (the odd weeks of the year)"),
            ("week 10-20 Sa off", "closed on Saturdays in weeks 10 to 20 of the year"),
            ("Dec 25 Mo off", "closed on December 25, if a Monday"),
            ("Dec 25 Mo-Sa off", "closed on December 25, unless a Sunday"),
            ("Jan 1,Jul 4 Mo-Fr off", "closed on January 1 and on July 4, unless a Saturday or Sunday"),
            ("Dec 25 PH off", "closed on December 25, if a holiday"),
            ("Dec 25 Mo[4] off", "closed on December 25, if the fourth Monday of the month"),
            ("Dec 25 We[2,4] off", "closed on December 25, if the second or fourth Wednesday of the month"),
            ("May Mo[-1] Fr-Mo off", "closed on the last Monday of May"),
            ("easter -2 days Mo-Sa off", "closed two days before Easter (Good Friday)"),
            ("Jul Fr-Mo off", "closed Friday to Monday in July"),
            ("2027 Jul off", "closed in July 2027"),
            ("2027 Jun-Aug Su off", "closed on Sundays from June to August 2027"),
            ("week 5,7 off", "closed in weeks 5 and 7 of the year"),
            ("PH,Mo off", "closed Monday and holidays"),
            ("Tu[1],Th off", "closed Thursday and the first Tuesday of the month"),
            ("easter -2 days off", "closed two days before Easter (Good Friday)"),
            ("easter +1 day off", "closed on the day after Easter (Easter Monday)"),
            ("Mo[1,-1] off", "closed on the first and last Monday of the month"),
            ("2026-2034/4 off", "closed every fourth year from 2026 to 2034"),
            ("Dec 24,Dec 31 off", "closed on December 24 and on December 31"),
        ] {
            let week = "24 hours a day, 7 days a week";
            assert_eq!(said(&format!("24/7; {hours}")), format!("{week}; {expected}"), "{hours}");
        }
        assert_eq!(
            said("week 1-53/2 Mo"),
            "every second week (the odd weeks of the year), Monday, 24 hours Eastern"
        );
    }

    #[test]
    fn where_the_words_would_be_too_long_they_say_so() {
        let hours = "Mo-Su 08:00-20:00; Jan-Apr Mo off; Mo[1] 10:00-12:00; week 1-53/2 11:00-13:00; \
                     2026-2040/3 09:00-10:00; Mo[-1] 12:00-13:00";
        let text = said(hours);
        assert!(text.contains("other hours "), "{text}");
        assert!(text.len() < 500, "{text}");
    }

    #[test]
    fn rules_that_meet_on_days_of_every_kind_are_said_soon() {
        let rules = (1..=80)
            .map(|n| format!("week {}-53/{} {:02}:00-{:02}:30", n % 7 + 1, n % 9 + 2, n % 24, n % 24));
        let hours = rules.collect::<Vec<_>>().join("; ");
        let text = said(&hours);
        assert!(text.contains("other hours ") && text.len() < 3 * hours.len(), "{text}");
    }

    #[test]
    fn the_callers_zone_is_called_local_time() {
        let hours = Expression::parse("Mo-Fr 08:00-17:00").unwrap();
        assert_eq!(
            describe(&hours, &Kept::of(vec![]), ScheduleZone::Caller),
            "Monday to Friday, 8 AM to 5 PM local time"
        );
    }
}
