//! Which clock is meant by the name of a place.

use std::collections::BTreeSet;

use crate::base::diagnostic::did_you_mean;
use crate::number::{AreaCode, Locality, PhoneNumber, Region};
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

/// Large cities after which no zone is named, or one that somebody else would mean.
const CITIES: &[(&str, &[&str])] = &[
    (
        "America/New_York",
        &[
            "akron",
            "albany",
            "ann arbor",
            "atlanta",
            "baltimore",
            "boston",
            "buffalo",
            "charleston",
            "charlotte",
            "chattanooga",
            "cincinnati",
            "cleveland",
            "columbus",
            "dayton",
            "durham",
            "flint",
            "fort lauderdale",
            "fort wayne",
            "grand rapids",
            "greensboro",
            "greenville",
            "harrisburg",
            "hartford",
            "jacksonville",
            "jersey city",
            "knoxville",
            "lansing",
            "lexington",
            "manhattan",
            "miami",
            "montreal",
            "new haven",
            "newark",
            "norfolk",
            "orlando",
            "ottawa",
            "philadelphia",
            "pittsburgh",
            "providence",
            "quebec city",
            "raleigh",
            "richmond",
            "roanoke",
            "savannah",
            "stamford",
            "syracuse",
            "tallahassee",
            "tampa",
            "toledo",
            "trenton",
            "virginia beach",
            "washington",
            "washington dc",
            "wilmington",
            "winston salem",
            "worcester",
        ],
    ),
    (
        "America/Chicago",
        &[
            "amarillo",
            "austin",
            "baton rouge",
            "cedar rapids",
            "corpus christi",
            "dallas",
            "davenport",
            "des moines",
            "duluth",
            "evansville",
            "fargo",
            "fort smith",
            "fort worth",
            "galveston",
            "green bay",
            "houston",
            "huntsville",
            "kansas city",
            "laredo",
            "lincoln",
            "little rock",
            "lubbock",
            "madison",
            "memphis",
            "milwaukee",
            "minneapolis",
            "mobile",
            "montgomery",
            "nashville",
            "new orleans",
            "oklahoma city",
            "omaha",
            "pensacola",
            "plano",
            "saint louis",
            "saint paul",
            "san antonio",
            "shreveport",
            "sioux falls",
            "st louis",
            "st paul",
            "topeka",
            "tulsa",
            "waco",
            "wichita",
        ],
    ),
    (
        "America/Denver",
        &[
            "albuquerque",
            "billings",
            "boulder",
            "casper",
            "cheyenne",
            "colorado springs",
            "el paso",
            "fort collins",
            "great falls",
            "las cruces",
            "missoula",
            "ogden",
            "provo",
            "rapid city",
            "salt lake city",
            "santa fe",
        ],
    ),
    ("America/Phoenix", &["flagstaff", "mesa", "scottsdale", "tempe", "tucson", "yuma"]),
    (
        "America/Los_Angeles",
        &[
            "anaheim",
            "bakersfield",
            "berkeley",
            "eugene",
            "fresno",
            "henderson",
            "irvine",
            "las vegas",
            "long beach",
            "modesto",
            "oakland",
            "olympia",
            "orange county",
            "palo alto",
            "reno",
            "riverside",
            "sacramento",
            "san bernardino",
            "san diego",
            "san francisco",
            "san jose",
            "santa ana",
            "santa barbara",
            "santa rosa",
            "seattle",
            "spokane",
            "stockton",
            "tacoma",
        ],
    ),
    ("America/Anchorage", &["fairbanks"]),
    ("America/Edmonton", &["calgary"]),
];

/// Cities of one name on several clocks, each with its state.
const NAMESAKES: &[(&str, &[(&str, &str)])] = &[
    ("arlington", &[("Texas", "America/Chicago"), ("Virginia", "America/New_York")]),
    ("athens", &[("Georgia", "America/New_York"), ("Greece", "Europe/Athens")]),
    ("aurora", &[("Colorado", "America/Denver"), ("Illinois", "America/Chicago")]),
    (
        "birmingham",
        &[("Alabama", "America/Chicago"), ("Michigan", "America/New_York"), ("England", "Europe/London")],
    ),
    ("bloomington", &[("Illinois", "America/Chicago"), ("Indiana", "America/Indiana/Indianapolis")]),
    ("columbia", &[("Missouri", "America/Chicago"), ("South Carolina", "America/New_York")]),
    (
        "dublin",
        &[("Ohio", "America/New_York"), ("California", "America/Los_Angeles"), ("Ireland", "Europe/Dublin")],
    ),
    ("glendale", &[("Arizona", "America/Phoenix"), ("California", "America/Los_Angeles")]),
    ("jackson", &[("Mississippi", "America/Chicago"), ("Michigan", "America/Detroit")]),
    ("lafayette", &[("Louisiana", "America/Chicago"), ("Indiana", "America/Indiana/Indianapolis")]),
    ("pasadena", &[("California", "America/Los_Angeles"), ("Texas", "America/Chicago")]),
    ("peoria", &[("Arizona", "America/Phoenix"), ("Illinois", "America/Chicago")]),
    ("portland", &[("Oregon", "America/Los_Angeles"), ("Maine", "America/New_York")]),
    ("rochester", &[("New York", "America/New_York"), ("Minnesota", "America/Chicago")]),
    ("salem", &[("Oregon", "America/Los_Angeles"), ("Massachusetts", "America/New_York")]),
    (
        "springfield",
        &[
            ("Illinois", "America/Chicago"),
            ("Missouri", "America/Chicago"),
            ("Massachusetts", "America/New_York"),
        ],
    ),
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
    if let Some((_, places)) = NAMESAKES.iter().find(|(city, _)| *city == place) {
        return Err(namesakes(text, places));
    }
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
        [] => in_region(place).unwrap_or_else(|| Err(unknown(text, place))),
        [only] => Ok(**only),
        _ => Err(several(text, zones.iter().map(|zone| zone.name()))),
    }
}

fn namesakes(text: &str, places: &[(&str, &str)]) -> String {
    let city = capitals(&folded(text));
    let each: Vec<String> = places.iter().map(|(state, _)| format!("{city}, {state}")).collect();
    format!("there is more than one {city}; which one is meant: {}?", each.join(" or "))
}

/// The clock of a city behind which its state stands: `portland oregon`, `austin tx`. None: no state stands there.
fn in_region(place: &str) -> Option<Result<Zone, String>> {
    let words: Vec<&str> = place.split(' ').collect();
    let (city, region) = (1..words.len()).find_map(|at| {
        let (city, region) = (words[..at].join(" "), words[at..].join(" "));
        let abroad =
            NAMESAKES.iter().flat_map(|(_, places)| *places).any(|(state, _)| folded(state) == region);
        (abroad || regions(&region).next().is_some()).then_some((city, region))
    })?;
    let namesakes = NAMESAKES.iter().filter(|(name, _)| *name == city).flat_map(|(_, places)| *places);
    let is_region =
        |state: &str| folded(state) == region || regions(&region).any(|known| known.name == state);
    let mut meant = namesakes.filter(|(state, _)| is_region(state));
    if let Some(zone) = meant.next().and_then(|(_, zone)| Zone::named(zone)) {
        return Some(Ok(zone));
    }
    let zones = zones_of_region(&region);
    let of_city = listed(CITIES, &city).or_else(|| Zone::all().find(|zone| self::city(*zone) == city));
    let there = of_city.filter(|zone| zones.iter().any(|other| other.is_same_clock(*zone)));
    Some(match (there, zones.iter().collect::<Vec<_>>().as_slice()) {
        (Some(zone), _) => Ok(zone),
        (None, [only]) => Ok(**only),
        _ => Err(several(place, zones.iter().map(|zone| zone.name()))),
    })
}

fn several<'a>(text: &str, names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.collect();
    format!("\u{201c}{}\u{201d} has several clocks; which one is meant: {}?", text.trim(), names.join(", "))
}

fn unknown(text: &str, place: &str) -> String {
    let text = text.trim();
    // Places of this country come first: Portlnad is nearer to Portland than to Poland for whoever types it.
    let ours = [SPOKEN, CITIES].into_iter().flatten().flat_map(|(_, names)| names.iter().copied());
    let ours: Vec<&str> = ours.chain(NAMESAKES.iter().map(|(name, _)| *name)).collect();
    let american =
        Zone::all().filter(|zone| zone.name().starts_with("America/") || zone.name().starts_with("US/"));
    let american: Vec<String> = american.map(city).collect();
    let others: Vec<String> = Zone::all().map(city).collect();
    // Two letters are near to any others.
    let nearest = |names: &mut dyn Iterator<Item = &str>| {
        did_you_mean(place, names.filter(|name| name.len() > 3)).map(str::to_owned)
    };
    let near = nearest(&mut ours.iter().copied().chain(american.iter().map(String::as_str)))
        .or_else(|| nearest(&mut others.iter().map(String::as_str)));
    match near {
        Some(near) => format!("no clock is known by \u{201c}{text}\u{201d}; is {} meant?", capitals(&near)),
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

/// The states and provinces of a name, or of the letters by which the mail knows them.
fn regions(text: &str) -> impl Iterator<Item = &'static Region> + '_ {
    let localities = AreaCode::assigned().map(AreaCode::locality);
    let is_meant = move |region: &&Region| {
        folded(region.name) == text
            || region.abbreviation.split('/').any(|short| short.eq_ignore_ascii_case(text))
    };
    localities.filter_map(Locality::region).filter(is_meant)
}

/// The clocks of a state or province.
fn zones_of_region(place: &str) -> BTreeSet<Zone> {
    let localities = AreaCode::assigned().map(AreaCode::locality);
    let names: BTreeSet<&str> = regions(place).map(|region| region.name).collect();
    let here =
        localities.filter(|locality| locality.region().is_some_and(|region| names.contains(region.name)));
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
            ("Portland, Oregon", "America/Los_Angeles"),
            ("portland, ME", "America/New_York"),
            ("Portland OR", "America/Los_Angeles"),
            ("Austin, TX", "America/Chicago"),
            ("El Paso, Texas", "America/Denver"),
            ("Springfield, Massachusetts", "America/New_York"),
            ("Smalltown, Ohio", "America/New_York"),
            ("Boise", "America/Boise"),
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
        for (text, meant) in [
            (
                "Portland",
                "there is more than one Portland; which one is meant: Portland, Oregon or Portland, Maine?",
            ),
            ("springfield", "which one is meant: Springfield, Illinois or "),
            ("Portlnad", "is Portland meant?"),
        ] {
            let said = zone(text).unwrap_err();
            assert!(said.contains(meant), "{text}: {said}");
        }
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
