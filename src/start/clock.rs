//! Which clock is meant by the name of a place.

use std::collections::BTreeSet;

use crate::base::diagnostic::did_you_mean;
use crate::number::{AreaCode, Locality, PhoneNumber};
use crate::time::Zone;

/// What people call the clocks of North America. The database knows `EST` and the like as zones without daylight saving,
/// which nobody means by them.
const SPOKEN: &[(&str, &[&str])] = &[
    ("America/New_York", &["et", "est", "edt", "eastern"]),
    ("America/Chicago", &["ct", "cst", "cdt", "central"]),
    ("America/Denver", &["mt", "mst", "mdt", "mountain"]),
    ("America/Phoenix", &["arizona"]),
    ("America/Los_Angeles", &["pt", "pst", "pdt", "pacific"]),
    ("America/Anchorage", &["akst", "akdt", "alaska"]),
    ("Pacific/Honolulu", &["hst", "hawaii"]),
    ("America/Halifax", &["ast", "adt", "atlantic"]),
    ("America/St_Johns", &["nst", "ndt", "newfoundland"]),
];

/// Large cities after which no zone is named.
const CITIES: &[(&str, &[&str])] = &[
    (
        "America/New_York",
        &[
            "atlanta",
            "baltimore",
            "boston",
            "buffalo",
            "charlotte",
            "cincinnati",
            "cleveland",
            "jacksonville",
            "miami",
            "montreal",
            "orlando",
            "ottawa",
            "philadelphia",
            "pittsburgh",
            "quebec city",
            "tampa",
            "washington",
            "washington dc",
        ],
    ),
    (
        "America/Chicago",
        &[
            "austin",
            "dallas",
            "fort worth",
            "houston",
            "kansas city",
            "memphis",
            "milwaukee",
            "minneapolis",
            "nashville",
            "new orleans",
            "oklahoma city",
            "omaha",
            "saint louis",
            "san antonio",
            "st louis",
            "tulsa",
        ],
    ),
    ("America/Denver", &["albuquerque", "colorado springs", "salt lake city"]),
    ("America/Phoenix", &["tucson"]),
    (
        "America/Los_Angeles",
        &["las vegas", "oakland", "sacramento", "san diego", "san francisco", "seattle", "spokane"],
    ),
    ("America/Edmonton", &["calgary"]),
];

/// The clock of a number, where its whole area code keeps one time.
#[must_use]
pub fn guessed_zone(number: PhoneNumber) -> Option<Zone> {
    number.locality().zone()
}

/// Reads which clock is meant: the name of a zone, a city, a state, or what people call the clock.
pub fn zone(text: &str) -> Result<Zone, String> {
    let place = folded(text);
    let place = place.strip_suffix(" time").unwrap_or(&place);
    if let Some(zone) = listed(SPOKEN, place).or_else(|| listed(CITIES, place)) {
        return Ok(zone);
    }
    let named: Vec<Zone> =
        Zone::all().filter(|zone| folded(zone.name()) == place || city(*zone) == place).collect();
    // An old name and a new one of a city are one clock.
    if let Some(&zone) = named.first() {
        let best = named.iter().copied().find(|zone| zone.name().matches('/').count() == 1).unwrap_or(zone);
        return if named.iter().all(|other| other.is_same_clock(best)) {
            Ok(best)
        } else {
            Err(several(text, named.iter().map(|zone| zone.name())))
        };
    }
    let zones = zones_of_region(place);
    match zones.iter().collect::<Vec<_>>().as_slice() {
        [] => Err(unknown(text, place)),
        [only] => Ok(**only),
        _ => Err(several(text, zones.iter().map(|zone| zone.name()))),
    }
}

fn several<'a>(text: &str, names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.collect();
    format!("\u{201c}{}\u{201d} has several clocks; which one is meant: {}?", text.trim(), names.join(", "))
}

fn unknown(text: &str, place: &str) -> String {
    let text = text.trim();
    let cities: Vec<String> = Zone::all().map(city).collect();
    let others = [SPOKEN, CITIES].into_iter().flatten().flat_map(|(_, names)| names.iter().copied());
    // Two letters are near to any others.
    let near =
        did_you_mean(place, cities.iter().map(String::as_str).chain(others).filter(|name| name.len() > 3));
    match near {
        Some(near) => format!("no clock is known by \u{201c}{text}\u{201d}; is {} meant?", capitals(near)),
        None => format!(
            "no clock is known by \u{201c}{text}\u{201d}; name a large city that keeps the same time, such as Chicago, or write Eastern, \
             Central, Mountain or Pacific"
        ),
    }
}

fn capitals(words: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>())
    };
    words.split(' ').filter_map(capital).collect::<Vec<_>>().join(" ")
}

fn listed(list: &[(&str, &[&str])], place: &str) -> Option<Zone> {
    list.iter().find(|(_, names)| names.contains(&place)).and_then(|(zone, _)| Zone::named(zone))
}

fn city(zone: Zone) -> String {
    folded(zone.name().rsplit('/').next().unwrap_or_default())
}

/// The clocks of a state or province, by its name.
fn zones_of_region(place: &str) -> BTreeSet<Zone> {
    let localities = AreaCode::assigned().map(AreaCode::locality);
    let here =
        localities.filter(|locality| locality.region().is_some_and(|region| folded(region.name) == place));
    here.flat_map(|locality| match locality {
        Locality::Known { zone, .. } => vec![zone],
        Locality::Split { zones, .. } => zones.to_vec(),
        _ => Vec::new(),
    })
    .collect()
}

fn folded(text: &str) -> String {
    let text = text.replace(['_', '-'], " ").replace(['.', ','], "").to_lowercase();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_is_known_by_zone_city_state_and_as_people_call_it() {
        for (text, expected) in [
            ("America/Denver", "America/Denver"),
            ("america/new york", "America/New_York"),
            (" chicago ", "America/Chicago"),
            ("St. Louis", "America/Chicago"),
            ("Eastern Time", "America/New_York"),
            ("EST", "America/New_York"),
            ("Massachusetts", "America/New_York"),
            ("Europe/Berlin", "Europe/Berlin"),
            ("berlin", "Europe/Berlin"),
            ("Louisville", "America/Louisville"),
            ("US/Pacific", "US/Pacific"),
            ("los_angeles", "America/Los_Angeles"),
        ] {
            assert_eq!(zone(text).map(Zone::name), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_clock_or_several_is_said() {
        assert!(zone("Chikago").unwrap_err().ends_with("is Chicago meant?"));
        assert!(
            zone("Texas").unwrap_err().contains("has several clocks; which one is meant: America/Chicago, ")
        );
        for text in ["", "]", "Springfield Heights", "\u{1f600}"] {
            assert!(zone(text).unwrap_err().contains("Eastern, Central, Mountain or Pacific"), "{text}");
        }
    }

    #[test]
    fn every_listed_clock_is_a_zone_that_is_found_by_its_names() {
        for (name, words) in SPOKEN.iter().chain(CITIES) {
            for word in *words {
                assert_eq!(zone(word).map(Zone::name), Ok(*name), "{word}");
            }
        }
    }
}
