//! An oracle that knows the handout and nothing else answers every question of every card.
//!
//! It reads a question as a person does and looks the answer up in a table that was written by hand from the document.

use std::collections::BTreeSet;

use ivrsim::training::drill::{AnswerScore, CardKind, Deck, Question};
use jiff::civil::{DateTime, Time, Weekday, time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

use super::document;

/// A row of the handout: who, what for, which number and option, when.
struct Row {
    name: &'static str,
    topics: &'static [&'static str],
    number: &'static str,
    option: Option<char>,
    /// On Mondays to Fridays.
    weekdays: (Time, Time),
    saturdays: Option<(Time, Time)>,
    zone: &'static str,
}

const EASTERN: &str = "America/New_York";
const CENTRAL: &str = "America/Chicago";
const LOCAL: &str = "Local Time";
const CPC: &str = "1-855-720-2559";
const FLOORPLAN: &[&str] = &[
    "SmartCash (related to Floorplan)",
    "Wholesale Billing",
    "Floorplan",
    "Dealer trades",
    "Branch entered items",
];
/// What page 1 says the first number is for, besides its options.
const CPC_TOPICS: [&str; 3] =
    ["customer interviews", "questions regarding held offerings", "general inquiries"];

const FAXES: [(&str, &str); 2] = [
    ("Funding Ancillary Documents (DDS)", "(877)709-6084"),
    ("RouteOne eContract Document", "(866) 509-8454"),
];
const EMAIL: (&str, &str) = ("Held Documents", "CPCHelds@ally.com");
const FEDEX: &str = "Ally Suite 2070 4054 Willow Lake Blvd Memphis, TN 38153";
const OTHERS: &str = "Ally Suite 2070 4054 Willow Lake Blvd Memphis, TN 38118";
const PAYMENTS: &str = "Ally Payment Processing P.O. Box 9001951 Louisville, KY 40290-1951";

const fn row(
    name: &'static str,
    number: &'static str,
    weekdays: (Time, Time),
    zone: &'static str,
    topics: &'static [&'static str],
) -> Row {
    Row { name, topics, number, option: None, weekdays, saturdays: None, zone }
}

const fn hours(from: (i8, i8), to: (i8, i8)) -> (Time, Time) {
    (time(from.0, from.1, 0, 0), time(to.0, to.1, 0, 0))
}

const EIGHT_TO_EIGHT: (Time, Time) = hours((8, 0), (20, 0));
const EIGHT_TO_FIVE: (Time, Time) = hours((8, 0), (17, 0));
const NINE_TO_FIVE: (Time, Time) = hours((9, 0), (17, 0));

const TABLE: [Row; 17] = [
    Row { option: Some('3'), ..row("Customer Interview", CPC, EIGHT_TO_EIGHT, EASTERN, &[]) },
    Row { option: Some('4'), ..row("Retail Held Offerings", CPC, EIGHT_TO_EIGHT, EASTERN, &[]) },
    Row { option: Some('5'), ..row("Lease Held Offerings", CPC, EIGHT_TO_EIGHT, EASTERN, &[]) },
    Row { option: Some('6'), ..row("Commercial Transactions", CPC, hours((8, 0), (18, 0)), EASTERN, &[]) },
    Row { option: Some('7'), ..row("Ally Plus", CPC, EIGHT_TO_EIGHT, EASTERN, &[]) },
    row(
        "Contract Proceeds",
        "855.223.2559",
        EIGHT_TO_FIVE,
        EASTERN,
        &["Statement of Dealer Transactions", "Contract Funding", "Lease agreements", "Held Offerings"],
    ),
    row("Dealer Reserve", "855.689.9434", EIGHT_TO_EIGHT, EASTERN, &["Dealer Reserve (post booking)"]),
    row("Central Regional Business Center", "800.697.3337", NINE_TO_FIVE, CENTRAL, FLOORPLAN),
    row("Northeast Regional Business Center", "800.257.5023", NINE_TO_FIVE, EASTERN, FLOORPLAN),
    row("Pac West Regional Business Center", "800.675.9387", NINE_TO_FIVE, CENTRAL, FLOORPLAN),
    row("Southeast Regional Business Center", "800.742.1722", hours((8, 30), (17, 0)), EASTERN, FLOORPLAN),
    row("West-Dallas Regional Business Center", "800.343.4541", NINE_TO_FIVE, CENTRAL, FLOORPLAN),
    Row { option: Some('6'), ..row("Sales Support", "877.357.8477", EIGHT_TO_FIVE, LOCAL, &[]) },
    row("F&I Rewards", "800.873.8528", hours((9, 0), (18, 0)), EASTERN, &["F&I Rewards Inquiries"]),
    Row {
        saturdays: Some(hours((9, 0), (18, 0))),
        ..row(
            "Dealer Service Center",
            "888.919.2559",
            hours((9, 30), (18, 30)),
            EASTERN,
            &[
                "Existing Consumer Accounts",
                "Payoffs",
                "Title/Lien Releases",
                "GAP",
                "Power of Attorney",
                "Ally Dealer Dash (e.g. password resets)",
            ],
        )
    },
    row(
        "SmartAuction",
        "877.273.5572",
        hours((8, 0), (19, 0)),
        EASTERN,
        &["Arbitrations", "Title Assistance", "SABB status"],
    ),
    row(
        "Ally Insurance",
        "800.729.4622",
        EIGHT_TO_FIVE,
        EASTERN,
        &["Insurance Claims", "Coverage Questions"],
    ),
];

/// The Customer Service Center, whose hours are the longest.
const CSC: Row = Row {
    saturdays: Some(hours((8, 0), (22, 0))),
    ..row(
        "Customer Service Center",
        "888.925.2559",
        hours((8, 0), (23, 0)),
        EASTERN,
        &["Consumer Help Line", "Extensions", "Payment Arrangements", "Customer Payoffs"],
    )
};

fn rows() -> impl Iterator<Item = &'static Row> {
    TABLE.iter().chain([&CSC])
}

impl Row {
    fn open_on(&self, day: Weekday) -> Option<(Time, Time)> {
        match day {
            Weekday::Sunday => None,
            Weekday::Saturday => self.saturdays,
            _ => Some(self.weekdays),
        }
    }

    /// The zone of its hours, for a caller in another.
    fn clock(&self, caller: &str) -> TimeZone {
        let name = if self.zone == LOCAL { caller } else { self.zone };
        TimeZone::get(name).expect(name)
    }

    /// The opening in which an instant lies, or else the next: from, to.
    fn opening(&self, at: Timestamp, caller: &str) -> (Timestamp, Timestamp) {
        let clock = self.clock(caller);
        let today = clock.to_datetime(at).date();
        let openings = (0..8).filter_map(|ahead| {
            let date = today + ahead.days();
            let (from, to) = self.open_on(date.weekday())?;
            let instant = |time| clock.to_timestamp(date.to_datetime(time)).expect("an instant");
            Some((instant(from), instant(to)))
        });
        openings.into_iter().find(|(_, to)| at < *to).expect("it opens every week")
    }

    fn is_open(&self, at: Timestamp, caller: &str) -> bool {
        self.opening(at, caller).0 <= at
    }

    fn dial(&self) -> String {
        match self.option {
            Some(option) => format!("{} option {option}", self.number),
            None => self.number.to_owned(),
        }
    }
}

fn digits(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.strip_prefix('1').filter(|rest| rest.len() == 10).unwrap_or(&digits).to_owned()
}

fn named(text: &str) -> Option<&'static Row> {
    rows().find(|row| row.name == text)
}

fn between<'t>(text: &'t str, before: &str, behind: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(before)?;
    rest.split_once(behind).map(|(inner, _)| inner)
}

/// The moment and the caller's zone of "It is Tuesday, September 12, 8:30 AM in Los Angeles."
fn situation(text: &str) -> Option<(Timestamp, &'static str)> {
    const CITIES: [(&str, &str); 4] = [
        ("New York", EASTERN),
        ("Chicago", CENTRAL),
        ("Denver", "America/Denver"),
        ("Los Angeles", "America/Los_Angeles"),
    ];
    let (moment, city) = between(text, "It is ", ".")?.rsplit_once(" in ")?;
    let (date, time) = moment.rsplit_once(", ")?;
    let time = match time {
        "noon" => "12:00 PM".to_owned(),
        time if time.contains(':') => time.to_owned(),
        time => time.replace(' ', ":00 "),
    };
    let (_, zone) = CITIES.iter().find(|(name, _)| *name == city)?;
    let moment =
        DateTime::strptime("%A, %B %d, %Y, %I:%M %p", format!("{date}, 2023, {time}")).expect(moment);
    Some((TimeZone::get(zone).expect(zone).to_timestamp(moment).expect("an instant"), zone))
}

fn clock_time(at: Timestamp, clock: &TimeZone) -> String {
    let there = clock.to_datetime(at);
    there.strftime("%A %-I:%M %p").to_string()
}

/// The answer of somebody who has the handout at hand.
fn answer(question: &Question<'_>, told: &mut BTreeSet<String>) -> Option<String> {
    let text = &*question.text;
    match question.kind {
        CardKind::Route => {
            let words = between(text, "“", "”")?;
            let right: Vec<&Row> =
                rows().filter(|row| row.name == words || row.topics.contains(&words)).collect();
            let (at, caller) = situation(text)?;
            told.insert(format!("request {words}"));
            if let Some(open) = right.iter().find(|row| row.is_open(at, caller)) {
                return Some(open.dial());
            }
            let next = right.iter().min_by_key(|row| row.opening(at, caller).0)?;
            Some(format!("closed, opens {}", clock_time(next.opening(at, caller).0, &next.clock(caller))))
        }
        CardKind::Option if text.contains("Whom do you get") => {
            let number = digits(between(text, "dialed ", " ")?);
            let option = between(text, "option ", "?")?.chars().next();
            let row = rows().find(|row| digits(row.number) == number && row.option == option)?;
            Some(row.name.to_owned())
        }
        CardKind::Option => {
            let row = named(between(text, "Which option is ", "?")?)?;
            told.insert(format!("option {}", row.name));
            row.option.map(|key| key.to_string())
        }
        CardKind::Listen => named(between(text, "You want ", ".")?)?.option.map(|key| format!("press {key}")),
        CardKind::Number => {
            if let Some(topic) = between(text, "“", "”") {
                told.insert(format!("line {topic}"));
                return CPC_TOPICS.contains(&topic).then(|| CPC.to_owned());
            }
            let row = named(between(text, "dial for ", "?")?)?;
            told.insert(format!("number {}", row.name));
            Some(row.dial())
        }
        CardKind::Open => opening(text, told),
        CardKind::Channel => channel(text, told),
        CardKind::Reverse => {
            if let Some(number) = between(text, "fax number ", "?") {
                let (name, _) = FAXES.iter().find(|(_, fax)| digits(fax) == digits(number))?;
                return Some((*name).to_owned());
            }
            let number = digits(between(text, "what ", " is for")?);
            told.insert(format!("reverse {number}"));
            if number == digits(CPC) {
                return Some("Contract Processing Center".to_owned());
            }
            rows().find(|row| digits(row.number) == number).map(|row| match row.name {
                "Sales Support" => "Dealer Products & Services".to_owned(),
                name => name.to_owned(),
            })
        }
        CardKind::Changed | CardKind::Own => None,
    }
}

fn opening(text: &str, told: &mut BTreeSet<String>) -> Option<String> {
    if let Some(row) = between(text, "hours of ", "?").and_then(named) {
        told.insert(format!("hours {}", row.name));
        let zone = match row.zone {
            EASTERN => "Eastern",
            CENTRAL => "Central",
            _ => "local time",
        };
        let say = |(from, to): (Time, Time)| {
            [from, to].map(|time| time.strftime("%-I:%M %p").to_string().replace(":00", "")).join(" to ")
        };
        let saturdays =
            row.saturdays.map(|hours| format!(", and Saturday, {}", say(hours))).unwrap_or_default();
        return Some(format!("Monday to Friday, {}{saturdays} {zone}", say(row.weekdays)));
    }
    let asked = between(text, "When does ", " (");
    if let Some((name, day)) = asked.and_then(|asked| asked.rsplit_once(" open and close on a ")) {
        let row = named(name)?;
        told.insert(format!("{day} {name}"));
        let day = (0..7).filter_map(|day| Weekday::from_monday_zero_offset(day).ok()).find(|weekday| {
            let monday = jiff::civil::date(2024, 1, 1) + i64::from(weekday.to_monday_zero_offset()).days();
            monday.strftime("%A").to_string() == day
        })?;
        return Some(match row.open_on(day) {
            None => "closed".to_owned(),
            Some((from, to)) => format!("{}-{}", from.strftime("%H:%M"), to.strftime("%H:%M")),
        });
    }
    let (at, caller) = situation(text)?;
    let (_, behind) = text.split_once(". ")?;
    if let Some(row) = between(behind, "Is ", " open for").and_then(named) {
        return Some(if row.is_open(at, caller) { "yes" } else { "no" }.to_owned());
    }
    let row = named(behind.split_once(" is ")?.0)?;
    let (from, to) = row.opening(at, caller);
    let moment = if behind.contains("Until when") { to } else { from };
    Some(clock_time(moment, &row.clock(caller)))
}

fn channel(text: &str, told: &mut BTreeSet<String>) -> Option<String> {
    if let Some(code) = between(text, "ZIP code ", " (") {
        told.insert(format!("courier {code}"));
        return Some(if code == "38153" { "FedEx" } else { "US Postal Service" }.to_owned());
    }
    let name = between(text, "“", "”")?;
    let fax = FAXES.iter().find(|(known, _)| *known == name);
    let address = match name {
        "Contracts by FedEx" => Some(FEDEX),
        "Contracts by US Postal Service and all other couriers" => Some(OTHERS),
        "Ally Payment Processing" => Some(PAYMENTS),
        _ => None,
    };
    if text.starts_with("How do you reach") {
        return Some(match (fax, address) {
            (Some(_), _) => "fax".to_owned(),
            (None, Some(_)) => "mail".to_owned(),
            (None, None) => "e-mail".to_owned(),
        });
    }
    told.insert(format!("channel {name}"));
    match (fax, address) {
        (Some((_, number)), _) => Some((*number).to_owned()),
        (None, Some(address)) if text.contains("ZIP") => address.rsplit(' ').next().map(str::to_owned),
        (None, Some(address)) => Some(address.to_owned()),
        (None, None) => (name == EMAIL.0).then(|| EMAIL.1.to_owned()),
    }
}

#[test]
fn whoever_has_the_handout_answers_every_question_and_every_fact_is_asked() {
    let plan = super::plan();
    let now: Timestamp = "2023-09-04T12:00:00Z".parse().expect("a moment");
    let mut told = BTreeSet::new();
    for card in Deck::of(&plan, now).cards() {
        for seed in 0..20 {
            let question = card.ask(&plan, seed, now).expect("every card can be asked");
            let answer =
                answer(&question, &mut told).unwrap_or_else(|| panic!("{}: {}", card.id, question.text));
            let judgement = question.judge(&answer);
            assert_eq!(
                judgement.score,
                AnswerScore::Right,
                "{answer:?} to {}: {}",
                question.text,
                judgement.reason()
            );
        }
    }
    let mut facts: Vec<String> = Vec::new();
    for row in rows() {
        facts.extend([format!("number {}", row.name), format!("hours {}", row.name)]);
        facts.push(format!("request {}", row.name));
        facts.extend(row.option.map(|_| format!("option {}", row.name)));
        facts.extend(row.topics.iter().map(|topic| format!("request {topic}")));
        facts.push(format!("reverse {}", digits(row.number)));
    }
    facts.extend(CPC_TOPICS.iter().map(|topic| format!("line {topic}")));
    facts.extend(FAXES.iter().map(|(name, _)| format!("channel {name}")));
    facts.push(format!("channel {}", EMAIL.0));
    for name in [
        "Contracts by FedEx",
        "Contracts by US Postal Service and all other couriers",
        "Ally Payment Processing",
    ] {
        facts.push(format!("channel {name}"));
    }
    facts.extend(["courier 38153".to_owned(), "courier 38118".to_owned()]);
    let missing: Vec<&String> = facts.iter().filter(|fact| !told.contains(*fact)).collect();
    assert!(missing.is_empty(), "never asked: {missing:?}");
}

#[test]
fn the_table_of_the_oracle_is_the_handout() {
    let words = document::words().to_lowercase();
    let printed: BTreeSet<String> = document::numbers().into_iter().map(digits).collect();
    let known: BTreeSet<String> =
        rows().map(|row| digits(row.number)).chain(FAXES.iter().map(|(_, fax)| digits(fax))).collect();
    assert_eq!(known, printed);
    assert_eq!(rows().count(), document::rows().len());
    for (row, printed) in
        rows().flat_map(|row| document::rows().into_iter().map(move |printed| (row, printed)))
    {
        if digits(row.number) != digits(printed.number) || row.option != printed.option {
            continue;
        }
        let zone = match row.zone {
            EASTERN => "ET",
            CENTRAL => "CT",
            zone => zone,
        };
        assert_eq!(zone, printed.zone, "{}", row.name);
        let open = |day| {
            let of_day = |opening: &&document::Opening| {
                let offset = |weekday: Weekday| weekday.to_monday_zero_offset();
                (offset(opening.first)..=offset(opening.last)).contains(&offset(day))
            };
            printed.open.iter().find(of_day).map(|opening| (opening.from, opening.to))
        };
        for day in [Weekday::Monday, Weekday::Friday, Weekday::Saturday, Weekday::Sunday] {
            assert_eq!(row.open_on(day), open(day), "{} on {day:?}", row.name);
        }
    }
    let topics = rows().flat_map(|row| row.topics).chain(&CPC_TOPICS).copied();
    for text in topics.chain([FEDEX, OTHERS, PAYMENTS, EMAIL.0, EMAIL.1]) {
        assert!(words.contains(&document::single_spaced(text).to_lowercase()), "{text} is not printed");
    }
}
