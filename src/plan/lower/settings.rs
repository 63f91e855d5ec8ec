//! The plan's own table.

use jiff::SignedDuration;
use jiff::civil::Date;

use super::lowering::PlanLowering;
use super::values::{TextKind, said};
use crate::base::document::{Shape, TableOwner, decode};
use crate::base::source::Span;
use crate::number::UnknownCountry;
use crate::plan::origin::Origin;
use crate::plan::prompt::Speech;
use crate::plan::sections::SectionEntry;
use crate::plan::{defaults, raw};
use crate::time::Zone;

/// What `[plan]` says, apart from what lowering itself needs.
pub(super) struct Settings {
    pub(super) name: String,
    pub(super) effective: Date,
    pub(super) unknown_caller_zone: Zone,
    pub(super) has_explicit_unknown_caller_zone: bool,
    pub(super) call_limit: SignedDuration,
    pub(super) speech: Speech,
    pub(super) origin: Origin,
}

/// What a later `[plan]` says.
pub(super) struct PlanUpdate {
    name: Option<String>,
    effective: Date,
    origin: Origin,
}

impl PlanUpdate {
    pub(super) fn apply(self, settings: &mut Settings) {
        let Self { name, effective, origin } = self;
        if let Some(name) = name {
            settings.name = name;
        }
        settings.effective = effective;
        settings.origin = origin;
    }
}

impl<'v> PlanLowering<'v> {
    /// What a later `[plan]` says, and what it takes out of the plan before, each with its place.
    pub(super) fn update(&mut self, entry: &SectionEntry<'v>) -> Option<(PlanUpdate, Vec<(String, Span)>)> {
        let raw: raw::PlanChange = self.decode(entry, "what changes")?;
        let name = self.name(raw.name.as_ref());
        let effective = self.day_with_hours(&raw.effective);
        let origin = self.origin(entry.span, &said!(raw));
        let without =
            raw.without.iter().filter_map(|text| Some((text.given()?.clone(), text.span))).collect();
        Some((PlanUpdate { name, effective: effective?, origin }, without))
    }

    /// Reads an entry's table; everything that is wrong with its shape is reported.
    pub(super) fn decode<T: Shape>(&mut self, entry: &SectionEntry<'v>, words: &str) -> Option<T> {
        decode(entry.document, entry.value, TableOwner { words, span: entry.span }, &mut self.diagnostics)
    }

    pub(super) fn settings(&mut self, entry: &SectionEntry<'v>) -> Option<Settings> {
        let raw: raw::Plan = self.decode(entry, "the plan")?;
        let name = self.text(&raw.name, TextKind::Name);
        let zone = self.zone(&raw.timezone);
        self.zone = zone.unwrap_or(Zone::UTC);
        let unknown_caller_zone = match &raw.unknown_caller_timezone {
            Some(text) => self.zone(text),
            None => zone,
        };
        if let Some(text) = &raw.country
            && let Some(value) = text.given()
        {
            if let Ok(country) = value.parse() {
                self.country = country;
            } else {
                let message =
                    format!("`{}` is not the code of a country that is known", value.escape_debug());
                self.error("bad-country", text.span, message, UnknownCountry.to_string());
            }
        }
        if let Some(code) = &raw.language
            && let Some(language) = self.language_code(code)
        {
            self.language = language;
        }
        let effective = self.day_with_hours(&raw.effective);
        let bounds = SignedDuration::from_mins(1)..=SignedDuration::from_hours(24);
        let call_limit = match &raw.call_limit {
            Some(text) => self.duration(text, &bounds),
            None => Some(defaults::CALL_LIMIT),
        };
        let words_per_minute = match &raw.words_per_minute {
            Some(number) => self.whole("words_per_minute", number, 40..=600),
            None => Some(defaults::WORDS_PER_MINUTE),
        };
        let origin = self.origin(entry.span, &said!(raw));
        Some(Settings {
            name: name?,
            effective: effective?,
            unknown_caller_zone: unknown_caller_zone?,
            has_explicit_unknown_caller_zone: raw.unknown_caller_timezone.is_some(),
            call_limit: call_limit?,
            speech: Speech { words_per_minute: words_per_minute? },
            origin,
        })
    }
}
