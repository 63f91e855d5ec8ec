//! Callers whom a line treats alike. Real numbers go no further than here: for each class calls somebody whom anybody may see.

use std::collections::HashMap;

use crate::call::Caller;
use crate::number::{AreaCode, Country, NumberMatch, PhoneNumber};
use crate::plan::{Condition, LineId, Plan, StepKind};
use crate::time::{ScheduleZone, Zone};

/// What a line asks about its callers.
#[derive(Debug)]
pub(crate) struct CallerClasses<'p> {
    plan: &'p Plan,
    conditions: Vec<&'p Condition>,
    asks_zone: bool,
    known: HashMap<(Vec<bool>, Option<usize>), u16>,
    /// Who calls for each class.
    pub(crate) callers: Vec<ClassCaller>,
}

/// Who calls for a class.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ClassCaller {
    /// One of its callers, who is shown to nobody.
    pub(crate) real: Caller,
    /// Somebody who is treated alike and whom anybody may see. None: only real callers are treated so.
    pub(crate) shown: Option<Caller>,
}

impl<'p> CallerClasses<'p> {
    /// Of a line.
    pub(crate) fn of(plan: &'p Plan, line: LineId) -> Self {
        let mut conditions = Vec::new();
        for step in plan.steps_of(line) {
            if let StepKind::Switch(switch) = &plan.step(step).kind {
                conditions.extend(switch.cases.iter().flat_map(|case| &case.conditions).filter(
                    |condition| {
                        matches!(
                            condition,
                            Condition::Caller(_)
                                | Condition::AreaCode(_)
                                | Condition::Region(_)
                                | Condition::CallerZone(_)
                        )
                    },
                ));
            }
        }
        let mut schedules = plan.schedules_of(line).into_iter();
        let asks_zone = schedules.any(|id| plan.schedule(id).schedule.zone() == ScheduleZone::Caller)
            || conditions.iter().any(|condition| matches!(condition, Condition::CallerZone(_)));
        Self { plan, conditions, asks_zone, known: HashMap::new(), callers: Vec::new() }
    }

    /// The class of a caller with this number, or with none.
    pub(crate) fn class(&mut self, number: Option<PhoneNumber>) -> u16 {
        if self.conditions.is_empty() && !self.asks_zone {
            if self.callers.is_empty() {
                self.callers.push(ClassCaller { real: Caller::default(), shown: Some(Caller::default()) });
            }
            return 0;
        }
        let caller = Caller { number, zone: None };
        let zone = caller.zone_under(self.plan).zone;
        let key = (self.met(caller, zone), self.asks_zone.then(|| zone.index()));
        if let Some(&class) = self.known.get(&key) {
            return class;
        }
        let class = self.callers.len() as u16;
        self.callers.push(ClassCaller { real: caller, shown: self.stand_in(number, zone, &key.0) });
        self.known.insert(key, class);
        class
    }

    fn met(&self, caller: Caller, zone: Zone) -> Vec<bool> {
        self.conditions.iter().map(|condition| caller.meets(condition, zone)).collect()
    }

    /// Somebody who is treated as a caller is, and whose number is nobody's: one of whom the clock alone is known, or with a
    /// number that is kept free for such uses, or with one that the plan itself names.
    fn stand_in(&self, number: Option<PhoneNumber>, zone: Zone, met: &[bool]) -> Option<Caller> {
        let on_clock = Caller { number: None, zone: self.asks_zone.then_some(zone) };
        let code = number.and_then(PhoneNumber::area_code);
        let in_area = code.and_then(somebody_in);
        let named = self.conditions.iter().flat_map(|condition| match condition {
            Condition::Caller(numbers) => numbers.iter().flat_map(NumberMatch::samples).collect(),
            _ => Vec::new(),
        });
        let of = |number| Caller { number: Some(number), zone: None };
        let on_this_clock = |number| Caller { number: Some(number), zone: Some(zone) };
        let numbers: Vec<PhoneNumber> = in_area.into_iter().chain(named).collect();
        let mut candidates = vec![on_clock];
        candidates.extend(numbers.iter().copied().map(of));
        candidates.extend(numbers.into_iter().map(on_this_clock));
        let fits = |caller: &Caller| {
            let its_zone = caller.zone_under(self.plan).zone;
            self.met(*caller, its_zone) == met && (!self.asks_zone || its_zone.is_same_clock(zone))
        };
        candidates.into_iter().find(fits)
    }
}

/// A number of an area code; 555-0100 is kept free for such uses.
fn somebody_in(code: AreaCode) -> Option<PhoneNumber> {
    PhoneNumber::parse(&format!("{code}-555-0100"), Country::UnitedStates).ok().map(|read| read.number)
}
