//! Which findings the plan allows, and which of its allowances nothing needs.
//!
//! A place belongs to the table whose header stands last before it, which is how people read a file.

use super::catalogue::{catalogue, rule_named};
use super::levels::Levels;
use super::rule::Rule;
use super::rules::{unknown_rule, unused_allowance};
use crate::base::diagnostic::{Diagnostic, Fix, did_you_mean};
use crate::base::source::{Span, Spanned};
use crate::plan::{Allowance, Origin, Plan, StepKind};

/// Every table of a plan, with what it allows.
pub(super) struct Allowances<'p> {
    /// By place.
    owners: Vec<AllowanceOwner<'p>>,
    /// Which were needed, by owner.
    used: Vec<Vec<bool>>,
    left_out: Vec<&'static str>,
}

struct AllowanceOwner<'p> {
    span: Span,
    allowed: &'p [Allowance],
    /// A key's menu.
    within: Option<Span>,
}

impl<'p> Allowances<'p> {
    pub(super) fn of(plan: &'p Plan) -> Self {
        let mut owners = Vec::new();
        let mut own = |origin: &'p Origin, within| {
            owners.push(AllowanceOwner { span: origin.span, allowed: &origin.allowed, within });
        };
        own(&plan.origin, None);
        plan.defaults().into_iter().for_each(|origin| own(origin, None));
        plan.lines().for_each(|(_, line)| own(&line.origin, None));
        for (_, step) in plan.steps() {
            own(&step.origin, None);
            if let StepKind::Menu(menu) = &step.kind {
                menu.ways().for_each(|(_, choice)| own(&choice.origin, Some(step.origin.span)));
            }
        }
        plan.schedules().for_each(|(_, hours)| own(&hours.origin, None));
        plan.calendars().for_each(|calendar| own(&calendar.origin, None));
        plan.overrides().for_each(|change| own(&change.origin, None));
        plan.announcements().for_each(|announcement| own(&announcement.origin, None));
        plan.contacts().for_each(|(_, contact)| own(&contact.origin, None));
        owners.sort_by_key(|owner| owner.span);
        let used = owners.iter().map(|owner| vec![false; owner.allowed.len()]).collect();
        Self { owners, used, left_out: Vec::new() }
    }

    /// Notes that a rule is not run at all, so that nobody knows whether an allowance of it is needed.
    pub(super) fn leave_out(&mut self, rule: &Rule) {
        self.left_out.push(rule.code);
    }

    /// Why the finding is allowed. None: it is not.
    pub(super) fn reason(&mut self, rule: &Rule, diagnostic: &Diagnostic) -> Option<String> {
        let place = diagnostic.primary.as_ref()?.span;
        let mut next = self.owner(place);
        while let Some(index) = next {
            let owner = &self.owners[index];
            let found = owner.allowed.iter().position(|allowance| allowance.rule.value == rule.code);
            if let Some(position) = found {
                self.used[index][position] = true;
                return Some(owner.allowed[position].reason.value.clone());
            }
            next = owner.within.and_then(|span| self.owner(span));
        }
        None
    }

    /// The table in which something stands.
    fn owner(&self, place: Span) -> Option<usize> {
        let behind = self
            .owners
            .partition_point(|owner| (owner.span.file, owner.span.start) <= (place.file, place.start));
        let index = behind.checked_sub(1)?;
        (self.owners[index].span.file == place.file).then_some(index)
    }

    /// What is wrong with the plan's allowances and levels themselves.
    pub(super) fn complaints(&self, plan: &Plan, levels: &Levels) -> Vec<Diagnostic> {
        let mut complaints = Vec::new();
        let named = plan.checking.levels.iter().map(|(rule, _)| rule);
        let allowed = self.owners.iter().flat_map(|owner| owner.allowed).map(|allowance| &allowance.rule);
        if let Some(level) = levels.level(&unknown_rule::RULE) {
            let unknown = named.chain(allowed).filter(|rule| rule_named(&rule.value).is_none());
            complaints.extend(unknown.map(|rule| Diagnostic { level, ..no_rule(rule) }));
        }
        if let Some(level) = levels.level(&unused_allowance::RULE) {
            let unused = self.unused();
            complaints.extend(unused.map(|allowance| Diagnostic { level, ..no_need(allowance, plan) }));
        }
        complaints
    }

    fn unused(&self) -> impl Iterator<Item = &'p Allowance> {
        let all = self.owners.iter().zip(&self.used).flat_map(|(owner, used)| owner.allowed.iter().zip(used));
        let unused = all.filter(|(_, used)| !**used).map(|(allowance, _)| allowance);
        unused.filter(|allowance| {
            let rule = rule_named(&allowance.rule.value);
            rule.is_some_and(|rule| !rule.changes_with_time && !self.left_out.contains(&rule.code))
        })
    }
}

fn no_rule(rule: &Spanned<String>) -> Diagnostic {
    let codes = || catalogue().iter().map(|rule| rule.code);
    let help = match did_you_mean(&rule.value, codes()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`ivrsim explain` lists the rules".to_owned(),
    };
    let message = format!("there is no rule `{}`", rule.value.escape_debug());
    Diagnostic::error(unknown_rule::RULE.code, rule.span, message).help(help)
}

fn no_need(allowance: &Allowance, plan: &Plan) -> Diagnostic {
    let rule = &allowance.rule;
    let message = format!("`{}` finds nothing to allow here", rule.value);
    Diagnostic::warning(unused_allowance::RULE.code, rule.span, message)
        .help("remove it, so that a later mistake is reported")
        .maybe_fix(removal(allowance, plan))
}

/// The line of an allowance taken out, where it has one to itself.
fn removal(allowance: &Allowance, plan: &Plan) -> Option<Fix> {
    let (rule, reason) = (allowance.rule.span, allowance.reason.span);
    let text = plan.sources.file(rule.file).text();
    let start = text[..rule.range().start].rfind('\n').map_or(0, |end| end + 1);
    let end = text[reason.range().end..].find('\n').map_or(text.len(), |at| reason.range().end + at + 1);
    let line = text.get(start..end)?;
    let (before, behind) =
        (text.get(start..rule.range().start)?.trim(), text.get(reason.range().end..end)?.trim());
    let is_dotted = before.trim_end_matches(['"', '\'']).trim_end() == "allow." && behind.is_empty();
    let is_only = before.split_whitespace().eq(["allow", "=", "{"]) && behind == "}";
    let is_one_line = line.trim_end().lines().count() == 1;
    (is_one_line && (is_dotted || is_only))
        .then(|| Fix::at(Span::new(rule.file, start..end), "remove the allowance", ""))
}
