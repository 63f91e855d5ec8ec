//! Who answers what, and when: the handout read by hand, and the plan held against it second by second at the edges.

use ivrsim::number::{Country, PhoneNumber};
use ivrsim::plan::{Dialable, Key, Plan, Step, StepKind, Target};
use ivrsim::time::Zone;
use jiff::civil::{Date, DateTime, Time, Weekday, date, time};
use jiff::{Timestamp, ToSpan as _, tz::TimeZone};

use super::document::{self, Opening, Row};

/// Where the plan's hours with a zone of their own are asked from: it must not matter.
const ELSEWHERE: &str = "Pacific/Honolulu";

/// The first day on which the directory holds, a Monday.
const EFFECTIVE: Date = date(2023, 8, 28);

/// Every number and option of the handout. Page 1 first, then the table on page 2.
fn directory() -> Vec<Row> {
    const CPC: &str = "1-855-720-2559";
    const CENTERS: &str = "Regional Business Centers";
    let eastern = |number, unit, open: &[Opening]| row(number, None, unit, open, "ET");
    let page_one = |option, unit, to| row(CPC, Some(option), unit, &[weekdays((8, 0), to)], "ET");
    let center = |number, from, zone| row(number, None, CENTERS, &[weekdays(from, (17, 0))], zone);
    vec![
        page_one('3', "", (20, 0)),
        page_one('4', "", (20, 0)),
        page_one('5', "", (20, 0)),
        page_one('6', "CSG", (18, 0)),
        page_one('7', "", (20, 0)),
        eastern("855.223.2559", "SmartCash (CPC) (Contract Funding)", &[weekdays((8, 0), (17, 0))]),
        eastern("855.689.9434", "Administration (CPC) (Dealer Reserve)", &[weekdays((8, 0), (20, 0))]),
        center("800.697.3337", (9, 0), "CT"),
        center("800.257.5023", (9, 0), "ET"),
        center("800.675.9387", (9, 0), "CT"),
        center("800.742.1722", (8, 30), "ET"),
        center("800.343.4541", (9, 0), "CT"),
        row(
            "877.357.8477",
            Some('6'),
            "Dealer Products & Services (DP&S)",
            &[weekdays((8, 0), (17, 0))],
            "Local Time",
        ),
        eastern("800.873.8528", "", &[weekdays((9, 0), (18, 0))]),
        eastern(
            "888.919.2559",
            "Dealer Service Center (DSC)",
            &[weekdays((9, 30), (18, 30)), saturdays((9, 0), (18, 0))],
        ),
        eastern(
            "888.925.2559",
            "Customer Service Center (CSC)",
            &[weekdays((8, 0), (23, 0)), saturdays((8, 0), (22, 0))],
        ),
        eastern("877.273.5572", "SmartAuction", &[weekdays((8, 0), (19, 0))]),
        eastern("800.729.4622", "Ally Insurance", &[weekdays((8, 0), (17, 0))]),
    ]
}

fn row(
    number: &'static str,
    option: Option<char>,
    unit: &'static str,
    open: &[Opening],
    zone: &'static str,
) -> Row {
    Row { number, option, unit, open: open.to_vec(), zone }
}

fn weekdays(from: (i8, i8), to: (i8, i8)) -> Opening {
    Opening { first: Weekday::Monday, last: Weekday::Friday, from: clock(from), to: clock(to) }
}

fn saturdays(from: (i8, i8), to: (i8, i8)) -> Opening {
    Opening { first: Weekday::Saturday, last: Weekday::Saturday, from: clock(from), to: clock(to) }
}

fn clock((hour, minute): (i8, i8)) -> Time {
    time(hour, minute, 0, 0)
}

#[test]
fn the_document_reads_the_same_by_hand_and_by_machine() {
    assert_eq!(document::rows(), directory());
}

#[test]
fn every_row_is_answered_by_its_unit() {
    let plan = super::plan();
    for row in directory() {
        let step = answering(&plan, &row);
        assert!(matches!(step.kind, StepKind::Destination(_)), "{row:?} ends at {}", step.key);
        assert_eq!(step.unit.as_deref().unwrap_or_default(), row.unit, "{row:?}");
    }
}

#[test]
fn every_row_is_open_exactly_when_it_is_printed_to_be() {
    let plan = super::plan();
    for row in directory() {
        let step = answering(&plan, &row);
        let schedule = plan.schedule(step.gate.expect("hours").schedule);
        for (caller, wall) in zones(&row) {
            let timetable = schedule.schedule.in_zone(Zone::named(caller).expect(caller));
            for reading in edges(&row) {
                let at = instant(reading, wall);
                let expected = is_printed_open(&row, reading);
                assert_eq!(timetable.is_open(at), expected, "{row:?} for {caller} at {reading} {wall}");
            }
        }
    }
}

#[test]
fn the_menu_of_page_one_is_there_when_the_center_is() {
    let plan = super::plan();
    let center = &directory()[0];
    let menu = answer(&plan, center.number);
    let hours = plan.schedule(menu.gate.expect("hours").schedule).schedule.in_zone(Zone::UTC);
    for reading in edges(center) {
        let at = instant(reading, "America/New_York");
        assert_eq!(hours.is_open(at), is_printed_open(center, reading), "{reading}");
    }
}

#[test]
fn the_menus_offer_the_printed_options_and_no_other() {
    let plan = super::plan();
    let printed = document::options();
    let offered: Vec<(char, &str)> = options(&plan, directory()[0].number);
    assert_eq!(offered, printed);
    assert_eq!(options(&plan, "877.357.8477"), [('6', "Sales Support")]);
}

#[test]
fn every_line_of_the_plan_is_printed() {
    let plan = super::plan();
    let printed: Vec<PhoneNumber> = document::numbers().into_iter().map(number).collect();
    assert!(
        plan.lines().all(|(_, line)| line
            .number
            .value
            .number()
            .is_some_and(|number| printed.contains(&number)))
    );
    assert!(printed.iter().all(|&number| plan.dial(number).is_some()), "a number that cannot be dialed");
    assert_eq!(plan.lines().len() + document::faxes().len(), printed.len());
}

#[test]
fn the_five_business_centers_have_the_printed_names() {
    let plan = super::plan();
    let centers = document::table().into_iter().find(|row| row.unit == "Regional Business Centers").unwrap();
    for printed in document::rows().iter().filter(|row| row.unit == centers.unit) {
        let (before, _) = centers.number.split_once(printed.number).unwrap();
        let label =
            before.trim_end().trim_end_matches(':').rsplit(|c: char| c.is_ascii_digit()).next().unwrap();
        let name = format!("{} Regional Business Center", label.trim());
        assert_eq!(answer(&plan, printed.number).name.as_deref(), Some(name.as_str()));
    }
}

#[test]
fn the_plan_holds_from_the_printed_day_and_keeps_no_holidays() {
    let plan = super::plan();
    assert_eq!(plan.effective, EFFECTIVE);
    assert_eq!(plan.zone.name(), "America/New_York");
    for (_, hours) in plan.schedules() {
        assert!(
            hours.schedule.calendars().is_empty() && hours.schedule.overrides().is_empty(),
            "{}",
            hours.key
        );
    }
}

/// The step at which a caller of this row ends up when everybody is there.
fn answering<'p>(plan: &'p Plan, row: &Row) -> &'p Step {
    let first = answer(plan, row.number);
    let Some(option) = row.option else { return first };
    let StepKind::Menu(menu) = &first.kind else { panic!("{} is not answered by a menu", row.number) };
    let choice = menu.choice(Key::new(option).expect("a key")).expect("the option");
    let Target::Step(id) = choice.link.target else { panic!("option {option} leads nowhere") };
    plan.step(id)
}

/// The first step of a call.
fn answer<'p>(plan: &'p Plan, printed: &str) -> &'p Step {
    let Some(Dialable::Line(line)) = plan.dial(number(printed)) else { panic!("{printed} is not a line") };
    let Target::Step(id) = plan.line(line).answer.target else { panic!("{printed} leads nowhere") };
    plan.step(id)
}

fn options<'p>(plan: &'p Plan, printed: &str) -> Vec<(char, &'p str)> {
    let StepKind::Menu(menu) = &answer(plan, printed).kind else {
        panic!("{printed} is not answered by a menu")
    };
    menu.choices().map(|(key, choice)| (key.character(), plan.target_name(choice.link.target))).collect()
}

fn number(printed: &str) -> PhoneNumber {
    PhoneNumber::parse(printed, Country::UnitedStates).expect(printed).number
}

/// Callers' zones to ask for, each with the zone whose wall clock then counts.
fn zones(row: &Row) -> Vec<(&'static str, &'static str)> {
    match row.zone {
        "ET" => vec![(ELSEWHERE, "America/New_York")],
        "CT" => vec![(ELSEWHERE, "America/Chicago")],
        "Local Time" => [
            "America/New_York",
            "America/Chicago",
            "America/Denver",
            "America/Phoenix",
            "America/Los_Angeles",
            "America/Anchorage",
            "Pacific/Honolulu",
        ]
        .map(|zone| (zone, zone))
        .to_vec(),
        zone => panic!("{zone} is not a zone of the document"),
    }
}

/// In a week of summer, a week of winter, and those around the changes of clocks: midnight, noon, and the seconds on
/// both sides of each time that the row prints.
fn edges(row: &Row) -> Vec<DateTime> {
    let mondays = [EFFECTIVE, date(2023, 10, 30), date(2024, 1, 8), date(2024, 3, 4)];
    let days = mondays.into_iter().flat_map(|monday| (0..14).map(move |day| monday + day.days()));
    let readings = days.flat_map(|day| {
        let times = row.open.iter().flat_map(|opening| [opening.from, opening.to]);
        let sides = times.flat_map(move |at| [day.to_datetime(at) - 1.second(), day.to_datetime(at)]);
        sides.chain([day.at(0, 0, 0, 0), day.at(12, 0, 0, 0)])
    });
    readings.collect()
}

fn is_printed_open(row: &Row, reading: DateTime) -> bool {
    let day = reading.weekday().to_monday_zero_offset();
    row.open.iter().any(|opening| {
        let days = opening.first.to_monday_zero_offset()..=opening.last.to_monday_zero_offset();
        days.contains(&day) && (opening.from..opening.to).contains(&reading.time())
    })
}

fn instant(reading: DateTime, zone: &str) -> Timestamp {
    TimeZone::get(zone).expect(zone).to_timestamp(reading).expect("an instant")
}
