//! Clocks as learners name them: `Eastern`, `ET`, `EST`, `New York`, `America/New_York`, `local time`.

use crate::time::Zone;
use crate::time::clock_names::{zone_called, zone_of_city};

/// The clock that an answer names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NamedClock {
    /// That of a zone.
    Zone(Zone),
    /// That of whoever calls.
    Callers,
}

/// What people call the caller's clock.
const CALLERS: [&str; 9] = [
    "local",
    "their time",
    "my time",
    "your time",
    "caller's",
    "callers",
    "caller time",
    "their own time",
    "the caller's",
];
/// The most words that a name has.
const MAX_WORDS: usize = 3;

/// The clock that some words begin with, and how many of them name it. `asked` is the clock that the question names.
pub(super) fn named(words: &[&str], asked: Zone) -> Option<(NamedClock, usize)> {
    (1..=MAX_WORDS.min(words.len())).rev().find_map(|count| {
        let name = words[..count].join(" ");
        Some((one(&name, asked)?, count))
    })
}

fn one(name: &str, asked: Zone) -> Option<NamedClock> {
    // “M.T.”, “L.A.”
    let name = &name.replace('.', "");
    let name = name.as_str();
    if CALLERS.contains(&name) {
        return Some(NamedClock::Callers);
    }
    // In Phoenix, MST is no time of Denver.
    let is_asked = name == asked.spoken().to_lowercase() || asked.abbreviations().any(|own| own == name);
    if is_asked {
        return Some(NamedClock::Zone(asked));
    }
    // Elsewhere it may be the state of that name; nobody names the state's clock by it.
    let name = if name == "washington" { "eastern" } else { name };
    zone_called(name).or_else(|| zone_of_city(name)).map(NamedClock::Zone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_are_known_by_all_that_people_call_them() {
        let zone = |name| Zone::named(name).unwrap();
        let is = |text: &str, asked| {
            let words: Vec<&str> = text.split(' ').collect();
            match named(&words, zone(asked)) {
                Some((NamedClock::Zone(zone), _)) => zone.name(),
                Some((NamedClock::Callers, _)) => "caller",
                None => "",
            }
        };
        for (text, name) in [
            ("et", "America/New_York"),
            ("new york", "America/New_York"),
            ("america/new_york", "America/New_York"),
            ("us/eastern", "US/Eastern"),
            ("denver", "America/Denver"),
            ("mst", "America/Denver"),
            ("los angeles", "America/Los_Angeles"),
            ("paris", "Europe/Paris"),
            ("west coast", "America/Los_Angeles"),
            ("georgia", "America/New_York"),
            ("cet", "Europe/Berlin"),
            ("washington", "America/New_York"),
            ("local time", "caller"),
            ("pm", ""),
            ("monday", ""),
        ] {
            assert_eq!(is(text, "America/New_York"), name, "{text}");
        }
        assert_eq!(is("mst", "America/Phoenix"), "America/Phoenix");
        assert_eq!(is("ast", "America/Puerto_Rico"), "America/Puerto_Rico");
        assert_eq!(is("vancouver", "America/Vancouver"), "America/Vancouver");
    }
}
