//! A week of hours as SVG: a row for each schedule, on one axis of time.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Time;

use super::fitting::Type;
use super::turn::one_line;
use super::week::{ChartDay, ChartOpening, OpeningText, WeekChart};
use crate::base::text::XmlText;
use crate::call::report::clock;
use crate::time::moment::KNOWN;
use crate::time::{LocalTimeResolution, TimePhrase, Zone};

/// A week as SVG.
struct WeekSvg<'a>(&'a WeekChart<'a>);

impl WeekChart<'_> {
    /// As SVG: one file that needs nothing else, in light or dark colors as its reader prefers.
    #[must_use]
    pub fn svg(&self) -> impl fmt::Display + '_ {
        WeekSvg(self)
    }
}

const TITLE: Type = Type { size: 18, bold: true };
const NAME: Type = Type { size: 13, bold: true };
const SMALL: Type = Type { size: 11, bold: false };
const TIME: Type = Type { size: 10, bold: false };

const MARGIN: i32 = 24;
/// What stands to the left of the week.
const NAMES: i32 = 244;
/// An hour, in pixels. A day on which the clock is put back is longer.
const HOUR: i32 = 5;
/// Where the first row begins.
const HEAD: i32 = 104;
/// Bars, the lines of times under them, and what is between rows.
const BAR: i32 = 16;
const LINE: i32 = 13;
const PAD: i32 = 10;

/// A row, ready to be drawn.
struct WeekRow {
    name: Vec<String>,
    hours: Vec<String>,
    openings: Vec<ChartOpening>,
    /// For each day where a text begins, and the text.
    times: Vec<Vec<(i32, String)>>,
    top: i32,
    height: i32,
}

impl fmt::Display for WeekSvg<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let week = self.0;
        let rows = self.rows();
        let bottom = rows.last().map_or(HEAD, |row| row.top + row.height);
        let remarks: Vec<String> = week
            .remarks()
            .into_iter()
            .map(|remark| format!("{} – {}", remark.day.date.strftime("%A, %B %-d"), remark.text))
            .chain((!week.is_known()).then(|| KNOWN.to_owned()))
            .collect();
        let title = self.title();
        let under = format!("{}; the red line marks {}", week.clocks(), clock(week.at, week.zone));
        let texts = remarks.iter().map(|text| SMALL.width(text)).chain([TITLE.width(&title)]);
        let width =
            texts.map(|text| text + MARGIN).chain([self.x(week.ends().1)]).max().unwrap_or(0) + MARGIN;
        let mut y = bottom + 24;
        let height = y + 16 * i32::try_from(remarks.len()).unwrap_or(0);
        writeln!(
            f,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"week\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\">\n<title>{0}</title>\n<style>\n{1}</style>\n\
             <rect class=\"paper\" width=\"100%\" height=\"100%\"/>\n\
             <text class=\"title\" x=\"{MARGIN}\" y=\"38\">{0}</text>\n\
             <text class=\"small\" x=\"{MARGIN}\" y=\"56\">{2}</text>",
            XmlText(&title),
            include_str!("week.css"),
            XmlText(&under),
        )?;
        for &day in &week.days {
            self.day(f, day, bottom)?;
        }
        for row in &rows {
            self.bars(f, row)?;
        }
        let (first, last) = week.ends();
        if (first..last).contains(&week.at) {
            let now = self.x(week.at);
            writeln!(f, "<path class=\"now\" d=\"M{now} {}V{bottom}\"/>", HEAD - 8)?;
        }
        for row in &rows {
            row.texts(f)?;
        }
        for remark in remarks {
            writeln!(f, "<text class=\"small\" x=\"{MARGIN}\" y=\"{y}\">{}</text>", XmlText(&remark))?;
            y += 16;
        }
        f.write_str("</svg>\n")
    }
}

impl WeekSvg<'_> {
    fn title(&self) -> String {
        let first = self.0.days.first().map(|day| day.date.strftime("%B %-d, %Y").to_string());
        format!("Hours in the week of {}", first.unwrap_or_default())
    }

    /// Where an instant is.
    fn x(&self, at: Timestamp) -> i32 {
        let seconds = at.duration_since(self.0.ends().0).as_secs();
        let pixels = seconds * i64::from(HOUR) / 3600;
        MARGIN + NAMES + i32::try_from(pixels).unwrap_or(0)
    }

    fn rows(&self) -> Vec<WeekRow> {
        let week = self.0;
        let mut top = HEAD;
        let mut rows = Vec::new();
        for (name, schedule) in &week.rows {
            let openings = week.openings(schedule);
            let times: Vec<Vec<(i32, String)>> = week
                .days
                .iter()
                .enumerate()
                .map(|(index, day)| self.times(&openings, *day, index == 0))
                .collect();
            let lines = times.iter().map(Vec::len).max().unwrap_or(0);
            let name = NAME.wrap(&one_line(name), NAMES - 16, 2);
            let hours = SMALL.wrap(&one_line(schedule.spoken()), NAMES - 16, 4);
            let texts = 16 * name.len() + 14 * hours.len();
            let height = (BAR + 4 + LINE * i32::try_from(lines).unwrap_or(0))
                .max(i32::try_from(texts).unwrap_or(0))
                + 2 * PAD;
            rows.push(WeekRow { name, hours, openings, times, top, height });
            top += height;
        }
        rows
    }

    /// The times of a day: each under the bar that it is about, as far as the day has room.
    fn times(&self, openings: &[ChartOpening], day: ChartDay, is_first: bool) -> Vec<(i32, String)> {
        let (left, right) = (self.x(day.from) + 3, self.x(day.to) - 2);
        let place = |told: OpeningText| {
            let text = told.spoken(self.0.zone);
            let begins = match told {
                OpeningText::Between(from, _) | OpeningText::From(from) => self.x(from),
                OpeningText::AllDay | OpeningText::Until(_) | OpeningText::Unknown => left,
            };
            (begins.min(right - TIME.width(&text)).max(left), text)
        };
        WeekChart::told(openings, day, is_first).into_iter().map(place).collect()
    }

    fn day(&self, f: &mut fmt::Formatter<'_>, day: ChartDay, bottom: i32) -> fmt::Result {
        let (left, right) = (self.x(day.from), self.x(day.to));
        let class = if day.date.weekday().to_monday_zero_offset() > 4 { "weekend" } else { "workday" };
        writeln!(
            f,
            "<rect class=\"{class}\" x=\"{left}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
            HEAD - 8,
            right - left,
            bottom - HEAD + 8,
        )?;
        writeln!(
            f,
            "<text class=\"day\" x=\"{}\" y=\"{}\">{}</text>",
            left + 3,
            HEAD - 24,
            day.date.strftime("%a %b %-d"),
        )?;
        for (hour, word) in [(6, ""), (12, "noon"), (18, "")] {
            let LocalTimeResolution::Once(at) = self.0.zone.resolve(day.date.at(hour, 0, 0, 0)) else {
                continue;
            };
            let x = self.x(at);
            writeln!(f, "<path class=\"hour\" d=\"M{x} {}V{bottom}\"/>", HEAD - 8)?;
            if !word.is_empty() {
                writeln!(
                    f,
                    "<text class=\"time\" x=\"{x}\" y=\"{}\" text-anchor=\"middle\">{word}</text>",
                    HEAD - 12
                )?;
            }
        }
        writeln!(f, "<path class=\"edge\" d=\"M{left} {}V{bottom}M{right} {0}V{bottom}\"/>", HEAD - 36)
    }

    fn bars(&self, f: &mut fmt::Formatter<'_>, row: &WeekRow) -> fmt::Result {
        let top = row.top;
        writeln!(f, "<path class=\"edge\" d=\"M{MARGIN} {top}H{}\"/>", self.x(self.0.ends().1))?;
        for opening in &row.openings {
            let (left, right) = (self.x(opening.from), self.x(opening.to));
            writeln!(
                f,
                "<rect class=\"open\" x=\"{left}\" y=\"{}\" width=\"{}\" height=\"{BAR}\" rx=\"2\">\
                 <title>{}</title></rect>",
                top + PAD,
                (right - left).max(1),
                XmlText(&self.whole(opening)),
            )?;
        }
        Ok(())
    }

    /// From when to when, with the days.
    fn whole(&self, opening: &ChartOpening) -> String {
        let told = |at: Option<Timestamp>, never: &str| {
            let clock = at.map(|at| self.0.zone.shows(at, "%a %Y-%m-%d %H:%M:%S"));
            clock.unwrap_or_else(|| never.to_owned())
        };
        format!("{} to {}", told(opening.whole.from, "always"), told(opening.whole.to, "always"))
    }
}

impl WeekRow {
    /// What the row says, which nothing is drawn over.
    fn texts(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut y = self.top + PAD + 12;
        for (class, step, lines) in [("name", 16, &self.name), ("small", 14, &self.hours)] {
            for line in lines {
                writeln!(f, "<text class=\"{class}\" x=\"{MARGIN}\" y=\"{y}\">{}</text>", XmlText(line))?;
                y += step;
            }
        }
        for times in &self.times {
            let lines = (self.top + PAD + BAR + LINE..).step_by(LINE as usize);
            for ((x, text), y) in times.iter().zip(lines) {
                writeln!(f, "<text class=\"time\" x=\"{x}\" y=\"{y}\">{}</text>", XmlText(text))?;
            }
        }
        Ok(())
    }
}

impl OpeningText {
    /// As people say it, in short: `9:30 AM–6:30 PM`.
    fn spoken(self, zone: Zone) -> String {
        let said = |at: Timestamp| match zone.wall_clock(at).time() {
            Time::MIN => "midnight".to_owned(),
            time => match zone.told_apart(at) {
                Some(offset) => format!("{} {offset}", TimePhrase(time)),
                None => TimePhrase(time).to_string(),
            },
        };
        match self {
            Self::AllDay => "all day".to_owned(),
            Self::Unknown => "not known".to_owned(),
            Self::Between(from, to) => format!("{}–{}", said(from), said(to)),
            Self::From(from) => format!("from {}", said(from)),
            Self::Until(to) => format!("until {}", said(to)),
        }
    }
}
