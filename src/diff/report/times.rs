//! Who meets a difference, and when, in words.

use crate::base::text::counted;
use crate::call::Caller;
use crate::diff::model::{AffectedCallers, Diff, Difference, PlanSide};
use crate::diff::pair::BeforeAfter;
use crate::plan::{Plan, ScheduleId};
use crate::time::{ScheduleZone, Zone};

/// So many kinds of callers are told apart in one sentence.
const MAX_CALLERS: usize = 3;

/// Callers who meet a difference at times that are said in the same words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DifferenceTimes {
    /// Who: "callers in Mountain time". Empty for everybody.
    pub(crate) callers: String,
    /// When: "Monday to Friday 18:00 to 20:00 Eastern (10 hours a week)".
    pub(crate) times: String,
    /// The same without how much it is.
    pub(crate) plainly: String,
}

impl DifferenceTimes {
    /// "callers in Mountain time, Monday to Friday 18:00 to 20:00 (10 hours a week)".
    pub(crate) fn said(&self) -> String {
        together(&self.callers, &self.times)
    }

    /// "callers in Mountain time, Monday to Friday 18:00 to 20:00".
    pub(crate) fn said_plainly(&self) -> String {
        together(&self.callers, &self.plainly)
    }
}

fn together(callers: &str, times: &str) -> String {
    let separator = if callers.is_empty() || times.is_empty() { "" } else { ", " };
    format!("{callers}{separator}{times}")
}

/// All who meet a difference, in as few phrases as tell them apart.
pub(crate) fn met(old: &Plan, new: &Plan, diff: &Diff, difference: &Difference) -> Vec<DifferenceTimes> {
    let clock = DifferenceClock::of(old, new, difference);
    let mut together: Vec<([String; 2], Vec<&AffectedCallers>)> = Vec::new();
    for met in &difference.met {
        let times = met.when.occasions(diff.horizon.from, diff.horizon.to, clock.zone(new, met));
        let times = [format!("{times:#}"), times.to_string()].map(|said| {
            if clock == DifferenceClock::Callers { without_zone(&said, times.zone()) } else { said }
        });
        match together.iter_mut().find(|(said, _)| *said == times) {
            Some((_, all)) => all.push(met),
            None => together.push((times, vec![met])),
        }
    }
    let is_everybody = difference.by_all && together.len() == 1;
    let left = together.len().saturating_sub(MAX_CALLERS);
    let mut said: Vec<DifferenceTimes> = together
        .into_iter()
        .take(MAX_CALLERS)
        .map(|([times, plainly], met)| {
            let callers = match (is_everybody, clock) {
                (true, DifferenceClock::Fixed(_)) => String::new(),
                (true, DifferenceClock::Callers) => "all callers, by their own clock".to_owned(),
                (false, DifferenceClock::Fixed(_)) => callers(&met),
                (false, DifferenceClock::Callers) => format!("{}, by their own clock", callers(&met)),
            };
            DifferenceTimes { callers, times, plainly }
        })
        .collect();
    if left > 0 {
        let callers = format!("and callers of {} at other times", counted(left, "other kind"));
        said.push(DifferenceTimes { callers, times: String::new(), plainly: String::new() });
    }
    said
}

/// On whose clock times are said.
#[derive(Clone, Copy, PartialEq, Eq)]
enum DifferenceClock {
    Callers,
    Fixed(Zone),
}

/// The zone on whose clock it is said when some callers meet a difference.
pub(crate) fn zone(plans: BeforeAfter<&Plan>, difference: &Difference, met: &AffectedCallers) -> Zone {
    DifferenceClock::of(plans.old, plans.new, difference).zone(plans.new, met)
}

impl DifferenceClock {
    fn zone(self, plan: &Plan, met: &AffectedCallers) -> Zone {
        match self {
            Self::Callers => met.by.caller.zone_under(plan).zone,
            Self::Fixed(zone) => zone,
        }
    }

    /// That of the hours which decide it: under the new plan if it asks any, else under the old one, else the plan's.
    fn of(old: &Plan, new: &Plan, difference: &Difference) -> Self {
        let plans = [(old, &difference.old), (new, &difference.new)];
        if plans.iter().any(|(plan, side)| asks_callers_clock(plan, side)) {
            return Self::Callers;
        }
        let asked = |plan: &Plan, side: &PlanSide| {
            let id = side.decided?.asked(plan).next()?;
            Some(plan.schedule(id).schedule.zone())
        };
        match asked(new, &difference.new).or_else(|| asked(old, &difference.old)) {
            Some(ScheduleZone::Caller) => Self::Callers,
            Some(ScheduleZone::Fixed(zone)) => Self::Fixed(zone),
            None => Self::Fixed(new.zone),
        }
    }
}

/// Whether hours on the caller's clock have a say in what comes of it.
fn asks_callers_clock(plan: &Plan, side: &PlanSide) -> bool {
    let is_callers = |id: ScheduleId| plan.schedule(id).schedule.zone() == ScheduleZone::Caller;
    side.events.iter().flat_map(|event| event.asked(plan)).any(is_callers)
}

/// The words without the name of the zone, which are the same for callers who do the same on their own clocks.
fn without_zone(times: &str, zone: Zone) -> String {
    times.replacen(&format!(" {}", zone.spoken()), "", 1)
}

/// "callers in Mountain time", "callers in Eastern time and 2 other zones, or whose zone is not known", "callers like
/// 1-303-555-0100", "all other callers".
fn callers(met: &[&AffectedCallers]) -> String {
    let mut clocks: Vec<Zone> = Vec::new();
    let mut said = Vec::new();
    let mut is_unknown = false;
    for AffectedCallers { by, .. } in met {
        for zone in &by.zones {
            if !clocks.iter().any(|known| known.is_same_clock(*zone) || known.spoken() == zone.spoken()) {
                clocks.push(*zone);
            }
        }
        match by.caller {
            Caller { number: Some(number), .. } => said.push(number.to_string()),
            Caller { number: None, zone: None } => is_unknown = true,
            Caller { number: None, zone: Some(_) } => {}
        }
    }
    let zones: Vec<&str> = clocks.into_iter().map(Zone::spoken).collect();
    let mut phrases = Vec::new();
    match zones[..] {
        [] => {}
        [one] => phrases.push(format!("callers in {one} time")),
        [one, two] => phrases.push(format!("callers in {one} and {two} time")),
        [one, ref others @ ..] => {
            phrases.push(format!("callers in {one} time and {} other zones", others.len()));
        }
    }
    if !said.is_empty() {
        let like = if phrases.is_empty() { "callers like" } else { "like" };
        let said: Vec<&str> = said.iter().map(String::as_str).collect();
        phrases.push(format!("{like} {}", few(&said)));
    }
    if is_unknown {
        phrases.push(match (zones.is_empty(), phrases.is_empty()) {
            // The caller of whom nothing is known calls for all whom nothing tells apart.
            (true, true) => "all other callers".to_owned(),
            (true, false) => "all others".to_owned(),
            (false, _) => "whose zone is not known".to_owned(),
        });
    }
    phrases.join(", or ")
}

/// "1-303-555-0100", "1-303-555-0100 and 1-719-555-0100", "1-303-555-0100 and 4 others".
fn few(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [one, two] => format!("{one} and {two}"),
        [one, others @ ..] => format!("{one} and {} others", others.len()),
    }
}
