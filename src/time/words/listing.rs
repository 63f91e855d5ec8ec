//! Lists in words: of weekdays, of times of day, of anything.

use jiff::civil::{Time, Weekday};

use super::speech::TimePhrase;
use crate::time::names::weekday_name;
use crate::time::notation::rule::{DAY, EVERY_DAY, Stretch, bit};

/// "A", "A and B", "A, B and C"; three or more of what has commas inside take one before the "and" too.
pub(in crate::time) fn listed(items: &[String], before_and: &str) -> String {
    joined(items, before_and, "and")
}

/// "Monday", "Monday or Tuesday".
pub(in crate::time) fn either(items: &[String]) -> String {
    joined(items, " ", "or")
}

fn joined(items: &[String], before_last: &str, word: &str) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [init @ .., last] => format!("{}{before_last}{word} {last}", init.join(", ")),
    }
}

/// The weekdays of a mask, from Monday on.
pub(in crate::time) fn weekdays_of(mask: u8) -> impl Iterator<Item = Weekday> {
    Weekday::Monday.cycle_forward().take(7).filter(move |weekday| mask & bit(*weekday) != 0)
}

/// Their names.
pub(in crate::time) fn weekday_names(mask: u8) -> Vec<String> {
    weekdays_of(mask).map(|weekday| weekday_name(weekday).to_owned()).collect()
}

/// "every day", "Monday to Friday", "Friday to Monday", "Saturday and Sunday", "Monday, Wednesday and Friday".
pub(in crate::time) fn weekday_list(mask: u8) -> String {
    if mask == EVERY_DAY {
        return "every day".to_owned();
    }
    let mut said = Vec::new();
    for run in weekday_runs(mask) {
        match run[..] {
            [first, _, .., last] if run.len() > 2 => {
                said.push(format!("{} to {}", weekday_name(first), weekday_name(last)));
            }
            _ => said.extend(run.iter().map(|weekday| weekday_name(*weekday).to_owned())),
        }
    }
    listed(&said, " ")
}

/// The weekdays of a mask, those that follow one another together.
pub(in crate::time) fn weekday_runs(mask: u8) -> Vec<Vec<Weekday>> {
    let mut runs: Vec<Vec<Weekday>> = Vec::new();
    let mut goes_on = false;
    for weekday in first_of(mask).cycle_forward().take(7) {
        let is_in = mask & bit(weekday) != 0;
        match runs.last_mut() {
            Some(run) if is_in && goes_on => run.push(weekday),
            _ if is_in => runs.push(vec![weekday]),
            _ => {}
        }
        goes_on = is_in;
    }
    runs
}

/// With which weekday a list begins: with the Monday, unless days go on from one week into the next.
fn first_of(mask: u8) -> Weekday {
    let is_in = |weekday: &Weekday| mask & bit(*weekday) != 0;
    let before = Weekday::Sunday.cycle_reverse().take_while(is_in).count();
    let after = Weekday::Monday.cycle_forward().take_while(is_in).count();
    let goes_on = before > 0 && after > 0 && (before + after > 2 || mask.count_ones() == 2);
    Weekday::Monday.cycle_forward().nth(if goes_on { after } else { 0 }).unwrap_or(Weekday::Monday)
}

/// Sorted, with those that touch as one.
pub(in crate::time) fn apart(mut stretches: Vec<Stretch>) -> Vec<Stretch> {
    stretches.sort_unstable();
    let mut joined: Vec<Stretch> = Vec::new();
    for stretch in stretches {
        match joined.last_mut() {
            Some(last) if stretch.from <= last.to => last.to = last.to.max(stretch.to),
            _ => joined.push(stretch),
        }
    }
    joined
}

/// "8 AM to noon and 1 PM to 5 PM", "24 hours".
pub(in crate::time) fn times(stretches: &[Stretch]) -> String {
    if stretches == [Stretch::WHOLE_DAY] {
        return "24 hours".to_owned();
    }
    listed(&stretches.iter().copied().map(span).collect::<Vec<_>>(), " ")
}

/// "8 AM to 5 PM", "10 PM to 2 AM". Where the clock alone would not tell on which day it ends, that is said too.
fn span(Stretch { from, to }: Stretch) -> String {
    match (from, to) {
        (DAY.., _) if to == 2 * DAY => format!("the next day {} to its end", time(from)),
        (DAY.., _) => format!("the next day {} to {}", time(from), time(to)),
        _ if to == 2 * DAY => format!("{} to the end of the next day", time(from)),
        _ if to - from >= DAY => format!("{} to {} the next day", time(from), time(to)),
        _ => format!("{} to {}", time(from), time(to)),
    }
}

fn time(seconds: i32) -> TimePhrase {
    let second = seconds.rem_euclid(DAY);
    let part = |value: i32| value as i8;
    let time = Time::new(part(second / 3600), part(second / 60 % 60), part(second % 60), 0);
    TimePhrase(time.unwrap_or(Time::midnight()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_of_an_end_is_said_where_the_clock_does_not_tell() {
        let hour = 3600;
        for (from, to, said) in [
            (22, 26, "10 PM to 2 AM"),
            (10, 34, "10 AM to 10 AM the next day"),
            (10, 36, "10 AM to noon the next day"),
            (10, 48, "10 AM to the end of the next day"),
            (25, 27, "the next day 1 AM to 3 AM"),
            (0, 24, "24 hours"),
        ] {
            assert_eq!(times(&[Stretch { from: from * hour, to: to * hour }]), said);
        }
    }
}
