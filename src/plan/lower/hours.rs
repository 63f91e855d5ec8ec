//! Opening hours with their calendars and overrides.

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use super::lowering::PlanLowering;
use super::names::Namespace;
use super::values::said;
use crate::base::diagnostic::Diagnostic;
use crate::base::document::{Placed, TomlTime};
use crate::base::source::{Span, Spanned};
use crate::plan::hours::{NamedCalendar, NamedOverride, NamedSchedule};
use crate::plan::ids::ScheduleId;
use crate::plan::raw::{self, Text, Wording};
use crate::plan::sections::{Section, SectionEntry};
use crate::time::{
    Calendar, DateRule, DayHours, DayTimes, Effect, Expression, Holiday, NightBefore, ObservanceRule,
    Override, Schedule, ScheduleZone, SyntaxError,
};

/// The most exceptions that the schedules of a plan can have together.
const MAX_EXCEPTIONS: usize = 200_000;

/// Everything that decides when something is open.
pub(super) struct Schedules {
    pub(super) hours: Vec<Option<NamedSchedule>>,
    pub(super) calendars: Vec<Option<NamedCalendar>>,
    pub(super) overrides: Vec<Option<NamedOverride>>,
}

/// The overrides of each schedule: those that name it and those that hold for all, in the order of the files.
struct Exceptions {
    of_all: Vec<(usize, Override)>,
    of_one: Vec<Vec<(usize, Override)>>,
}

impl<'v> PlanLowering<'v> {
    pub(super) fn schedules(&mut self, entries: &[SectionEntry<'v>]) -> Schedules {
        let of = |section| entries.iter().filter(move |entry| entry.section == section);
        let calendars: Vec<_> = of(Section::Calendars).map(|entry| self.calendar(entry)).collect();
        let overrides: Vec<_> = of(Section::Overrides).map(|entry| self.named_override(entry)).collect();
        let mut exceptions = Exceptions::of(&overrides, self.names.count(Namespace::Hours));
        if let Some(first) = of(Section::Overrides).next()
            && exceptions.count() > MAX_EXCEPTIONS
        {
            let message = format!("together, the overrides change hours {} times", exceptions.count());
            let help = format!(
                "the limit is {MAX_EXCEPTIONS}: days that are closed every year belong in a calendar"
            );
            self.error("too-many-entries", first.span, message, help);
            exceptions = Exceptions::of(&[], 0);
        }
        let hours = of(Section::Hours)
            .enumerate()
            .map(|(index, entry)| self.schedule(entry, &calendars, || exceptions.for_schedule(index)))
            .collect();
        Schedules { hours, calendars, overrides }
    }

    fn schedule(
        &mut self,
        entry: &SectionEntry<'v>,
        calendars: &[Option<NamedCalendar>],
        overrides: impl FnOnce() -> Vec<Override>,
    ) -> Option<NamedSchedule> {
        let raw: raw::Hours = self.decode(entry, &format!("hours `{}`", entry.name))?;
        let expression = self.syntax("bad-hours", &raw.open, Expression::parse);
        self.tell_surprises(&raw.open, expression.as_ref());
        let zone = match &raw.timezone {
            None => Some(ScheduleZone::Fixed(self.zone)),
            Some(text) if text.given().is_some_and(|value| value == "caller") => Some(ScheduleZone::Caller),
            Some(text) => self.zone(text).map(ScheduleZone::Fixed),
        };
        let named: Vec<_> = raw.calendars.iter().map(|name| self.find(Namespace::Calendars, name)).collect();
        let kept: Option<Vec<_>> = named
            .into_iter()
            .map(|index| Some(Arc::clone(&calendars.get(usize::from(index?))?.as_ref()?.calendar)))
            .collect();
        let origin = self.origin(entry.span, &said!(raw));
        Some(NamedSchedule {
            key: entry.name.to_owned(),
            written: Spanned { value: raw.open.given()?.clone(), span: raw.open.span },
            schedule: Schedule::new(expression?, kept?, overrides(), zone?),
            timezone: raw.timezone.as_ref().map(|text| text.span),
            origin,
        })
    }

    /// Warns of rules that a later one overrules, which the notation does without a word.
    fn tell_surprises(&mut self, open: &Text, expression: Option<&Expression>) {
        for surprise in expression.into_iter().flat_map(Expression::surprises) {
            let text = open.given().map_or("", String::as_str);
            let place = open.span.inside_string(self.sources, text, surprise.range);
            self.diagnostics
                .push(Diagnostic::warning("overruled-hours", place, surprise.message).help(surprise.help));
        }
    }

    fn calendar(&mut self, entry: &SectionEntry<'v>) -> Option<NamedCalendar> {
        let raw: raw::Calendar = self.decode(entry, &format!("calendar `{}`", entry.name))?;
        let days = raw.days.given()?;
        if days.is_empty() {
            let help =
                "write `days = [{ name = \"Independence Day\", on = \"July 4\" }]`, or remove the calendar";
            self.error("no-days", entry.span, format!("calendar `{}` has no days", entry.name), help);
        }
        let limit = self.limits.dates;
        if days.len() > limit {
            let message = format!("calendar `{}` has {} days; the limit is {limit}", entry.name, days.len());
            self.error(
                "too-many-entries",
                entry.span,
                message,
                "write a day that recurs only once, as in \"July 4\"",
            );
            return None;
        }
        let observed = match &raw.observed {
            Some(text) => self.syntax("bad-observed", text, ObservanceRule::parse),
            None => Some(ObservanceRule::default()),
        };
        let days: Vec<_> = days.iter().map(|day| self.holiday(day, observed)).collect();
        let origin = self.origin(entry.span, &said!(raw));
        let days: Option<Vec<_>> = days.into_iter().collect();
        Some(NamedCalendar {
            key: entry.name.to_owned(),
            calendar: Arc::new(Calendar { days: days? }),
            origin,
        })
    }

    fn holiday(&mut self, raw: &raw::Holiday, observed: Option<ObservanceRule>) -> Option<Holiday> {
        let name = self.reason(&raw.name);
        let on = self.syntax("bad-date", &raw.on.clone().map(|day| day.0), DateRule::parse).filter(|rule| {
            match rule {
                DateRule::Single(date) => self.has_hours(*date, raw.on.span),
                _ => true,
            }
        });
        let observed = match &raw.observed {
            Some(text) => self.syntax("bad-observed", text, ObservanceRule::parse),
            None => observed,
        };
        let given = [
            ("open", raw.open.as_ref().map(|open| open.span)),
            ("closes", raw.closes.as_ref().map(|closes| closes.span)),
            ("opens", raw.opens.as_ref().map(|opens| opens.span)),
        ];
        let mut given = given.into_iter().filter_map(|(key, span)| Some((key, span?)));
        if let (Some((key, first)), Some((again, span))) = (given.next(), given.next()) {
            let message = format!("this day has both `{key}` and `{again}`");
            let help = "write its hours as `open`, or only when it closes or opens";
            let diagnostic = Diagnostic::error("bad-hours", span, message).related(first, "first here");
            self.diagnostics.push(diagnostic.help(help));
        }
        let hours = match (&raw.open, &raw.closes, &raw.opens) {
            (Some(text), ..) => self.syntax("bad-hours", text, DayTimes::parse).map(DayHours::Open),
            (_, Some(time), _) => time.given().map(|time| DayHours::ClosesAt(time.0)),
            (.., Some(time)) => time.given().map(|time| DayHours::OpensAt(time.0)),
            _ => Some(DayHours::Closed),
        };
        Some(Holiday { name: name?, on: on?, observed: observed?, hours: hours? })
    }

    /// The name of a holiday, or the reason of an override; what it is called in other languages is kept by that name.
    fn reason(&mut self, raw: &Wording) -> Option<String> {
        let name = self.worded_name(Some(raw))?;
        let known = self.translated_reasons.entry(name.own.clone()).or_default();
        for (language, words) in name.others.iter() {
            if known.get(language).is_none() {
                known.add(language, words.clone());
            }
        }
        Some(name.own)
    }

    fn named_override(&mut self, entry: &SectionEntry<'v>) -> Option<NamedOverride> {
        let raw: raw::Override = self.decode(entry, &format!("override `{}`", entry.name))?;
        let schedules = raw.hours.given().and_then(|hours| self.overridden(entry, hours));
        let dates = self.dates(entry, &raw);
        let effect = self.effect(entry, &raw);
        let night_before = self.night_before(&raw, effect.as_ref());
        let words = self.override_words(&raw, effect.as_ref());
        let name = self.reason(&raw.reason);
        let origin = self.origin(entry.span, &said!(raw));
        let (from, to) = dates?;
        Some(NamedOverride {
            key: entry.name.to_owned(),
            schedules: schedules?,
            change: Override { name: name?, from, to, effect: effect?, night_before: night_before? },
            words: words?,
            night_before: raw.night_before.as_ref().map(|text| text.span),
            origin,
        })
    }

    /// Which schedules an override changes; empty for all of them. None: that cannot be known.
    fn overridden(&mut self, entry: &SectionEntry<'v>, hours: &[Text]) -> Option<Vec<ScheduleId>> {
        if hours.is_empty() {
            let message = format!("override `{}` names no hours", entry.name);
            self.error(
                "bad-override",
                entry.span,
                message,
                "write `hours = [\"all\"]`, or the names of hours",
            );
            return None;
        }
        let is_all = |name: &Text| name.given().is_some_and(|name| name == "all");
        match hours {
            [only] if is_all(only) => return Some(Vec::new()),
            _ if hours.iter().any(is_all) => {
                let place = hours.iter().find(|name| is_all(name)).map_or(entry.span, |name| name.span);
                let message = "\"all\" is listed with other hours";
                self.error("bad-override", place, message, "write `hours = [\"all\"]` alone, or only names");
                return None;
            }
            _ => {}
        }
        let found: Vec<_> =
            hours.iter().map(|name| self.find(Namespace::Hours, name).map(ScheduleId)).collect();
        let mut found = found.into_iter().collect::<Option<Vec<_>>>()?;
        found.sort_unstable();
        found.dedup();
        Some(found)
    }

    /// The first and the last day of an override.
    fn dates(&mut self, entry: &SectionEntry<'v>, raw: &raw::Override) -> Option<(Date, Date)> {
        let help = "write `on = 2026-12-24` for one day, or `from = 2026-12-24` and `to = 2026-12-26`";
        match (&raw.on, &raw.from, &raw.to) {
            (Some(on), None, None) => self.day_with_hours(on).map(|day| (day, day)),
            (None, Some(first), Some(last)) => {
                let (from, to) = (self.day_with_hours(first), self.day_with_hours(last));
                let (from, to) = (from?, to?);
                if to < from {
                    self.diagnostics.push(
                        Diagnostic::error("bad-override", last.span, "the last day is before the first")
                            .related(first.span, "the first day")
                            .help("swap `from` and `to`"),
                    );
                    return None;
                }
                Some((from, to))
            }
            (Some(_), _, _) => {
                let place = raw.from.as_ref().or(raw.to.as_ref()).map_or(entry.span, |day| day.span);
                let message = format!("override `{}` has both `on` and `from` or `to`", entry.name);
                self.error("bad-override", place, message, help);
                None
            }
            (None, first, last) => {
                let missing = match (first, last) {
                    (Some(_), _) => "last day",
                    (_, Some(_)) => "first day",
                    _ => "day",
                };
                if self.is_whole {
                    let message = format!("override `{}` has no {missing}", entry.name);
                    self.error("bad-override", entry.span, message, help);
                }
                None
            }
        }
    }

    /// The one thing that an override changes.
    fn effect(&mut self, entry: &SectionEntry<'v>, raw: &raw::Override) -> Option<Effect> {
        let given: [(&str, Option<Span>); 5] = [
            ("closed", raw.closed.as_ref().map(|closed| closed.span)),
            ("open", raw.open.as_ref().map(|open| open.span)),
            ("extra", raw.extra.as_ref().map(|extra| extra.span)),
            ("closes", raw.closes.as_ref().map(|closes| closes.span)),
            ("opens", raw.opens.as_ref().map(|opens| opens.span)),
        ];
        let mut given = given.into_iter().filter_map(|(key, span)| Some((key, span?)));
        let help = "write one of `closed = true`, `open = \"10:00-14:00\"`, `extra = \"18:00-20:00\"`, \
                    `closes = 14:00:00` and `opens = 10:00:00`";
        let Some((key, first)) = given.next() else {
            if self.is_whole {
                let message = format!("override `{}` changes nothing", entry.name);
                self.error("bad-override", entry.span, message, help);
            }
            return None;
        };
        if let Some((again, span)) = given.next() {
            let message = format!("override `{}` has both `{key}` and `{again}`", entry.name);
            let diagnostic =
                Diagnostic::error("bad-override", span, message).related(first, "first here").help(help);
            self.diagnostics.push(diagnostic);
            return None;
        }
        let clock = |time: Option<&Placed<TomlTime>>| time.and_then(Placed::given).map(|time| time.0);
        match key {
            "closed" => match raw.closed.as_ref()?.given()? {
                true => Some(Effect::Closed),
                false => {
                    let message = "an override cannot have `closed = false`";
                    self.error(
                        "bad-override",
                        first,
                        message,
                        "say when it is open: `open = \"10:00-14:00\"`",
                    );
                    None
                }
            },
            "open" => self.syntax("bad-hours", raw.open.as_ref()?, DayTimes::parse).map(Effect::Open),
            "extra" => self.syntax("bad-hours", raw.extra.as_ref()?, DayTimes::parse).map(Effect::Extra),
            "closes" => clock(raw.closes.as_ref()).map(Effect::ClosesAt),
            _ => clock(raw.opens.as_ref()).map(Effect::OpensAt),
        }
    }

    /// What becomes of the night before an override. None: what is written cannot be.
    fn night_before(&mut self, raw: &raw::Override, effect: Option<&Effect>) -> Option<NightBefore> {
        let Some(text) = &raw.night_before else { return Some(NightBefore::default()) };
        let value = text.given()?;
        let night_before = match value.trim().replace([' ', '_'], "-").as_str() {
            "goes-on" => NightBefore::GoesOn,
            "ends" => NightBefore::Ends,
            _ => {
                let message = format!("`{value}` is not what can become of a night");
                let help = "write `night_before = \"ends\"`, or \"goes-on\", which holds if nothing is said";
                self.error("bad-override", text.span, message, help);
                return None;
            }
        };
        let (does, instead) = match effect {
            Some(Effect::Extra(_)) => {
                ("only adds hours, and the night before is not among them", "remove it")
            }
            Some(Effect::ClosesAt(_)) => (
                "only ends what begins on its day",
                "write all of the day's times as `open`, which can be with `night_before`",
            ),
            _ => return Some(night_before),
        };
        self.error("bad-override", text.span, format!("this override {does}"), instead);
        None
    }

    /// Reads a text by the rules of hours; what is wrong is underlined where it stands.
    fn syntax<T>(
        &mut self,
        code: &'static str,
        text: &Text,
        parse: impl FnOnce(&str) -> Result<T, SyntaxError>,
    ) -> Option<T> {
        let value = text.given()?;
        match parse(value) {
            Ok(parsed) => Some(parsed),
            Err(SyntaxError { message, range, help }) => {
                let place = text.span.inside_string(self.sources, value, within(value, range));
                self.diagnostics.push(Diagnostic::error(code, place, message).maybe_help(help));
                None
            }
        }
    }
}

/// The range, or the last character where it is empty at the end of the text.
fn within(text: &str, range: Range<usize>) -> Range<usize> {
    if !range.is_empty() || range.start < text.len() {
        return range;
    }
    let last = text.char_indices().next_back().map_or(0, |(at, _)| at);
    last..text.len()
}

impl Exceptions {
    fn of(overrides: &[Option<NamedOverride>], schedules: usize) -> Self {
        let mut exceptions = Self { of_all: Vec::new(), of_one: vec![Vec::new(); schedules] };
        for (order, named) in overrides.iter().enumerate() {
            let Some(named) = named else { continue };
            if named.schedules.is_empty() {
                exceptions.of_all.push((order, named.change.clone()));
            }
            for schedule in &named.schedules {
                exceptions.of_one[schedule.index()].push((order, named.change.clone()));
            }
        }
        exceptions
    }

    /// How many exceptions all schedules have together.
    fn count(&self) -> usize {
        self.of_all.len() * self.of_one.len() + self.of_one.iter().map(Vec::len).sum::<usize>()
    }

    fn for_schedule(&self, index: usize) -> Vec<Override> {
        let mut both: Vec<_> =
            self.of_all.iter().chain(self.of_one.get(index).into_iter().flatten()).collect();
        both.sort_by_key(|(order, _)| *order);
        both.into_iter().map(|(_, change)| change.clone()).collect()
    }
}
