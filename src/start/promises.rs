//! The scenarios that are made of the answers. Each is a call to the plan that was made, so that all of them pass.

use std::collections::HashSet;

use jiff::Timestamp;

use super::answers::Answers;
use super::layout::{LineEntry, LineLayout, PlanLayout};
use crate::call::{CallSpec, KeySequence};
use crate::number::{Country, PhoneNumber};
use crate::plan::Plan;
use crate::suite::scenario::written::{CallsDraft, ExpectDraft, ScenarioDraft, SuiteDraft, time};

/// The line for editors on top of a scenario file.
const FOR_EDITORS: &str = "#:schema ../schema/scenario.schema.json\n";

pub(super) fn scenarios_text(
    answers: &Answers,
    layout: &PlanLayout<'_>,
    plan: &Plan,
    now: Timestamp,
) -> String {
    let mut promises = Promises { plan, scenarios: Vec::new(), names: HashSet::new() };
    let moments = Moments::of(answers, plan, now);
    let has_several = layout.lines.len() > 1;
    for line in &layout.lines {
        let at_line = if has_several { format!("{}: ", line.name) } else { String::new() };
        let keyed: Vec<(String, usize)> = match &line.answer {
            LineEntry::Menu { desks, .. } => {
                desks.iter().enumerate().map(|(key, &desk)| ((key + 1).to_string(), desk)).collect()
            }
            LineEntry::Desk(desk) => vec![(String::new(), *desk)],
        };
        for (press, desk) in keyed {
            let name = layout.desks[desk].name;
            let reached = match &moments.closed {
                Some(_) => format!("{at_line}{name} is reached during the hours, up to the last second"),
                None => format!("{at_line}{name} is reached day and night"),
            };
            promises.keep(line, &reached, &moments.open, &press);
        }
        if let LineEntry::Menu { .. } = line.answer {
            let silent = format!("{at_line}Who presses nothing hears the choices again before the call ends");
            promises.keep(line, &silent, &moments.open[..1], "");
        }
        if let Some(closed) = moments.closed {
            let after = if answers.takes_messages {
                "a message can be left"
            } else {
                "callers hear when it opens again"
            };
            promises.keep(line, &format!("{at_line}After hours, {after}"), &[closed], "");
        }
    }
    let about = [
        "What the plan promises. `ivrsim test` makes these calls, and `ivrsim generate --missing` writes more of them.",
    ];
    let suite = SuiteDraft {
        about: about.map(str::to_owned).to_vec(),
        plan: Some("../menus".to_owned()),
        scenarios: promises.scenarios,
    };
    format!("{FOR_EDITORS}{suite}")
}

/// When calls are made.
struct Moments {
    /// The first and the last second of an opening.
    open: Vec<Timestamp>,
    /// The second after it. None: people are there day and night.
    closed: Option<Timestamp>,
}

impl Moments {
    fn of(answers: &Answers, plan: &Plan, now: Timestamp) -> Self {
        let zone = answers.zone;
        // Noon of the first day is a time that people would choose.
        let first = zone.start_of(plan.effective);
        let Some(schedule) = answers.opening.schedule(zone) else {
            return Self { open: vec![first + jiff::SignedDuration::from_hours(12)], closed: None };
        };
        let timetable = schedule.in_zone(zone);
        let opens = if timetable.is_open(first) { first } else { timetable.next_open(first).unwrap_or(now) };
        let closes = timetable.next_change(opens);
        let last = closes.map(|closes| closes - jiff::SignedDuration::from_secs(1));
        Self {
            open: std::iter::once(opens).chain(last.filter(|&last| last > opens)).collect(),
            closed: closes,
        }
    }
}

struct Promises<'p> {
    plan: &'p Plan,
    scenarios: Vec<ScenarioDraft>,
    names: HashSet<String>,
}

impl Promises<'_> {
    /// Keeps what comes of these calls, as far as it is the same as of the first.
    fn keep(&mut self, line: &LineLayout<'_>, name: &str, times: &[Timestamp], press: &str) {
        let Ok(number) = PhoneNumber::parse(&line.number, Country::UnitedStates) else { return };
        let keys: KeySequence = press.parse().unwrap_or_default();
        let made = |&at: &Timestamp| {
            let call = self.plan.call(&CallSpec::new(number.number, at).with_keys(keys.clone()));
            (at, ExpectDraft::of(self.plan, &call.record))
        };
        let calls: Vec<(Timestamp, ExpectDraft)> = times.iter().map(made).collect();
        let Some((_, expect)) = calls.first().filter(|(_, expect)| expect.outcome.is_some()) else { return };
        let alike = calls.iter().filter(|(_, other)| other == expect);
        let zone = self.plan.zone;
        let at = alike.map(|(at, _)| time(*at, zone, zone)).collect();
        // Names are told apart by number if words alone do not.
        let free = (1..).map(|count| if count == 1 { name.to_owned() } else { format!("{name} ({count})") });
        let name = free.into_iter().find(|name| !self.names.contains(name)).unwrap_or_default();
        self.names.insert(name.clone());
        let calls = CallsDraft {
            call: Some(line.number.clone()),
            at,
            from: Vec::new(),
            press: if press.is_empty() { Vec::new() } else { vec![press.to_owned()] },
            expect: expect.clone(),
            ..CallsDraft::default()
        };
        self.scenarios.push(ScenarioDraft { name, calls, ..ScenarioDraft::default() });
    }
}
