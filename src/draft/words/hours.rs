//! Hours in running text: found, parted into weeks, and written in the notation of plans.
//!
//! What can be read in two ways is read in the likelier one, and the doubt is told beside it. Nobody here decides.

use std::ops::Range;

use super::days::{closed_days, day_codes, day_list};
use super::hour_tokens::{ALL_DAYS, HourToken, PlacedToken, SaidZone, tokens};
use super::time_range::{DayTime, time_range};
use crate::time::Expression;

/// Hours of a week as they stand in a text.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::draft) struct FoundWeek {
    /// Their bytes in the text.
    pub(in crate::draft) at: Range<usize>,
    /// In the notation; empty where they cannot be read.
    pub(in crate::draft) notation: String,
    /// The clock that they name.
    pub(in crate::draft) zone: Option<SaidZone>,
    /// What is not certain.
    pub(in crate::draft) doubts: Vec<HourDoubt>,
}

/// What is not certain about hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::draft) enum HourDoubt {
    /// "8 AM at 6 PM".
    AtForTo,
    /// Which half of the day.
    Half,
    /// Which days.
    Days,
    /// They speak of a part of the year, or of one day in a month.
    Season,
    /// They speak of holidays without naming them.
    Holidays,
    /// They name two clocks.
    Clocks,
    /// They cannot be read.
    Unread,
}

/// All hours of a text, in their order.
pub(in crate::draft) fn weeks(text: &str) -> Vec<FoundWeek> {
    let mut found = Vec::new();
    let tokens = seasons(tokens(text));
    let mut rest = &tokens[..];
    while !rest.is_empty() {
        let skipped = rest.iter().take_while(|placed| !begins(&placed.token)).count();
        rest = &rest[skipped..];
        let length = rest.iter().take_while(|placed| placed.token != HourToken::Other).count();
        let (run, after) = rest.split_at(length);
        found.append(&mut run_weeks(text, run));
        rest = after;
    }
    found
}

/// The clock that a text names for all of its times: `All times are Eastern Time`.
pub(in crate::draft) fn zone(text: &str) -> Option<SaidZone> {
    tokens(text).into_iter().find_map(|placed| match placed.token {
        HourToken::Zone(zone) => Some(zone),
        _ => None,
    })
}

/// All clocks that a text names, with their places.
pub(in crate::draft) fn zones(text: &str) -> Vec<(SaidZone, Range<usize>)> {
    let zone = |placed: PlacedToken| match placed.token {
        HourToken::Zone(zone) => Some((zone, placed.at)),
        _ => None,
    };
    tokens(text).into_iter().filter_map(zone).collect()
}

/// Whether every word of a text is one of hours, as in the headings of columns: `Mon-Fri`.
pub(in crate::draft) fn is_days(text: &str) -> bool {
    let tokens = tokens(text);
    tokens.iter().any(|placed| matches!(placed.token, HourToken::Days(_)))
        && tokens.iter().all(|placed| {
            matches!(placed.token, HourToken::Days(_) | HourToken::To | HourToken::And | HourToken::Filling)
        })
}

fn begins(token: &HourToken) -> bool {
    matches!(
        token,
        HourToken::Days(_)
            | HourToken::Time(_)
            | HourToken::Always
            | HourToken::Closed
            | HourToken::Season
            | HourToken::Holidays
    )
}

/// A figure behind a month is a day of it.
fn seasons(mut tokens: Vec<PlacedToken>) -> Vec<PlacedToken> {
    for at in 1..tokens.len() {
        let is_month = tokens[at - 1].token == HourToken::Season;
        let is_figure = match tokens[at].token {
            HourToken::Time(time) => {
                time.half.is_none() && time.minute == 0 && !time.is_of_day && time.hour != 24
            }
            HourToken::Other => true,
            _ => false,
        };
        if is_month && is_figure {
            tokens[at].token = HourToken::Season;
        }
    }
    tokens
}

/// Days with their times.
#[derive(Clone, Debug, Default)]
struct Clause {
    days: u8,
    times: Vec<DayTime>,
    is_closed: bool,
    at: Range<usize>,
    zone: Option<SaidZone>,
    doubts: Vec<HourDoubt>,
}

#[derive(Debug, Default)]
struct RunReader {
    done: Vec<FoundWeek>,
    clauses: Vec<Clause>,
    now: Clause,
    times_first: bool,
    has_season: bool,
}

fn run_weeks(text: &str, run: &[PlacedToken]) -> Vec<FoundWeek> {
    let first = run
        .iter()
        .find(|placed| matches!(placed.token, HourToken::Days(_) | HourToken::Time(_) | HourToken::Always));
    let has_days = run.iter().any(|placed| matches!(placed.token, HourToken::Days(_)));
    let is_timed = matches!(first.map(|placed| &placed.token), Some(HourToken::Time(_) | HourToken::Always));
    let mut reader = RunReader { times_first: is_timed && has_days, ..RunReader::default() };
    let mut rest = run;
    while let Some(first) = rest.first() {
        let used = reader.take(rest);
        rest = &rest[used.max(1)..];
        if first.token == HourToken::Season {
            reader.has_season = true;
        }
    }
    reader.end_week(text);
    reader.done
}

impl RunReader {
    /// Takes what the tokens begin with, and says how many these are.
    fn take(&mut self, rest: &[PlacedToken]) -> usize {
        let at = rest[0].at.clone();
        match &rest[0].token {
            HourToken::Days(_) => {
                let (days, used) = day_list(rest);
                let at = at.start..rest[used - 1].at.end;
                self.days(days, at);
                used
            }
            HourToken::Time(_) => self.times(rest),
            HourToken::Always => {
                self.begin_times(at.clone(), true);
                self.now.times.push(DayTime { from: 0, to: 24 * 60 });
                self.now.at.end = at.end;
                1
            }
            HourToken::Closed => {
                if self.now.days != 0 && self.now.times.is_empty() {
                    self.now.is_closed = true;
                    self.now.at.end = at.end;
                } else if let Some((days, used)) = closed_days(rest) {
                    self.end_clause();
                    self.now = Clause::closed(days, at.start..rest[used - 1].at.end);
                    self.end_clause();
                    return used;
                } else if rest.iter().skip(1).take(2).any(|placed| placed.token == HourToken::Holidays) {
                    self.doubt(HourDoubt::Holidays);
                }
                1
            }
            HourToken::Holidays => {
                self.doubt(HourDoubt::Holidays);
                1
            }
            HourToken::Except => {
                if let Some((days, used)) = closed_days(rest) {
                    self.end_clause();
                    self.now = Clause::closed(days, at.start..rest[used - 1].at.end);
                    self.end_clause();
                    used
                } else {
                    1
                }
            }
            HourToken::Zone(zone) => {
                if let Some(clause) = self.last() {
                    clause.zone.get_or_insert(*zone);
                    clause.at.end = at.end;
                }
                1
            }
            HourToken::To
            | HourToken::At
            | HourToken::And
            | HourToken::Filling
            | HourToken::Season
            | HourToken::Break
            | HourToken::Other => 1,
        }
    }

    /// What was read last.
    fn last(&mut self) -> Option<&mut Clause> {
        let is_begun = !self.now.times.is_empty() || self.now.is_closed;
        if is_begun { Some(&mut self.now) } else { self.clauses.last_mut() }
    }

    /// Notes a doubt about what was read last; about what comes, where nothing was.
    fn doubt(&mut self, doubt: HourDoubt) {
        match self.last() {
            Some(clause) => clause.doubts.push(doubt),
            None => self.now.doubts.push(doubt),
        }
    }

    fn days(&mut self, days: u8, at: Range<usize>) {
        if self.times_first {
            self.now.days = days;
            self.now.at.end = at.end;
            self.end_clause();
            return;
        }
        self.end_clause();
        self.now = Clause { days, at, ..Clause::default() };
    }

    fn times(&mut self, rest: &[PlacedToken]) -> usize {
        let at = rest[0].at.clone();
        let HourToken::Time(from) = rest[0].token else { return 1 };
        let behind =
            rest.iter().skip(1).position(|placed| placed.token != HourToken::Filling).map(|skip| skip + 1);
        let link = behind.and_then(|behind| rest.get(behind)).map(|placed| &placed.token);
        let second = behind.and_then(|behind| rest.get(behind + 1));
        let (Some(HourToken::To | HourToken::At), Some(PlacedToken { token: HourToken::Time(to), at: end })) =
            (link, second)
        else {
            // One time alone says not when it closes.
            self.now.doubts.push(HourDoubt::Unread);
            return 1;
        };
        let is_at = link == Some(&HourToken::At);
        let is_joined = self.now.times.last().is_none_or(|before| before.to <= 24 * 60);
        let earlier = self.now.times.last().map(|time| time.to);
        let Some((time, is_certain)) = time_range(from, *to, earlier) else {
            self.now.doubts.push(HourDoubt::Unread);
            return behind.map_or(1, |behind| behind + 2);
        };
        let is_new = !is_joined || earlier.is_some_and(|earlier| time.from < earlier);
        self.begin_times(at, is_new);
        self.now.times.push(time);
        self.now.at.end = end.end;
        if is_at {
            self.now.doubts.push(HourDoubt::AtForTo);
        }
        if !is_certain {
            self.now.doubts.push(HourDoubt::Half);
        }
        behind.map_or(1, |behind| behind + 2)
    }

    /// Times go to the clause at hand, unless they cannot belong to it.
    fn begin_times(&mut self, at: Range<usize>, is_new: bool) {
        if self.now.times.is_empty() {
            if self.now.days == 0 {
                self.now.at = at;
            }
        } else if is_new {
            self.end_clause();
            self.now.at = at;
        }
    }

    fn end_clause(&mut self) {
        let clause = std::mem::take(&mut self.now);
        if clause.times.is_empty() && !clause.is_closed {
            return;
        }
        let taken = self.clauses.iter().fold(0, |taken, clause| taken | clause.days);
        let is_other = (taken & clause.days) != 0 || (clause.days == 0 && !self.clauses.is_empty());
        if is_other {
            self.put_week();
        }
        self.clauses.push(clause);
    }

    fn put_week(&mut self) {
        let clauses = std::mem::take(&mut self.clauses);
        let (Some(first), Some(last)) = (clauses.first(), clauses.last()) else { return };
        let at = first.at.start..last.at.end;
        let days = clauses.iter().fold(0, |days, clause| days | clause.days);
        let mut doubts: Vec<HourDoubt> =
            clauses.iter().flat_map(|clause| clause.doubts.iter().copied()).collect();
        let mut zones = clauses.iter().filter_map(|clause| clause.zone);
        let zone = zones.next();
        if zones.any(|other| zone.is_some_and(|zone| zone.zone != other.zone)) {
            doubts.push(HourDoubt::Clocks);
        }
        if days == 0 && !is_always(&clauses) {
            doubts.push(HourDoubt::Days);
        }
        let texts: Vec<String> = clauses.iter().map(Clause::notation).collect();
        let notation = if is_always(&clauses) { "24/7".to_owned() } else { texts.join("; ") };
        if Expression::parse(&notation).is_err() {
            doubts.push(HourDoubt::Unread);
        }
        self.done.push(FoundWeek { at, notation, zone, doubts });
    }

    /// Ends the last week of a run.
    fn end_week(&mut self, text: &str) {
        // Doubts about what never came belong to the week before it.
        let left = if self.now.times.is_empty() { std::mem::take(&mut self.now.doubts) } else { Vec::new() };
        self.end_clause();
        self.put_week();
        if let Some(week) = self.done.last_mut() {
            week.doubts.extend(left);
        }
        for week in &mut self.done {
            if self.has_season {
                let spelled = text.get(week.at.clone()).and_then(Expression::spelled);
                week.doubts.push(HourDoubt::Season);
                if let Some(spelled) = spelled {
                    spelled.text().clone_into(&mut week.notation);
                }
            }
            week.doubts.sort_unstable();
            week.doubts.dedup();
        }
    }
}

fn is_always(clauses: &[Clause]) -> bool {
    matches!(clauses, [Clause { days: 0 | ALL_DAYS, times, .. }] if *times == [DayTime { from: 0, to: 24 * 60 }])
}

impl Clause {
    fn closed(days: u8, at: Range<usize>) -> Self {
        Self { days, is_closed: true, at, ..Self::default() }
    }

    fn notation(&self) -> String {
        // Where no days are named, those of an office are the likeliest.
        let days = day_codes(if self.days == 0 { 0b001_1111 } else { self.days });
        if self.is_closed {
            return format!("{days} off");
        }
        let times: Vec<String> = self.times.iter().map(DayTime::to_string).collect();
        format!("{days} {}", times.join(","))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let tell = |week: FoundWeek| {
            let zone = week.zone.map_or(String::new(), |zone| format!(" {}", zone.zone.spoken()));
            let doubts: Vec<String> = week.doubts.iter().map(|doubt| format!(" {doubt:?}")).collect();
            let doubts = doubts.concat();
            format!("{}{zone}{doubts}", week.notation)
        };
        weeks(text).into_iter().map(tell).collect()
    }

    #[test]
    fn weeks_are_found_and_parted() {
        for (text, expected) in [
            ("Monday – Friday 8 AM to 8 PM ET*", &["Mo-Fr 08:00-20:00 Eastern"][..]),
            ("*CSG – Monday – Friday 8 AM at 6 PM ET", &["Mo-Fr 08:00-18:00 Eastern AtForTo"]),
            (
                "Mon-Fri 9:30 am-6:30 pm ET Sat 9:00 am-6:00 pm ET Sun Closed",
                &["Mo-Fr 09:30-18:30; Sa 09:00-18:00; Su off Eastern"],
            ),
            (
                "Mon-Fri 9 am - 5 pm CT Mon-Fri 9 am - 5 pm ET Mon-Fri 8:30 am - 5 pm ET",
                &["Mo-Fr 09:00-17:00 Central", "Mo-Fr 09:00-17:00 Eastern", "Mo-Fr 08:30-17:00 Eastern"],
            ),
            ("Mon-Fri 8 am - 5 pm Local Time", &["Mo-Fr 08:00-17:00 local time"]),
            ("Mon-Thu 8 a.m. to noon and 1 p.m. to 4:30 p.m.", &["Mo-Th 08:00-12:00,13:00-16:30"]),
            ("8 am - 5 pm Mon-Fri, 9 am - 1 pm Sat", &["Mo-Fr 08:00-17:00; Sa 09:00-13:00"]),
            ("24 hours a day, 7 days a week", &["24/7"]),
            ("lundi au vendredi de 8 h 30 à 16 h 30 (HE)", &["Mo-Fr 08:30-16:30 Eastern"]),
            ("Tue, Thu 10:00-18:00; closed Mondays", &["Tu,Th 10:00-18:00; Mo off"]),
            ("daily 8 a.m. – midnight Eastern", &["Mo-Su 08:00-24:00 Eastern"]),
            ("Fri 6 pm - 2 am", &["Fr 18:00-26:00"]),
            ("Sat-Mon 9 am - 1 pm", &["Mo,Sa,Su 09:00-13:00"]),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_not_certain_is_said() {
        for (text, expected) in [
            ("Mon-Fri 9-5", &["Mo-Fr 09:00-17:00 Half"][..]),
            ("Mon-Fri 8 - 11 pm", &["Mo-Fr 08:00-23:00 Half"]),
            ("Mon-Fri 9 - 5 pm", &["Mo-Fr 09:00-17:00"]),
            ("8 am - 5 pm", &["Mo-Fr 08:00-17:00 Days"]),
            ("Mon-Fri 8 am - 5 pm, closed holidays", &["Mo-Fr 08:00-17:00 Holidays"]),
            ("June 1 - August 31: Mon-Fri 8 am - 4 pm", &["Mo-Fr 08:00-16:00 Season"]),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }

    #[test]
    fn other_words_are_no_hours() {
        for text in [
            "Effective August 28, 2023",
            "Call Monday",
            "4054 Willow Lake Blvd",
            "Option 6",
            "Only FedEx packages will arrive prior to 4:30 AM CST.",
            "Sun Trust Bank",
            "Central: 800.697.3337",
            "1-800-555-0100",
        ] {
            assert_eq!(told(text), [""; 0], "{text}");
        }
    }
}
