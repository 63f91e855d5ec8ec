//! What a caller does, in words.

use crate::explore::{Act, AnswerTable, Route, RouteChange, answered};
use crate::plan::{Key, keys_for_people};

/// The acts in order: "keys 6, 2", "pressing nothing twice, then key 1", "another key", "entry 1234". Empty where the caller
/// only dials.
pub(crate) fn acts(answers: &AnswerTable, acts: &[Act]) -> String {
    acts_with(answers, acts, |_| None)
}

/// The same, with other words for the entries at some places.
pub(crate) fn acts_with(
    answers: &AnswerTable,
    acts: &[Act],
    entered: impl Fn(usize) -> Option<String>,
) -> String {
    let mut said: Vec<(String, usize)> = Vec::new();
    let mut rest = acts;
    while let Some((act, behind)) = rest.split_first() {
        let at = acts.len() - rest.len();
        let pressed: Vec<Key> = rest.iter().map_while(|act| act.offered_key()).collect();
        rest = rest.get(pressed.len()..).filter(|_| !pressed.is_empty()).unwrap_or(behind);
        let words = match act {
            Act::Dial => continue,
            Act::Key(_) => {
                let s = if pressed.len() == 1 { "" } else { "s" };
                format!("key{s} {}", keys_for_people(pressed))
            }
            Act::OtherKey(_) => "another key".to_owned(),
            Act::Entry(digits) => match entered(at) {
                Some(words) => words,
                None if digits.is_empty() => "an empty entry".to_owned(),
                None => format!("entry {digits}"),
            },
            Act::Silence => "pressing nothing".to_owned(),
            Act::Stay => "staying on the line".to_owned(),
            Act::AnyOther(_) => "any other key".to_owned(),
            Act::Answer(given) => answered(answers, *given),
        };
        match said.last_mut() {
            Some((last, times)) if *last == words => *times += 1,
            _ => said.push((words, 1)),
        }
    }
    let said: Vec<String> = said
        .into_iter()
        .map(|(words, times)| match times {
            1 => words,
            2 => format!("{words} twice"),
            _ => format!("{words} {times} times"),
        })
        .collect();
    said.join(", then ")
}

/// Which callers are meant where hours change during the call: "callers who are in the menu when hours change", "callers
/// who hear a message when hours change", "... when hours change twice". None where they do not.
pub(crate) fn interrupted(
    answers: &AnswerTable,
    route: &Route,
    entered: impl Fn(usize) -> Option<String>,
) -> Option<String> {
    let (are, behind) = match route.changes.first()? {
        RouteChange::Before(act) => ("are in the menu", *act),
        RouteChange::After(acts) => ("hear a message", *acts),
    };
    let often = match route.changes.len() {
        1 => "",
        2 => " twice",
        _ => " again and again",
    };
    let behind = acts_with(answers, route.acts.get(..behind).unwrap_or_default(), entered);
    let behind = if behind.is_empty() { String::new() } else { format!(" behind {behind}") };
    Some(format!("callers who {are}{behind} when hours change{often}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Digits, Key};

    #[test]
    fn acts_are_said_as_a_person_does_them() {
        let key = |c| Key::new(c).unwrap();
        let digits: Digits = "1234".chars().map(key).collect();
        let none = AnswerTable::default();
        let said = |list: &[Act]| acts(&none, list);
        assert_eq!(said(&[]), "");
        assert_eq!(said(&[Act::Key(key('6')), Act::Key(key('#'))]), "keys 6, #");
        assert_eq!(
            said(&[Act::Key(key('1')), Act::Key(key('1')), Act::Entry(digits), Act::Key(key('3'))]),
            "keys 1, 1, then entry 1234, then key 3"
        );
        assert_eq!(
            said(&[Act::Silence, Act::Silence, Act::Key(key('2'))]),
            "pressing nothing twice, then key 2"
        );
        assert_eq!(said(&[Act::OtherKey(key('0')); 3]), "another key 3 times");
        assert_eq!(said(&[Act::Entry(digits)]), "entry 1234");
        assert_eq!(said(&[Act::Entry(Digits::NONE)]), "an empty entry");
    }

    #[test]
    fn a_change_of_hours_is_said_with_where_it_meets_callers() {
        let acts = vec![Act::Key(Key::new('6').unwrap()), Act::Key(Key::new('2').unwrap())];
        let none = AnswerTable::default();
        let said = |changes: &[RouteChange]| {
            interrupted(&none, &Route { acts: acts.clone(), changes: changes.to_vec() }, |_| None)
        };
        assert_eq!(said(&[]), None);
        assert_eq!(said(&[RouteChange::Before(0)]).unwrap(), "callers who are in the menu when hours change");
        assert_eq!(
            said(&[RouteChange::Before(1)]).unwrap(),
            "callers who are in the menu behind key 6 when hours change"
        );
        assert_eq!(said(&[RouteChange::After(0)]).unwrap(), "callers who hear a message when hours change");
        assert_eq!(
            said(&[RouteChange::After(1)]).unwrap(),
            "callers who hear a message behind key 6 when hours change"
        );
        assert_eq!(
            said(&[RouteChange::Before(0), RouteChange::After(1)]).unwrap(),
            "callers who are in the menu when hours change twice"
        );
    }
}
