//! Time zones: the one module that knows both zone libraries.
//!
//! chrono-tz gives the names (a closed, `Copy` set that can be an array index); jiff gives offsets and
//! transitions, because its bundled data is newer: tz data 2025b, which chrono-tz 0.10.4 embeds, has
//! Vancouver, Edmonton and Winnipeg an hour off in winter from 2026-11-01.

use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr as _;
use std::sync::{LazyLock, OnceLock};

use chrono_tz::{TZ_VARIANTS, Tz};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};

/// A time zone of the IANA database. Zones are ordered by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Zone(Tz);

/// The beginnings of 2021 and of 2051: the time within which zones are one clock or are not.
const SAME_FROM: Timestamp = Timestamp::constant(1_609_459_200, 0);
const SAME_TO: Timestamp = Timestamp::constant(2_556_144_000, 0);

/// In whose zone a schedule's times are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ScheduleZone {
    /// Always in this one.
    Fixed(Zone),
    /// In the caller's: it is open at different instants for different callers.
    Caller,
}

impl ScheduleZone {
    /// What people call its clock: "Eastern", "local time".
    #[must_use]
    pub fn spoken(self) -> &'static str {
        match self {
            Self::Fixed(zone) => zone.spoken(),
            Self::Caller => "local time",
        }
    }
}

/// What a wall-clock reading means in a zone: one instant, or a choice that only a person can make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocalTimeResolution {
    /// The clock shows this reading once.
    Once(Timestamp),
    /// The clock is put forward and skips this reading.
    Gap {
        /// The instant meant by someone whose clock still runs as before the change (the later instant of the
        /// two).
        before: Timestamp,
        /// The instant meant by someone whose clock already runs as after the change.
        after: Timestamp,
    },
    /// The clock is put back and shows this reading twice.
    Fold {
        /// The first time the clock shows it.
        earlier: Timestamp,
        /// The second time.
        later: Timestamp,
    },
}

impl Zone {
    /// Coordinated Universal Time.
    pub const UTC: Self = Self(Tz::UTC);

    /// How many zones there are: every [`Zone::index`] is below it.
    pub const COUNT: usize = TZ_VARIANTS.len();

    /// The zone of this typed name: for tables of facts, which are constants.
    #[must_use]
    pub(crate) const fn of(zone: Tz) -> Self {
        Self(zone)
    }

    /// The zone of this IANA name, such as `America/New_York`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Tz::from_str(name).ok().map(Self)
    }

    /// Every zone, aliases included, in the order of [`Zone::index`].
    pub fn all() -> impl ExactSizeIterator<Item = Self> {
        TZ_VARIANTS.iter().copied().map(Self)
    }

    /// The IANA name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// The zone's place in [`Zone::all`], for tables with one entry per zone.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// The zone's offsets and transitions.
    #[must_use]
    pub fn rules(self) -> &'static TimeZone {
        static RULES: [OnceLock<TimeZone>; Zone::COUNT] = [const { OnceLock::new() }; Zone::COUNT];
        // Both libraries bundle the whole database, so the name is always known: a test looks up every one.
        RULES[self.index()].get_or_init(|| TimeZone::get(self.name()).unwrap_or(TimeZone::UTC))
    }

    /// Whether both are one clock: all that the two zones show from 2021 to 2051 is the same, by the data at hand. Links are,
    /// and so are places that keep the time of others, as Detroit does that of New York. The table of area codes takes zones
    /// for one by the same measure.
    #[must_use]
    pub fn is_same_clock(self, other: Self) -> bool {
        self == other || self.clock() == other.clock()
    }

    /// The first of the zones that are the same clock.
    fn clock(self) -> usize {
        static CLOCKS: LazyLock<Vec<usize>> = LazyLock::new(|| {
            let mut known: HashMap<Vec<(Timestamp, Offset)>, usize> = HashMap::new();
            let shown = |zone: Zone| {
                let rules = zone.rules();
                let mut shown = vec![(SAME_FROM, rules.to_offset(SAME_FROM))];
                let changes = rules.following(SAME_FROM).take_while(|change| change.timestamp() < SAME_TO);
                // A change of the name alone is none.
                for change in changes {
                    if shown.last().is_none_or(|(_, offset)| *offset != change.offset()) {
                        shown.push((change.timestamp(), change.offset()));
                    }
                }
                shown
            };
            Zone::all().map(|zone| *known.entry(shown(zone)).or_insert(zone.index())).collect()
        });
        CLOCKS[self.index()]
    }

    /// What the clock is called in short in this zone, in lower case: `est` and `edt`. Zones without such names have none.
    pub fn abbreviations(self) -> impl Iterator<Item = String> {
        // One day of each half of a year that is like those to come.
        let days = ["2027-01-15T12:00:00Z", "2027-07-15T12:00:00Z"].into_iter();
        let short = move |day: &str| {
            let at: Timestamp = day.parse().ok()?;
            let name = self.rules().to_offset_info(at).abbreviation().to_lowercase();
            Some(name).filter(|name| name.chars().all(char::is_alphabetic))
        };
        days.filter_map(short)
    }

    /// The wall clock in this zone at an instant.
    #[must_use]
    pub fn wall_clock(self, at: Timestamp) -> DateTime {
        self.rules().to_datetime(at)
    }

    /// The instants that a wall-clock reading can mean in this zone. Readings at the very ends of the
    /// calendar, which no instant can express, give the nearest instant.
    #[must_use]
    pub fn resolve(self, reading: DateTime) -> LocalTimeResolution {
        let at = |offset: Offset| {
            let nearest = if reading.year() < 0 { Timestamp::MIN } else { Timestamp::MAX };
            offset.to_timestamp(reading).unwrap_or(nearest)
        };
        match self.rules().to_ambiguous_timestamp(reading).offset() {
            AmbiguousOffset::Unambiguous { offset } => LocalTimeResolution::Once(at(offset)),
            AmbiguousOffset::Gap { before, after } => {
                LocalTimeResolution::Gap { before: at(before), after: at(after) }
            }
            AmbiguousOffset::Fold { before, after } => {
                LocalTimeResolution::Fold { earlier: at(before), later: at(after) }
            }
        }
    }

    /// The instant at which a day begins here: midnight, or when the clock has been put forward past it.
    #[must_use]
    pub fn start_of(self, day: Date) -> Timestamp {
        match self.resolve(day.to_datetime(Time::midnight())) {
            LocalTimeResolution::Once(at)
            | LocalTimeResolution::Fold { earlier: at, .. }
            | LocalTimeResolution::Gap { before: at, .. } => at,
        }
    }

    /// How many seconds longer than 24 hours a day is, because its clock is put back; less than none if it is put forward.
    #[must_use]
    pub fn longer_by(self, day: Date) -> i64 {
        type Days = Box<[(Date, i64)]>;
        /// The days of each zone on which the clock changes, from 1900 to 2199.
        static DAYS: [OnceLock<Days>; Zone::COUNT] = [const { OnceLock::new() }; Zone::COUNT];
        const YEARS: RangeInclusive<i16> = 1900..=2199;
        let longer_by = |day: Date| {
            let next = day.tomorrow().unwrap_or(day);
            self.start_of(next).duration_since(self.start_of(day)).as_secs() - 86_400
        };
        if !YEARS.contains(&day.year()) {
            return longer_by(day);
        }
        let days = DAYS[self.index()].get_or_init(|| {
            let before = self.start_of(Date::constant(1899, 12, 25));
            let dates =
                self.rules().following(before).map(|change| self.wall_clock(change.timestamp()).date());
            let dates = dates.take_while(|date| date.year() <= *YEARS.end());
            let around = dates.flat_map(|date| [date.yesterday().ok(), Some(date), date.tomorrow().ok()]);
            let days: BTreeSet<Date> = around.flatten().collect();
            let changed = days.into_iter().map(|day| (day, longer_by(day)));
            changed.filter(|(_, longer)| *longer != 0).collect()
        });
        days.binary_search_by_key(&day, |(day, _)| *day).map_or(0, |place| days[place].1)
    }

    /// The zone as people say it after a time of day: "Eastern", "Arizona", else its city ("Paris").
    ///
    /// A shared name is given only to zones that keep the same time as their namesake: a caller who hears "8
    /// AM Pacific" may put the clock of Los Angeles to it. Vancouver, on permanent time since 2026, is
    /// "Vancouver".
    #[must_use]
    pub fn spoken(self) -> &'static str {
        static NAMES: [OnceLock<String>; Zone::COUNT] = [const { OnceLock::new() }; Zone::COUNT];
        let name = self.name();
        NAMES[self.index()].get_or_init(|| {
            let city = name.rsplit('/').next().unwrap_or(name).replace('_', " ");
            SPOKEN
                .iter()
                .find(|(_, zones)| zones.contains(&name))
                .map_or(city, |(spoken, _)| (*spoken).to_owned())
        })
    }
}

/// Regional names, each with the zones that keep its time; the first is the namesake. Held by a test against
/// the transitions of the bundled data.
const SPOKEN: &[(&str, &[&str])] = &[
    (
        "Eastern",
        &[
            "America/New_York",
            "US/Eastern",
            "EST5EDT",
            "America/Detroit",
            "US/Michigan",
            "America/Toronto",
            "Canada/Eastern",
            "America/Montreal",
            "America/Nipigon",
            "America/Thunder_Bay",
            "America/Iqaluit",
            "America/Pangnirtung",
            "America/Indiana/Indianapolis",
            "America/Indianapolis",
            "America/Fort_Wayne",
            "US/East-Indiana",
            "America/Indiana/Marengo",
            "America/Indiana/Petersburg",
            "America/Indiana/Vevay",
            "America/Indiana/Vincennes",
            "America/Indiana/Winamac",
            "America/Kentucky/Louisville",
            "America/Louisville",
            "America/Kentucky/Monticello",
        ],
    ),
    (
        "Central",
        &[
            "America/Chicago",
            "US/Central",
            "CST6CDT",
            "America/Menominee",
            "America/Indiana/Knox",
            "America/Knox_IN",
            "US/Indiana-Starke",
            "America/Indiana/Tell_City",
            "America/North_Dakota/Beulah",
            "America/North_Dakota/Center",
            "America/North_Dakota/New_Salem",
        ],
    ),
    (
        "Mountain",
        &["America/Denver", "US/Mountain", "MST7MDT", "Navajo", "America/Shiprock", "America/Boise"],
    ),
    ("Pacific", &["America/Los_Angeles", "US/Pacific", "PST8PDT"]),
    ("Arizona", &["America/Phoenix", "US/Arizona", "MST"]),
    (
        "Alaska",
        &[
            "America/Anchorage",
            "US/Alaska",
            "America/Juneau",
            "America/Sitka",
            "America/Nome",
            "America/Yakutat",
            "America/Metlakatla",
        ],
    ),
    ("Hawaii", &["Pacific/Honolulu", "US/Hawaii", "HST", "Pacific/Johnston"]),
    (
        "Atlantic",
        &["America/Halifax", "Canada/Atlantic", "America/Glace_Bay", "America/Moncton", "America/Goose_Bay"],
    ),
    // Named after provinces whose other cities keep another time, or whose time has another name by now.
    ("Winnipeg", &["America/Winnipeg", "Canada/Central"]),
    ("Edmonton", &["America/Edmonton", "Canada/Mountain"]),
    ("Vancouver", &["America/Vancouver", "Canada/Pacific"]),
    ("Newfoundland", &["America/St_Johns", "Canada/Newfoundland"]),
    ("Saskatchewan", &["America/Regina", "Canada/Saskatchewan", "America/Swift_Current"]),
    ("Yukon", &["America/Whitehorse", "Canada/Yukon", "America/Dawson"]),
    ("UTC", &["UTC", "Etc/UTC", "Etc/UCT", "UCT", "Etc/Universal", "Universal", "Etc/Zulu", "Zulu"]),
];

impl Ord for Zone {
    fn cmp(&self, other: &Self) -> Ordering {
        self.name().cmp(other.name())
    }
}

impl PartialOrd for Zone {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn zone(name: &str) -> Zone {
        Zone::named(name).unwrap()
    }

    fn instant(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn every_zone_has_rules_and_an_index_of_its_own() {
        for (index, zone) in Zone::all().enumerate() {
            assert_eq!(zone.index(), index);
            assert_eq!(Zone::named(zone.name()), Some(zone));
            assert!(TimeZone::get(zone.name()).is_ok(), "{zone}");
        }
    }

    #[test]
    fn days_are_longer_by_what_their_clock_is_put_back() {
        assert_eq!(zone("America/New_York").longer_by(date(2026, 3, 8)), -3_600);
        assert_eq!(zone("America/New_York").longer_by(date(2026, 11, 1)), 3_600);
        assert_eq!(zone("Australia/Lord_Howe").longer_by(date(2026, 4, 5)), 1_800);
        for name in ["America/New_York", "Africa/Cairo", "Pacific/Apia", "Africa/Casablanca", "UTC"] {
            let zone = zone(name);
            let mut day = date(1899, 12, 1);
            while day < date(2201, 1, 1) {
                let next = day.tomorrow().unwrap();
                let length = zone.start_of(next).duration_since(zone.start_of(day)).as_secs();
                assert_eq!(zone.longer_by(day), length - 86_400, "{name} on {day}");
                day = next;
            }
        }
    }

    #[test]
    fn a_day_begins_when_the_clock_shows_it_first() {
        let start = |name: &str, day| zone(name).start_of(day).to_string();
        assert_eq!(start("America/New_York", date(2026, 3, 8)), "2026-03-08T05:00:00Z");
        // Midnight is skipped: the day begins at 1 AM.
        assert_eq!(start("Africa/Cairo", date(2024, 4, 26)), "2024-04-25T22:00:00Z");
        // The whole day is skipped: it begins and ends at once.
        assert_eq!(start("Pacific/Apia", date(2011, 12, 30)), start("Pacific/Apia", date(2011, 12, 31)));
        // Midnight comes twice: the day begins with the first.
        assert_eq!(start("America/Havana", date(2024, 11, 3)), "2024-11-03T04:00:00Z");
    }

    #[test]
    fn an_hour_that_the_spring_skips_has_two_readings() {
        let reading = date(2026, 3, 8).at(2, 30, 0, 0);
        let before = instant("2026-03-08T07:30:00Z");
        let after = instant("2026-03-08T06:30:00Z");
        assert_eq!(zone("America/New_York").resolve(reading), LocalTimeResolution::Gap { before, after });
    }

    #[test]
    fn an_hour_that_the_autumn_repeats_is_two_instants() {
        let reading = date(2026, 11, 1).at(1, 30, 0, 0);
        let earlier = instant("2026-11-01T05:30:00Z");
        let later = instant("2026-11-01T06:30:00Z");
        assert_eq!(zone("America/New_York").resolve(reading), LocalTimeResolution::Fold { earlier, later });
        assert_eq!(
            zone("America/Phoenix").resolve(reading),
            LocalTimeResolution::Once(instant("2026-11-01T08:30:00Z"))
        );
    }

    #[test]
    fn the_ends_of_the_calendar_resolve_without_panic() {
        for zone in Zone::all() {
            let _ = zone.resolve(DateTime::MIN);
            let _ = zone.resolve(DateTime::MAX);
        }
    }

    #[test]
    fn zones_are_said_as_people_say_them() {
        for (name, spoken) in [
            ("America/New_York", "Eastern"),
            ("America/Chicago", "Central"),
            ("America/Boise", "Mountain"),
            ("US/Pacific", "Pacific"),
            ("America/Phoenix", "Arizona"),
            ("America/St_Johns", "Newfoundland"),
            ("America/Argentina/Buenos_Aires", "Buenos Aires"),
            ("Europe/Paris", "Paris"),
            ("America/Vancouver", "Vancouver"),
            ("UTC", "UTC"),
        ] {
            assert_eq!(zone(name).spoken(), spoken);
        }
    }

    #[test]
    fn zones_are_one_clock_by_what_they_show_and_not_by_name() {
        for (one, other) in [
            ("America/New_York", "US/Eastern"),
            ("America/New_York", "America/Detroit"),
            ("America/New_York", "America/Indiana/Indianapolis"),
            ("America/Denver", "America/Boise"),
            ("America/Phoenix", "MST"),
            ("Pacific/Honolulu", "US/Hawaii"),
            ("America/Halifax", "Canada/Atlantic"),
            ("UTC", "Etc/UTC"),
            ("Asia/Kolkata", "Asia/Calcutta"),
        ] {
            assert!(
                zone(one).is_same_clock(zone(other)) && zone(other).is_same_clock(zone(one)),
                "{one} {other}"
            );
        }
        for (one, other) in [
            ("America/New_York", "America/Chicago"),
            ("America/New_York", "America/Panama"),
            ("America/Denver", "America/Phoenix"),
            ("America/Los_Angeles", "America/Vancouver"),
            ("America/Chicago", "America/Regina"),
            ("UTC", "Europe/London"),
        ] {
            assert!(!zone(one).is_same_clock(zone(other)), "{one} {other}");
        }
    }

    #[test]
    fn zones_that_share_a_spoken_name_keep_the_same_time() {
        let from = instant("2026-11-15T00:00:00Z");
        for (spoken, zones) in SPOKEN {
            let namesake = zone(zones[0]);
            let mut instants = vec![from];
            instants.extend(namesake.rules().following(from).take(12).map(|change| change.timestamp()));
            for name in *zones {
                let zone = zone(name);
                instants.extend(zone.rules().following(from).take(12).map(|change| change.timestamp()));
                for at in &instants {
                    assert_eq!(
                        zone.wall_clock(*at),
                        namesake.wall_clock(*at),
                        "{name} is not {spoken} at {at}"
                    );
                }
            }
        }
    }
}
