//! From what a clock has shown to instants: one, none where it was set forward, two where it was set back.

use jiff::Timestamp;

use crate::time::Zone;

/// The clock of a zone in a stretch of time.
#[derive(Clone, Debug)]
pub struct RecordClock {
    /// The zone.
    pub zone: Zone,
    /// From when on the clock is so many seconds ahead of UTC; the first from the beginning of time.
    steps: Vec<(i64, i64)>,
}

/// The instants, in seconds since 1970 UTC, at which a clock has shown a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShownInstants {
    /// At one.
    Once(i64),
    /// At two: it was set back.
    Twice(i64, i64),
    /// At none: it was set forward.
    Never,
}

impl RecordClock {
    /// The clock of a zone for readings between two, each in seconds since 1970 as if it were one of UTC.
    #[must_use]
    pub fn new(zone: Zone, first: i64, last: i64) -> Self {
        const DAY: i64 = 86_400;
        let instant = |second: i64| Timestamp::from_second(second).unwrap_or(Timestamp::MAX);
        let begin = instant(first - 2 * DAY);
        let mut steps = vec![(i64::MIN, offset(zone, begin))];
        let changes = zone.rules().following(begin);
        for change in changes.take_while(|change| change.timestamp().as_second() <= last + 2 * DAY) {
            steps.push((change.timestamp().as_second(), offset(zone, change.timestamp())));
        }
        Self { zone, steps }
    }

    /// When it has shown a reading.
    #[must_use]
    pub fn shown(&self, reading: i64) -> ShownInstants {
        let mut found = ShownInstants::Never;
        for (index, &(from, ahead)) in self.steps.iter().enumerate() {
            let at = reading - ahead;
            let until = self.steps.get(index + 1).map_or(i64::MAX, |next| next.0);
            if (from..until).contains(&at) {
                found = match found {
                    ShownInstants::Once(earlier) if earlier != at => ShownInstants::Twice(earlier, at),
                    _ => ShownInstants::Once(at),
                };
            }
        }
        found
    }

    /// What it shows at an instant, in seconds since 1970 as if it were a clock of UTC.
    #[must_use]
    pub fn reading(&self, at: i64) -> i64 {
        let step = self.steps.partition_point(|&(from, _)| from <= at).max(1);
        at + self.steps[step - 1].1
    }
}

fn offset(zone: Zone, at: Timestamp) -> i64 {
    i64::from(zone.rules().to_offset(at).seconds())
}

impl ShownInstants {
    /// The first instant, if there is one.
    #[must_use]
    pub fn first(self) -> Option<i64> {
        match self {
            Self::Once(at) | Self::Twice(at, _) => Some(at),
            Self::Never => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::LocalTimeResolution;

    #[test]
    fn every_reading_is_what_the_zone_makes_of_it() {
        for name in ["America/New_York", "UTC", "America/Phoenix", "Europe/London", "Australia/Lord_Howe"] {
            let zone = Zone::named(name).expect("a zone");
            let year = 1_767_225_600..1_798_761_600_i64;
            let clock = RecordClock::new(zone, year.start, year.end);
            for reading in year.step_by(1_800 - 1) {
                let civil = Timestamp::from_second(reading)
                    .expect("a time")
                    .to_zoned(jiff::tz::TimeZone::UTC)
                    .datetime();
                let expected = match zone.resolve(civil) {
                    LocalTimeResolution::Once(at) => ShownInstants::Once(at.as_second()),
                    LocalTimeResolution::Gap { .. } => ShownInstants::Never,
                    LocalTimeResolution::Fold { earlier, later } => {
                        ShownInstants::Twice(earlier.as_second(), later.as_second())
                    }
                };
                assert_eq!(clock.shown(reading), expected, "{name} {civil}");
                if let Some(at) = expected.first() {
                    assert_eq!(clock.reading(at), reading);
                }
            }
        }
    }
}
