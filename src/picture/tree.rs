use std::fmt;

use jiff::Timestamp;

use crate::hours::Zone;
use crate::plan::{LineId, Plan, ScheduleId, StepId, StepKind, Target};
use crate::report::{Paint, safe};

/// What a line leads to, as a tree of keys, with what is open at one moment.
///
/// A step that is met again is named, not drawn again, so that menus which lead back to each other have an end.
#[derive(Clone, Copy, Debug)]
pub struct Tree<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Which line.
    pub line: LineId,
    /// The moment.
    pub at: Timestamp,
    /// The zone of hours in the caller's time.
    pub caller_zone: Zone,
    /// A step to point at.
    pub here: Option<StepId>,
    /// Colors.
    pub paint: Paint,
}

/// One way on from a step.
struct Branch {
    /// The key or condition.
    label: String,
    target: Target,
    /// What to call it, where that is not the target's name.
    name: Option<String>,
}

impl fmt::Display for Tree<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { plan, paint, .. } = *self;
        let line = plan.line(self.line);
        writeln!(f, "{}  {}", paint.bold(line.number.value), paint.bold(safe(&line.name)))?;
        let mut drawn = Vec::new();
        let first = Branch { label: String::new(), target: line.answer.target, name: None };
        self.branch(f, &first, "", true, &mut drawn)
    }
}

impl Tree<'_> {
    fn branch(
        &self,
        f: &mut fmt::Formatter<'_>,
        branch: &Branch,
        indent: &str,
        last: bool,
        drawn: &mut Vec<StepId>,
    ) -> fmt::Result {
        let Self { plan, paint, .. } = *self;
        write!(f, "{indent}{} ", if last { "└─" } else { "├─" })?;
        if !branch.label.is_empty() {
            write!(f, "{}  ", paint.caller(&branch.label))?;
        }
        let Target::Step(id) = branch.target else {
            return writeln!(f, "{}", paint.dim(plan.target_name(branch.target)));
        };
        let step = plan.step(id);
        let name = branch.name.as_deref().unwrap_or_else(|| plan.target_name(branch.target));
        write!(f, "{}", safe(name))?;
        if !matches!(step.kind, StepKind::Destination(_)) {
            write!(f, " {}", paint.dim(format_args!("({})", step.kind.word())))?;
        }
        if let Some(gate) = step.gate {
            self.hours(f, gate.schedule)?;
        }
        if self.here == Some(id) {
            write!(f, "  {}", paint.note("◀ you are here"))?;
        }
        if drawn.contains(&id) {
            let more = if self.branches(id).is_empty() { "" } else { "  as above" };
            return writeln!(f, "{}", paint.dim(more));
        }
        writeln!(f)?;
        drawn.push(id);
        let indent = format!("{indent}{}", if last { "   " } else { "│  " });
        let branches = self.branches(id);
        for (index, branch) in branches.iter().enumerate() {
            self.branch(f, branch, &indent, index + 1 == branches.len(), drawn)?;
        }
        Ok(())
    }

    fn hours(&self, f: &mut fmt::Formatter<'_>, schedule: ScheduleId) -> fmt::Result {
        let paint = self.paint;
        let schedule = &self.plan.schedule(schedule).schedule;
        let timetable = schedule.in_zone(self.caller_zone);
        let state = if timetable.is_open(self.at) { paint.good("open") } else { paint.bad("closed") };
        write!(f, "  {state}, {}", paint.dim(schedule.spoken()))
    }

    /// The ways on that a caller can choose or that the plan chooses. Where a call goes when nobody presses anything
    /// or a step is closed is much the same everywhere, and would hide the menu.
    fn branches(&self, id: StepId) -> Vec<Branch> {
        let plain = |label: &str, target| Branch { label: label.to_owned(), target, name: None };
        match &self.plan.step(id).kind {
            StepKind::Menu(menu) => menu
                .choices()
                .map(|(key, choice)| Branch {
                    label: key.to_string(),
                    target: choice.link.target,
                    name: choice.say.clone(),
                })
                .collect(),
            StepKind::Input(input) => {
                let routes =
                    input.routes.iter().map(|(pattern, link)| plain(&pattern.to_string(), link.target));
                routes.chain(input.then.map(|link| plain("other", link.target))).collect()
            }
            StepKind::Switch(switch) => {
                let cases = switch.cases.iter().enumerate();
                let cases =
                    cases.map(|(index, case)| plain(&format!("case {}", index + 1), case.then.target));
                cases.chain([plain("otherwise", switch.otherwise.target)]).collect()
            }
            StepKind::Message(message) => match message.then.target {
                Target::HangUp => Vec::new(),
                target => vec![plain("then", target)],
            },
            StepKind::Destination(_) | StepKind::Voicemail(_) => Vec::new(),
        }
    }
}
