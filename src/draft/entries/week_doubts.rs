//! Hours that can be read in two ways become questions.

use std::collections::HashMap;

use jiff::Timestamp;

use super::entry::Hours;
use crate::draft::document::Place;
use crate::draft::question::{Asker, Choice, Expected, NewQuestion, TakenAnswer, is_notation};
use crate::draft::words::SaidZone;
use crate::draft::words::hours::{FoundWeek, HourDoubt};
use crate::start::Opening;
use crate::time::{ScheduleZone, Zone};

/// What was answered about the names of clocks, which hold for the whole document.
pub(super) type ZoneAnswers = HashMap<String, TakenAnswer>;

/// What hours are about, for a question.
#[derive(Clone, Copy, Debug)]
pub(super) struct About<'a> {
    /// Whose hours they are.
    pub(super) name: &'a str,
    /// Their words.
    pub(super) words: &'a str,
    pub(super) place: Place,
}

/// Hours in plain words, without a clock.
pub(in crate::draft) fn spoken(notation: &str) -> String {
    let opening = Opening::read(notation, Zone::UTC, Timestamp::UNIX_EPOCH);
    let spoken = opening.map_or_else(|_| notation.to_owned(), |opening| opening.spoken(Zone::UTC));
    spoken.strip_suffix(" UTC").map_or(spoken.clone(), str::to_owned)
}

/// Hours as the document means them, as far as it says. None: none are kept.
pub(super) fn settled(
    asker: &mut Asker<'_>,
    zones: &mut ZoneAnswers,
    week: &FoundWeek,
    about: About<'_>,
) -> Option<Hours> {
    let mut hours = Hours {
        notation: week.notation.clone(),
        zone: week.zone,
        source: about.words.to_owned(),
        place: about.place,
        assumed: Vec::new(),
        open: Vec::new(),
        mark: None,
    };
    for doubt in &week.doubts {
        let (kind, text, assumed, choices) = asked(*doubt, &week.notation, about);
        let expected = if *doubt == HourDoubt::Holidays { Expected::Choice } else { Expected::Hours };
        let question = NewQuestion {
            kind,
            about: about.name,
            text,
            words: about.words,
            place: about.place,
            choices,
            expected,
        };
        let answer = asker.ask(question);
        if *doubt != HourDoubt::Holidays && *doubt != HourDoubt::Clocks {
            hours.notation.clone_from(&answer.value);
        }
        if answer.is_answered {
            hours.assumed.push(format!("{assumed} It was asked."));
        } else {
            hours.assumed.push(assumed);
            hours.open.push(answer.id);
        }
    }
    if let Some(said) = week.zone {
        hours.zone = Some(settled_zone(asker, zones, said, about, &mut hours.assumed, &mut hours.open));
    }
    (!hours.notation.is_empty() && is_notation(&hours.notation)).then_some(hours)
}

/// The clock that is meant by the name of one.
pub(super) fn settled_zone(
    asker: &mut Asker<'_>,
    zones: &mut ZoneAnswers,
    said: SaidZone,
    about: About<'_>,
    assumed: &mut Vec<String>,
    open: &mut Vec<String>,
) -> SaidZone {
    let (kind, key, text, reading, choices) = match said.zone {
        ScheduleZone::Caller => {
            let choices = vec![
                Choice::new("the caller's", "caller"),
                Choice::new("the clock of the directory", "plan"),
            ];
            let text = format!("“Local time” of {}: whose?", about.name);
            (
                "local-time",
                about.name.to_owned(),
                text,
                "Local time is read as the caller's.".to_owned(),
                choices,
            )
        }
        ScheduleZone::Fixed(zone) if said.is_half_year => {
            let name = zone.spoken();
            let mut choices = vec![Choice::new(
                format!("{name} time as it is observed, with daylight saving"),
                zone.name(),
            )];
            if let Some(fixed) = fixed_offset(zone) {
                choices.push(Choice::new(format!("{} all year", offset_words(fixed)), fixed.name()));
            }
            let text = format!(
                "“{}” names {name} time in one half of the year only: the clock as it is observed, or the same all year?",
                zone_words(about.words)
            );
            let reading = format!("The abbreviation is read as {name} time as it is observed.");
            ("standard-time", zone_words(about.words), text, reading, choices)
        }
        ScheduleZone::Fixed(_) => return said,
    };
    let known = zones.get(&key).filter(|_| kind == "standard-time").cloned();
    let answer = if let Some(answer) = known {
        answer
    } else {
        let question = NewQuestion {
            kind,
            about: &key,
            text,
            words: about.words,
            place: about.place,
            choices,
            expected: Expected::Zone,
        };
        let answer = asker.ask(question);
        zones.insert(key, answer.clone());
        answer
    };
    if answer.is_answered {
        assumed.push(format!("Which clock is meant was asked: {}.", answer.value));
    } else {
        assumed.push(reading);
        open.push(answer.id);
    }
    match &*answer.value {
        "caller" => SaidZone { zone: ScheduleZone::Caller, is_half_year: false },
        "plan" => SaidZone { zone: ScheduleZone::Caller, is_half_year: true },
        name => match Zone::named(name) {
            Some(zone) => SaidZone { zone: ScheduleZone::Fixed(zone), is_half_year: false },
            None => SaidZone { is_half_year: false, ..said },
        },
    }
}

/// The abbreviation in a text, such as `CST`.
fn zone_words(text: &str) -> String {
    let halves = crate::draft::words::hours::zones(text).into_iter().filter(|(zone, _)| zone.is_half_year);
    halves.map(|(_, at)| text[at].to_owned()).next().unwrap_or_default()
}

/// The clock that shows a zone's winter time all year.
fn fixed_offset(zone: Zone) -> Option<Zone> {
    let winter = "2026-01-15T12:00:00Z".parse().ok()?;
    let hours = (zone.wall_clock(winter).hour() as i32) - 12;
    Zone::named(&format!("Etc/GMT{:+}", -hours))
}

fn offset_words(zone: Zone) -> String {
    zone.name().replace("Etc/GMT+", "UTC−").replace("Etc/GMT-", "UTC+")
}

/// The question of a doubt: its kind, the question, what is assumed, what can be answered.
fn asked(doubt: HourDoubt, notation: &str, about: About<'_>) -> (&'static str, String, String, Vec<Choice>) {
    let (name, words) = (about.name, about.words);
    let as_read = || Choice::new(spoken(notation), notation);
    let none = || Choice::new("no hours are kept", "");
    match doubt {
        HourDoubt::AtForTo => (
            "at-or-to",
            format!("“{words}”: is “to” meant?"),
            "“At” between the times is read as “to”.".to_owned(),
            vec![as_read(), none()],
        ),
        HourDoubt::Half => (
            "half-of-day",
            format!("“{words}” of {name} does not say AM or PM: which hours are meant?"),
            format!("AM and PM are not given: they are read as {}.", spoken(notation)),
            vec![as_read(), none()],
        ),
        HourDoubt::Days => {
            let every = notation.replace("Mo-Fr", "Mo-Su");
            (
                "which-days",
                format!("“{words}” of {name} names no days: which are meant?"),
                "No days are named: they are read as Monday to Friday.".to_owned(),
                vec![as_read(), Choice::new(spoken(&every), every), none()],
            )
        }
        HourDoubt::Season => (
            "season",
            format!(
                "“{words}” of {name} holds for a part of the year, or for some days of it: which hours are meant?"
            ),
            format!("What the words say of the time of year is read as: {}.", spoken(notation)),
            vec![as_read(), none()],
        ),
        HourDoubt::Holidays => (
            "holidays",
            format!("“{words}” of {name} speaks of holidays: which ones?"),
            "The holidays are not named, so none are kept.".to_owned(),
            vec![Choice::new("none are kept for now; they can be added to the plan as a calendar", "none")],
        ),
        HourDoubt::Clocks => (
            "two-clocks",
            format!("“{words}” of {name} names two clocks: by which do the hours go?"),
            "The hours name two clocks, of which the first is kept.".to_owned(),
            vec![as_read()],
        ),
        HourDoubt::Unread => (
            "unread-hours",
            format!("“{words}” of {name} cannot be read as hours: which are meant?"),
            "Some of the hours cannot be read.".to_owned(),
            if is_notation(notation) && !notation.is_empty() {
                vec![none(), as_read()]
            } else {
                vec![none()]
            },
        ),
    }
}
