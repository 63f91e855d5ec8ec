use super::callers::CallerClass;
use crate::call::Caller;

/// So many zones or numbers of callers are named; the others are counted.
const SHOWN: usize = 3;

/// Who the callers of some classes are: "callers in America/Denver, America/Boise and 3 more zones".
pub(super) fn who<'c>(classes: impl Iterator<Item = &'c CallerClass> + Clone) -> String {
    let mut who: Vec<String> = Vec::new();
    let zones = classes.clone().flat_map(|class| match &class.zones[..] {
        [] => class.caller.zone.into_iter().collect::<Vec<_>>(),
        zones => zones.to_vec(),
    });
    let zones: Vec<String> = zones.map(|zone| zone.name().to_owned()).collect();
    who.extend(some_of("in", &zones, "zones"));
    let numbers = classes.clone().filter_map(|class| class.caller.number);
    who.extend(some_of("such as", &numbers.map(|number| number.to_string()).collect::<Vec<_>>(), "kinds"));
    let mut classes = classes;
    if classes.any(|class| class.caller == Caller::default()) {
        who.push("who withhold their number".to_owned());
    }
    match &who[..] {
        [init @ .., last] if !init.is_empty() => format!("callers {}, or {last}", init.join(", ")),
        _ => format!("callers {}", who.join("")),
    }
}

/// The first of some names, and how many more there are.
fn some_of(word: &str, names: &[String], more: &str) -> Option<String> {
    match names.len().saturating_sub(SHOWN) {
        _ if names.is_empty() => None,
        0 | 1 => Some(format!("{word} {}", names.join(", "))),
        rest => Some(format!("{word} {} and {rest} more {more}", names[..SHOWN].join(", "))),
    }
}
