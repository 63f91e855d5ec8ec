//! What people call the clocks of zones, wherever a text names one: a plan, a prompt, an answer.

use super::zone::Zone;

/// What people call the clock of a zone.
struct ClockNames {
    zone: &'static str,
    /// Words that tell it without a place: "eastern".
    words: &'static [&'static str],
    /// Abbreviations. Nobody who says EST in summer means another clock than that of the place.
    short: &'static [&'static str],
    /// Places whose name people put to a time: coasts, states that keep one time, and cities that no zone is named after.
    places: &'static [&'static str],
}

const CLOCKS: [ClockNames; 12] = [
    ClockNames {
        zone: "America/New_York",
        words: &["eastern"],
        short: &["ET", "EST", "EDT"],
        places: &[
            "east coast",
            "eastern seaboard",
            "atlanta",
            "baltimore",
            "boston",
            "charlotte",
            "cleveland",
            "miami",
            "new york city",
            "orlando",
            "philadelphia",
            "pittsburgh",
            "connecticut",
            "delaware",
            "georgia",
            "maine",
            "maryland",
            "massachusetts",
            "new jersey",
            "north carolina",
            "ohio",
            "pennsylvania",
            "south carolina",
            "vermont",
            "virginia",
            "nyc",
        ],
    },
    ClockNames {
        zone: "America/Chicago",
        words: &["central"],
        short: &["CT", "CST", "CDT"],
        places: &[
            "midwest",
            "austin",
            "dallas",
            "houston",
            "kansas city",
            "memphis",
            "milwaukee",
            "minneapolis",
            "nashville",
            "new orleans",
            "omaha",
            "saint louis",
            "san antonio",
            "st louis",
            "alabama",
            "illinois",
            "iowa",
            "minnesota",
            "wisconsin",
        ],
    },
    ClockNames {
        zone: "America/Denver",
        words: &["mountain"],
        short: &["MT", "MST", "MDT"],
        places: &["albuquerque", "salt lake city", "colorado", "new mexico", "utah"],
    },
    ClockNames {
        zone: "America/Los_Angeles",
        words: &["pacific"],
        short: &["PT", "PST", "PDT"],
        places: &[
            "west coast",
            "las vegas",
            "sacramento",
            "san diego",
            "san francisco",
            "seattle",
            "california",
            "nevada",
            "la",
        ],
    },
    ClockNames { zone: "America/Phoenix", words: &["arizona"], short: &[], places: &["arizona", "az"] },
    ClockNames {
        zone: "America/Anchorage",
        words: &["alaska", "alaskan"],
        short: &["AKST", "AKDT", "AKT"],
        places: &["alaska"],
    },
    ClockNames {
        zone: "Pacific/Honolulu",
        words: &["hawaii", "hawaiian"],
        short: &["HST", "HAST", "HT"],
        places: &["hawaii"],
    },
    ClockNames { zone: "America/Halifax", words: &["atlantic"], short: &["AST", "ADT"], places: &[] },
    ClockNames {
        zone: "America/St_Johns",
        words: &["newfoundland"],
        short: &["NST", "NDT", "NT"],
        places: &["st john's", "st johns"],
    },
    ClockNames { zone: "America/Puerto_Rico", words: &[], short: &[], places: &["puerto rico", "san juan"] },
    ClockNames { zone: "Europe/Berlin", words: &[], short: &["CET"], places: &[] },
    ClockNames { zone: "UTC", words: &["zulu"], short: &["GMT", "UTC", "Z", "GMT+0"], places: &[] },
];

/// The zone of a word such as "eastern", in small letters.
pub(crate) fn zone_of_word(word: &str) -> Option<Zone> {
    zone_of(word, |names| names.words)
}

/// The zone of an abbreviation, in capitals.
pub(crate) fn zone_of_abbreviation(short: &str) -> Option<Zone> {
    zone_of(short, |names| names.short)
}

/// The zone whose clock a place keeps, in small letters: "boston", "west coast".
pub(crate) fn zone_of_place(place: &str) -> Option<Zone> {
    zone_of(place, |names| names.places)
}

/// The zone of a name of whichever kind, where nothing but a clock can be meant: "Eastern", "et", "Mountain time", "Boston".
pub(crate) fn zone_called(name: &str) -> Option<Zone> {
    let lower = name.to_lowercase();
    let bare = lower.strip_suffix(" time").unwrap_or(&lower);
    zone_of_word(bare).or_else(|| zone_of_abbreviation(&bare.to_uppercase())).or_else(|| zone_of_place(bare))
}

/// The zone that is named after this city, in small letters, or has this name.
pub(crate) fn zone_of_city(name: &str) -> Option<Zone> {
    if name.len() < 4 || !name.starts_with(|c: char| c.is_alphabetic()) {
        return None;
    }
    let wanted = name.replace(' ', "_");
    let is = |zone: &Zone| match zone.name().split_once('/') {
        Some((region, _)) if wanted.contains('/') => {
            REGIONS.contains(&region) && zone.name().eq_ignore_ascii_case(&wanted)
        }
        Some((region, rest)) => {
            let city = rest.rsplit('/').next().unwrap_or(rest);
            REGIONS.contains(&region) && city.eq_ignore_ascii_case(&wanted) && city != "Center"
        }
        None => false,
    };
    Zone::all().find(is)
}

/// What stands before the name of a city in the names of zones.
const REGIONS: [&str; 9] =
    ["Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific", "US"];

fn zone_of(name: &str, among: fn(&ClockNames) -> &'static [&'static str]) -> Option<Zone> {
    CLOCKS.iter().find(|names| among(names).contains(&name)).and_then(|names| Zone::named(names.zone))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_is_known_by_each_of_its_names_and_no_name_tells_two() {
        let mut seen = std::collections::HashSet::new();
        for names in &CLOCKS {
            let zone = Zone::named(names.zone);
            assert!(zone.is_some(), "{}", names.zone);
            for name in names.words.iter().chain(names.short) {
                assert!(seen.insert(name.to_lowercase()), "{name}");
            }
            for name in names.words.iter().chain(names.short).chain(names.places) {
                assert_eq!(zone_called(name), zone, "{name}");
                assert_eq!(zone_called(&format!("{} Time", name.to_uppercase())), zone, "{name}");
            }
        }
        assert_eq!(zone_called("monday"), None);
    }
}
