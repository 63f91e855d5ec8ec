//! What holds for every schedule, at every instant.

use ivrsim::time::{DateRule, DayTimes, Expression, Zone};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use super::model::model;

use crate::helpers::drawn;

fn after(at: Timestamp, seconds: i64) -> Timestamp {
    at + SignedDuration::from_secs(seconds)
}

proptest! {
    #![proptest_config(drawn::cases(160))]

    #[test]
    fn a_timetable_is_open_when_the_naive_model_is((model, around) in model()) {
        let schedule = model.schedule();
        let timetable = schedule.in_zone(Zone::UTC);
        let hours = 40;
        // Every seventh minute, and the seconds around every change.
        let (from, to) = (after(around, -hours * 3600), after(around, hours * 3600));
        let mut instants: Vec<Timestamp> =
            (0..hours * 2 * 60 / 7).map(|step| after(from, step * 7 * 60)).collect();
        let changes: Vec<Timestamp> = timetable.spans(from, to).filter_map(|span| span.to).collect();
        instants.extend(changes.iter().chain([&around]).flat_map(|at| (-2..=2).map(|near| after(*at, near))));
        for at in instants {
            prop_assert_eq!(timetable.is_open(at), model.is_open(at), "{} at {}", model.text(), at);
        }
    }

    #[test]
    fn every_minute_of_a_short_night_is_as_in_the_naive_model((model, around) in model()) {
        let schedule = model.schedule();
        let timetable = schedule.in_zone(Zone::UTC);
        for minute in -240..240 {
            let at = after(around, minute * 60);
            prop_assert_eq!(timetable.is_open(at), model.is_open(at), "{} at {}", model.text(), at);
        }
    }

    #[test]
    fn spans_are_adjacent_alternate_and_cover((model, around) in model()) {
        let schedule = model.schedule();
        let timetable = schedule.in_zone(Zone::UTC);
        let (from, to) = (after(around, -86_400 * 20), after(around, 86_400 * 20));
        let mut expected_from = from;
        let mut was_open = None;
        for span in timetable.spans(from, to) {
            prop_assert_eq!(span.from, Some(expected_from));
            prop_assert_ne!(Some(span.open), was_open);
            let (start, end) = (span.from.unwrap(), span.to.unwrap());
            prop_assert!(start < end);
            prop_assert_eq!(timetable.is_open(start), span.open);
            prop_assert_eq!(timetable.is_open(after(end, -1)), span.open);
            (expected_from, was_open) = (end, Some(span.open));
        }
        prop_assert_eq!(expected_from, to);
        prop_assert_eq!(timetable.spans(to, from).count(), 0);
    }

    #[test]
    fn changes_and_spans_agree_with_what_is_open((model, around) in model()) {
        let schedule = model.schedule();
        let timetable = schedule.in_zone(Zone::UTC);
        let open = timetable.is_open(around);
        let span = timetable.span_at(around);
        prop_assert_eq!(span.open, open);
        prop_assert_eq!(span.to, timetable.next_change(around));
        if let Some(from) = span.from {
            prop_assert!(from <= around);
            prop_assert_eq!(timetable.is_open(from), open);
            prop_assert_eq!(timetable.is_open(after(from, -1)), !open);
            prop_assert_eq!(timetable.next_change(after(from, -1)), Some(from));
        }
        if let Some(to) = span.to {
            prop_assert!(around < to);
            prop_assert_eq!(timetable.is_open(to), !open);
            prop_assert_eq!(timetable.is_open(after(to, -1)), open);
            prop_assert_eq!(timetable.span_at(to).from, Some(to));
        }
        if let Some(opens) = timetable.next_open(around) {
            prop_assert!(around < opens && timetable.is_open(opens) && !timetable.is_open(after(opens, -1)));
        }
    }

    #[test]
    fn why_agrees_with_what_is_open((model, around) in model(), hours in -60_i64..60) {
        let schedule = model.schedule();
        let timetable = schedule.in_zone(Zone::UTC);
        let at = after(around, hours * 3600 + 7);
        let why = timetable.why(at);
        prop_assert_eq!(why.is_open(), timetable.is_open(at));
        let line = why.to_string();
        prop_assert!(line.starts_with(if why.is_open() { "open" } else { "closed" }), "{}", line);
        let said = timetable.next_opening(at).to_string();
        prop_assert_eq!(said.starts_with("is open"), why.is_open(), "{}", said);
    }

    #[test]
    fn the_text_of_an_expression_reads_as_the_same_expression((model, _) in model()) {
        let expression = Expression::parse(&model.text()).unwrap();
        prop_assert_eq!(Expression::parse(expression.text()), Ok(expression));
        let schedule = model.schedule();
        prop_assert!(!schedule.spoken().is_empty());
        for surprise in schedule.expression().surprises() {
            prop_assert!(schedule.expression().text().get(surprise.range).is_some());
        }
    }

    #[test]
    fn any_text_is_read_or_refused_within_itself(
        text in concat!(
            "((Mo|Fri|Su|PH|SH|week|Jan|Feb|easter|2026|off|24/7|am|pm|unknown|sunset|day|after|of|first)",
            "|[0-9]{1,3}|[ ,;:+|\\[\\]/–é\"()-]){0,12}",
        ),
    ) {
        for refused in [
            Expression::parse(&text).err(),
            DayTimes::parse(&text).err(),
            DateRule::parse(&text).err(),
        ].into_iter().flatten() {
            prop_assert!(text.get(refused.range.clone()).is_some(), "{:?} of {:?}", refused, text);
            prop_assert!(!refused.message.is_empty());
        }
    }

    #[test]
    fn what_is_read_can_be_asked_and_said(
        text in concat!(
            "(Mo-Fr|Su|PH|week 10-20|Jan-Mar|Feb 29|easter|2026-2030/2|Mo\\[-1\\]|Dec 24-Jan 02| )( |: )?",
            "(08:00-12:00|22:00-02:00|24/7|)?(; | \\|\\| |, )",
            "(Sa|Jul|We\\[2\\] -1 day) (off|10:00-44:00|off \"leave\")",
        ),
        second in -2_300_000_000_i64..7_300_000_000,
    ) {
        if let Ok(expression) = Expression::parse(&text) {
            let zone = ivrsim::time::ScheduleZone::Caller;
            let schedule = ivrsim::time::Schedule::new(expression, vec![], vec![], zone);
            let at = Timestamp::from_second(second).unwrap();
            let timetable = schedule.in_zone(Zone::named("Europe/Dublin").unwrap());
            prop_assert_eq!(timetable.why(at).is_open(), timetable.is_open(at));
            prop_assert!(!schedule.spoken().is_empty());
        }
    }
}
