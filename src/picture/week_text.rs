//! A week of hours for the terminal: for each schedule a row of bars, two hours wide each character, and under it the
//! times.

use std::fmt;

use jiff::{SignedDuration, Timestamp};

use super::turn::one_line;
use super::week::{ChartDay, ChartOpening, OpeningText, WeekChart};
use crate::base::text::{Paint, Spaces, display_width, wrapped};
use crate::time::moment::KNOWN;
use crate::time::{Timetable, Zone};

/// A week as text.
struct WeekText<'a> {
    week: &'a WeekChart<'a>,
    paint: Paint,
}

impl WeekChart<'_> {
    /// For a terminal.
    #[must_use]
    pub fn text(&self, paint: Paint) -> impl fmt::Display + '_ {
        WeekText { week: self, paint }
    }
}

/// How many characters a day has.
const WIDTH: usize = 12;

/// Names that take more than this part of a screen stand above their bars.
const MOST_FOR_NAMES: usize = 3;

impl fmt::Display for WeekText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (week, paint) = (self.week, self.paint);
        let names: Vec<String> = week.rows.iter().map(|(name, _)| one_line(name)).collect();
        let longest = names.iter().map(|name| display_width(name)).max().unwrap_or(0);
        let columns = paint.columns().unwrap_or(usize::MAX);
        let is_beside = longest <= columns / MOST_FOR_NAMES;
        let room = if is_beside { longest } else { 0 };
        if let Some(first) = week.days.first() {
            self.folded(f, &format!("the week of {} {}", first.date, week.clocks()), 0)?;
        }
        // As many days side by side as fit, the others below.
        let fitting = (columns.saturating_sub(room) / (WIDTH + 2)).max(1);
        for (block, days) in week.days.chunks(fitting).enumerate() {
            if block > 0 {
                writeln!(f)?;
            }
            self.headings(f, days, room)?;
            for (name, (_, schedule)) in names.iter().zip(&week.rows) {
                let openings = week.openings(schedule);
                if is_beside {
                    write!(f, "{}", paint.bold(format_args!("{name}{}", Spaces::behind(name, room))))?;
                } else {
                    self.folded(f, &paint.bold(name).to_string(), 0)?;
                }
                for &day in days {
                    write!(f, "  {}", paint.good(bar(&openings, day)))?;
                }
                writeln!(f)?;
                self.times(f, &openings, days, room, block == 0)?;
            }
        }
        for remark in week.remarks() {
            let day = remark.day.date.strftime("%a %m-%d").to_string();
            self.folded(f, &format!("{}  {}", paint.note(&day), remark.text), display_width(&day) + 2)?;
        }
        if !week.is_known() {
            self.folded(f, &paint.note(KNOWN).to_string(), 0)?;
        }
        Ok(())
    }
}

impl WeekText<'_> {
    fn folded(&self, f: &mut fmt::Formatter<'_>, line: &str, hanging: usize) -> fmt::Result {
        let Some(columns) = self.paint.columns() else { return writeln!(f, "{line}") };
        wrapped(line, columns, hanging).into_iter().try_for_each(|line| writeln!(f, "{line}"))
    }

    fn headings(&self, f: &mut fmt::Formatter<'_>, days: &[ChartDay], room: usize) -> fmt::Result {
        let (week, paint) = (self.week, self.paint);
        write!(f, "{}", Spaces(room))?;
        let today = week.zone.wall_clock(week.at).date();
        for (index, day) in days.iter().enumerate() {
            let width = if index + 1 < days.len() { WIDTH } else { 0 };
            let date = day.date.strftime("%a %m-%d").to_string();
            let heading = format!("{date}{}", Spaces::behind(&date, width));
            let heading = if day.date == today { paint.bold(heading) } else { paint.dim(heading) };
            write!(f, "  {heading}")?;
        }
        writeln!(f)
    }

    fn times(
        &self,
        f: &mut fmt::Formatter<'_>,
        openings: &[ChartOpening],
        days: &[ChartDay],
        room: usize,
        has_first: bool,
    ) -> fmt::Result {
        let week = self.week;
        let told = |(index, day): (usize, &ChartDay)| -> Vec<String> {
            let told = WeekChart::told(openings, *day, has_first && index == 0);
            if told.is_empty() {
                return vec!["closed".to_owned()];
            }
            told.into_iter().flat_map(|told| lines(told.of_the_clock(week.zone))).collect()
        };
        let cells: Vec<Vec<String>> = days.iter().enumerate().map(told).collect();
        for line in 0..cells.iter().map(Vec::len).max().unwrap_or(0) {
            let told = cells.iter().map(|cell| cell.get(line).map_or("", String::as_str));
            let text: Vec<String> = told.map(|told| format!("{told:WIDTH$}")).collect();
            writeln!(f, "{}  {}", Spaces(room), text.join("  ").trim_end())?;
        }
        Ok(())
    }
}

/// What is too long for a day, on two lines: an hour that comes twice is told with more words.
fn lines(told: String) -> Vec<String> {
    match told.split_once('-') {
        Some((from, to)) if told.chars().count() > WIDTH => vec![format!("{from}-"), to.to_owned()],
        _ => vec![told],
    }
}

/// A day as a bar. Each half of a character is full if it is open for half of its time at least.
fn bar(openings: &[ChartOpening], day: ChartDay) -> String {
    let length = day.to.duration_since(day.from).as_secs();
    let halves = i64::try_from(2 * WIDTH).unwrap_or(1);
    let edge = |half: i64| day.from.as_second() + length * half / halves;
    let full = |half: i64| {
        let (from, to) = (edge(half), edge(half + 1));
        let open = |opening: &ChartOpening| {
            (opening.to.as_second().min(to) - opening.from.as_second().max(from)).max(0)
        };
        2 * openings.iter().map(open).sum::<i64>() >= to - from
    };
    // What fills half of none that it lies in is shown where its middle lies.
    let unseen = openings.iter().filter_map(|opening| {
        let (first, last) = (opening.from.max(day.from).as_second(), opening.to.min(day.to).as_second());
        let lies_in = |half: i64| first < edge(half + 1) && edge(half) < last;
        let is_seen = (0..halves).any(|half| lies_in(half) && full(half));
        (first < last && !is_seen).then(|| i64::midpoint(first, last))
    });
    let middles: Vec<i64> = unseen.collect();
    let shown =
        |half: i64| full(half) || middles.iter().any(|middle| (edge(half)..edge(half + 1)).contains(middle));
    let is_known = |half: i64| {
        Timetable::FIRST.as_second() <= edge(half) && edge(half + 2) <= Timetable::END.as_second()
    };
    let character = |half: i64| match (shown(half), shown(half + 1)) {
        _ if !is_known(half) => '?',
        (true, true) => '█',
        (true, false) => '▌',
        (false, true) => '▐',
        (false, false) => '·',
    };
    (0..halves).step_by(2).map(character).collect()
}

impl OpeningText {
    /// In figures, as plans write it: `09:30-18:30`.
    fn of_the_clock(self, zone: Zone) -> String {
        let figures = |at: Timestamp| {
            let clock = zone.wall_clock(at);
            let seconds = if clock.second() == 0 { "%H:%M" } else { "%H:%M:%S" };
            zone.shows(at, seconds)
        };
        match self {
            Self::AllDay => "all day".to_owned(),
            Self::Unknown => "not known".to_owned(),
            Self::Between(from, to) => format!("{}-{}", figures(from), end(to, zone, figures)),
            Self::From(from) => format!("from {}", figures(from)),
            Self::Until(to) => format!("until {}", end(to, zone, figures)),
        }
    }
}

/// A day that ends at midnight ends at 24:00.
fn end(to: Timestamp, zone: Zone, figures: impl Fn(Timestamp) -> String) -> String {
    let at_midnight = zone.wall_clock(to).time() == jiff::civil::Time::MIN;
    // The clock may have been put back to midnight.
    let before = to.checked_sub(SignedDuration::from_secs(1)).unwrap_or(to);
    let is_next_day = zone.wall_clock(before).date() != zone.wall_clock(to).date();
    if at_midnight && is_next_day { "24:00".to_owned() } else { figures(to) }
}
