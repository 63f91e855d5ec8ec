//! Single values: texts, numbers, durations, zones, e-mail addresses.

use std::ops::RangeInclusive;

use jiff::SignedDuration;
use jiff::civil::Date;

use super::lowering::PlanLowering;
use super::naming::character;
use crate::base::diagnostic::{Diagnostic, breaks_line, did_you_mean};
use crate::base::document::{Placed, TomlDate};
use crate::base::source::{Span, Spanned};
use crate::number::PhoneNumber;
use crate::plan::key::Key;
use crate::plan::origin::Origin;
use crate::plan::raw::{Allowances, Text};
use crate::time::Zone;
use crate::time::clock_names::zone_called;

/// The years for which hours are known.
const FIRST_YEAR: i16 = 1900;
const LAST_YEAR: i16 = 2199;

/// What a text is for, which decides what may stand in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TextKind {
    /// A name or a topic: short, one line, no braces, so that it can stand in a prompt.
    Name,
    /// A sentence or more.
    Prose,
}

/// What a table says of itself, as it is written.
#[derive(Clone, Copy, Default)]
pub(super) struct TableStatements<'r> {
    pub(super) source: Option<&'r Text>,
    pub(super) assumed: Option<&'r Text>,
    pub(super) allow: Option<&'r Allowances>,
}

/// What this raw table says of itself. Every one has these three keys.
macro_rules! said {
    ($raw:expr) => {
        $crate::plan::lower::values::TableStatements {
            source: $raw.source.as_ref(),
            assumed: $raw.assumed.as_ref(),
            allow: $raw.allow.as_ref(),
        }
    };
}
pub(super) use said;

impl PlanLowering<'_> {
    /// Reports at `span`.
    pub(super) fn error(
        &mut self,
        code: &'static str,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.diagnostics.push(Diagnostic::error(code, span, message).help(help));
    }

    /// A day on which hours are known.
    pub(super) fn day_with_hours(&mut self, day: &Placed<TomlDate>) -> Option<Date> {
        let date = day.given()?.0;
        self.has_hours(date, day.span).then_some(date)
    }

    /// Whether hours are known on a day; says so if not.
    pub(super) fn has_hours(&mut self, date: Date, span: Span) -> bool {
        // A day begins and ends at other instants in other zones.
        if (FIRST_YEAR..=LAST_YEAR).contains(&date.year()) {
            return true;
        }
        let message =
            format!("{date} is outside the years {FIRST_YEAR} to {LAST_YEAR}, for which hours are known");
        self.error("out-of-range", span, message, "check the year for a typo");
        false
    }

    /// A text that says something and can be shown.
    pub(super) fn text(&mut self, text: &Text, kind: TextKind) -> Option<String> {
        let value = text.given()?;
        let span = text.span;
        if value.trim().is_empty() {
            self.error("empty-text", span, "this text is empty", "write something, or remove the key");
            return None;
        }
        let is_forbidden = |c: char| breaks_line(c) && (kind == TextKind::Name || !matches!(c, '\n' | '\r'));
        if let Some((at, c)) = value.char_indices().find(|&(_, c)| is_forbidden(c)) {
            let place = span.inside_string(self.sources, value, at..at + c.len_utf8());
            let message = format!("this text contains {}", character(c));
            self.error(
                "control-character",
                place,
                message,
                "remove it; texts can be spoken or shown anywhere",
            );
            return None;
        }
        let limit = match kind {
            TextKind::Name => self.limits.name_characters,
            TextKind::Prose => self.limits.prompt_characters,
        };
        // Bytes first: few texts are so long that their characters need counting.
        if value.len() > limit && value.chars().count() > limit {
            let message = format!("this text has {} characters; the limit is {limit}", value.chars().count());
            self.error("text-too-long", span, message, "use fewer words");
            return None;
        }
        if kind == TextKind::Name
            && let Some(at) = value.find(['{', '}'])
        {
            let place = span.inside_string(self.sources, value, at..at + 1);
            let help = "a name is spoken as it is written; placeholders belong in `say`";
            self.error("brace-in-name", place, "a name cannot contain braces", help);
            return None;
        }
        Some(value.clone())
    }

    /// A name, short and on one line. None: not given, or not usable, which has been reported.
    pub(super) fn name(&mut self, text: Option<&Text>) -> Option<String> {
        text.and_then(|text| self.text(text, TextKind::Name))
    }

    /// Names, those that can be used.
    pub(super) fn names(&mut self, texts: &[Text]) -> Vec<String> {
        texts.iter().filter_map(|text| self.text(text, TextKind::Name)).collect()
    }

    /// What a table says of itself.
    pub(super) fn origin(&mut self, span: Span, said: &TableStatements<'_>) -> Origin {
        let mut placed = |text: Option<&Text>| {
            let text = text?;
            Some(Spanned { value: self.text(text, TextKind::Prose)?, span: text.span })
        };
        let (source, assumed) = (placed(said.source), placed(said.assumed));
        Origin { span, source, assumed, allowed: self.allowances(said.allow) }
    }

    /// A duration such as `5s` or `1m 30s`.
    pub(super) fn duration(
        &mut self,
        text: &Text,
        bounds: &RangeInclusive<SignedDuration>,
    ) -> Option<SignedDuration> {
        let value = text.given()?;
        let Ok(duration) = value.trim().parse::<SignedDuration>() else {
            let message = format!("`{}` is not a duration", value.escape_debug());
            self.error(
                "bad-duration",
                text.span,
                message,
                "write it with a unit, as in \"5s\", \"2m\" or \"1m 30s\"",
            );
            return None;
        };
        if !bounds.contains(&duration) {
            let (least, most) = (bounds.start(), bounds.end());
            let message = format!("this must be from {least:#} to {most:#}, not {duration:#}");
            self.error("out-of-range", text.span, message, format!("choose from {least:#} to {most:#}"));
            return None;
        }
        Some(duration)
    }

    /// A whole number within bounds.
    pub(super) fn whole(
        &mut self,
        key: &str,
        number: &Placed<i64>,
        bounds: RangeInclusive<u16>,
    ) -> Option<u16> {
        let &value = number.given()?;
        let inside = u16::try_from(value).ok().filter(|value| bounds.contains(value));
        if inside.is_none() {
            let (least, most) = (bounds.start(), bounds.end());
            let message = format!("`{key}` must be from {least} to {most}, not {value}");
            self.error("out-of-range", number.span, message, format!("choose from {least} to {most}"));
        }
        inside
    }

    /// A time zone by its IANA name.
    pub(super) fn zone(&mut self, text: &Text) -> Option<Zone> {
        let value = text.given()?;
        // The database knows `EST` and the like as zones without daylight saving, which nobody means by them.
        let nickname = zone_called(value.trim());
        if let Some(zone) = Zone::named(value)
            && nickname.is_none_or(|meant| meant.is_same_clock(zone))
        {
            return Some(zone);
        }
        let help = match nickname.map(Zone::name).or_else(|| self.nearest_zone(value)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "zones are named after cities, as in `America/New_York` and `America/Chicago`".to_owned(),
        };
        let message = format!("`{}` is not the name of a time zone", value.escape_debug());
        self.error("bad-zone", text.span, message, help);
        None
    }

    /// A phone number in any usual spelling, without an extension.
    pub(super) fn phone_number(&mut self, text: &Text) -> Option<Spanned<PhoneNumber>> {
        let value = text.given()?;
        match PhoneNumber::parse(value, self.country) {
            Ok(dialled) if dialled.extension.is_some() => {
                let help = "write only the number; callers reach an extension through the keys of a menu or an input";
                self.error("bad-number", text.span, "this number has an extension", help);
                None
            }
            Ok(dialled) => Some(Spanned { value: dialled.number, span: text.span }),
            Err(fault) => {
                let place = text.span.inside_string(self.sources, value, fault.at.clone());
                let help = "write it in any usual spelling, as in \"1-800-555-0100\", or with + and the country code";
                self.error("bad-number", place, fault.to_string(), help);
                None
            }
        }
    }

    /// One key of a phone.
    pub(super) fn key(&mut self, text: &Text) -> Option<Key> {
        let value = text.given()?;
        let mut characters = value.chars();
        let key = characters.next().and_then(Key::new).filter(|_| characters.next().is_none());
        if key.is_none() {
            let message = format!("`{}` is not a phone key", value.escape_debug());
            let longer = value.len() > 1 && value.chars().all(|c| Key::new(c).is_some());
            let help = if longer {
                "a key is one of 0 to 9, `*` and `#`; entries of several digits belong in an input"
            } else {
                "a key is one of 0 to 9, `*` and `#`; write `\"*\"` and `\"#\"` in quotes"
            };
            self.error("bad-key", text.span, message, help);
        }
        key
    }

    /// An e-mail address: one `@` with something before it and a domain behind it.
    pub(super) fn email(&mut self, text: &Text) -> Option<String> {
        let value = self.text(text, TextKind::Name)?;
        let is_address = value.split_once('@').is_some_and(|(who, domain)| {
            let labels = || domain.split('.');
            !who.is_empty()
                && !domain.contains('@')
                && labels().count() > 1
                && labels().all(|label| !label.is_empty())
        });
        if !is_address || value.contains(char::is_whitespace) {
            let message = format!("`{}` is not an e-mail address", value.escape_debug());
            self.error("bad-email", text.span, message, "write it as in \"dealers@example.com\"");
            return None;
        }
        Some(value)
    }
}

impl PlanLowering<'_> {
    fn nearest_zone(&mut self, word: &str) -> Option<&'static str> {
        if !self.may_compare(2 * Zone::COUNT) {
            return None;
        }
        let folded = word.trim().replace(' ', "_");
        let names = || Zone::all().map(Zone::name);
        // "Chicago" is no typing error for "America/Chicago", but it is what people write.
        let city =
            |name: &&str| name.rsplit('/').next().is_some_and(|city| city.eq_ignore_ascii_case(&folded));
        names().find(city).or_else(|| did_you_mean(&folded, names()))
    }
}
