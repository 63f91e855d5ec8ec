//! How often a caller may err.
//!
//! A block that loops goes on so often and then counts anew, so it does where a menu is come to once in a call. Where a call can come
//! back, the count is an attribute that begins anew whenever it does.

use super::parts::in_circles;
use crate::export::blueprint::{Blueprint, BlueprintHandling, BlueprintMenu, StepAct};
use crate::import::names::slug;
use crate::plan::{MisstepCounter, Plan};

/// How the missteps of a menu are counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Count {
    /// By a loop, which goes on so often.
    Loop(u8),
    /// By an attribute, up to so many.
    Attribute { name: String, most: u8 },
}

/// How all menus count.
#[derive(Debug)]
pub(super) struct Counters {
    in_circles: Vec<bool>,
    names: Vec<String>,
    /// The most tries of each counter that steps share.
    shared: Vec<u8>,
}

impl Counters {
    pub(super) fn of(plan: &Plan, blueprint: &Blueprint) -> Self {
        let names: Vec<String> = plan.counters().iter().map(|name| slug(name, "missteps")).collect();
        let mut shared = vec![0; names.len()];
        for step in &blueprint.steps {
            if let StepAct::Menu(menu) = &step.act
                && let MisstepCounter::Shared(counter) = menu.counter
            {
                let most = &mut shared[usize::from(counter)];
                *most = [&menu.silence, &menu.other].into_iter().filter_map(tries).fold(*most, u8::max);
            }
        }
        Self { in_circles: in_circles(blueprint), names, shared }
    }

    /// How silence is counted at a menu, or a wrong key. None: it is not counted.
    pub(super) fn count(
        &self,
        step: usize,
        name: &str,
        menu: &BlueprintMenu,
        is_silence: bool,
    ) -> Option<Count> {
        let own = tries(if is_silence { &menu.silence } else { &menu.other })?;
        let (silence, other) = (tries(&menu.silence), tries(&menu.other));
        match menu.counter {
            MisstepCounter::Shared(counter) => {
                let counter = usize::from(counter);
                Some(Count::Attribute { name: self.names[counter].clone(), most: self.shared[counter] })
            }
            _ if own <= 1 && (menu.counter == MisstepCounter::Apart || silence.max(other) == Some(own)) => {
                None
            }
            MisstepCounter::Apart if !self.in_circles[step] => Some(Count::Loop(own - 1)),
            MisstepCounter::Apart => {
                let word = if is_silence { "silences" } else { "wrong-keys" };
                Some(Count::Attribute { name: format!("{name}-{word}"), most: own })
            }
            MisstepCounter::Together => {
                let most = silence.max(other).unwrap_or(own);
                Some(Count::Attribute { name: format!("{name}-missteps"), most })
            }
        }
    }

    /// The attributes that count for a menu alone, and are to be 0 whenever a call comes to it.
    pub(super) fn begun(&self, step: usize, name: &str, menu: &BlueprintMenu) -> Vec<String> {
        let is_own = !matches!(menu.counter, MisstepCounter::Shared(_)) && self.in_circles[step];
        let counts = [true, false]
            .into_iter()
            .filter(|_| is_own)
            .filter_map(|kind| self.count(step, name, menu, kind));
        let mut names: Vec<String> = Vec::new();
        for count in counts {
            if let Count::Attribute { name, .. } = count
                && !names.contains(&name)
            {
                names.push(name);
            }
        }
        names
    }
}

/// How often a step asks, where that has an end.
pub(super) fn tries(handling: &BlueprintHandling) -> Option<u8> {
    match handling {
        BlueprintHandling::Again { tries, .. } => *tries,
        BlueprintHandling::Way(_) => None,
    }
}
