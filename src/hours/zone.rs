//! Time zones: the one module that knows both zone libraries.
//!
//! chrono-tz gives the names (a closed, `Copy` set that can be an array index); jiff gives offsets and transitions,
//! because its bundled data is newer: tz data 2025b, which chrono-tz 0.10.4 embeds, has Vancouver, Edmonton and
//! Winnipeg an hour off in winter from 2026-11-01.

use std::str::FromStr as _;
use std::sync::OnceLock;

use chrono_tz::Tz;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// A time zone of the IANA database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Zone(Tz);

impl Zone {
    /// Coordinated Universal Time.
    pub const UTC: Self = Self(Tz::UTC);

    /// The zone of this IANA name, such as `America/New_York`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Tz::from_str(name).ok().map(Self)
    }

    /// The IANA name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// The zone's offsets and transitions.
    #[must_use]
    pub fn rules(self) -> &'static TimeZone {
        static RULES: [OnceLock<TimeZone>; chrono_tz::TZ_VARIANTS.len()] =
            [const { OnceLock::new() }; chrono_tz::TZ_VARIANTS.len()];
        RULES[self.0 as usize].get_or_init(|| TimeZone::get(self.name()).unwrap_or(TimeZone::UTC))
    }

    /// The wall clock in this zone at an instant.
    #[must_use]
    pub fn wall_clock(self, at: Timestamp) -> DateTime {
        self.rules().to_datetime(at)
    }
}

impl From<Tz> for Zone {
    fn from(zone: Tz) -> Self {
        Self(zone)
    }
}
