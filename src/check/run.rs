use super::allowances::Allowances;
use super::catalogue::catalogue;
use super::context::CheckContext;
use super::levels::Levels;
use super::subject::CheckSubject;
use crate::base::diagnostic::{Diagnostic, UNREAD_FILE};
use crate::explore::Work;

/// What a check has found.
#[derive(Clone, Debug, Default)]
pub struct CheckReport {
    /// What is wrong, by file and place.
    pub findings: Vec<Diagnostic>,
    /// What would be, did the plan not allow it; by file and place.
    pub allowed: Vec<AllowedFinding>,
    /// What was done to learn what calls come to.
    pub work: Work,
    /// Whether some calls could not be looked at, so that there may be more to find; see
    /// [`Walk::complete`](crate::explore::Walk::complete).
    pub incomplete: bool,
}

/// A finding that the plan allows.
#[derive(Clone, Debug)]
pub struct AllowedFinding {
    /// The finding.
    pub diagnostic: Diagnostic,
    /// Why it is right as it is.
    pub reason: String,
}

/// Looks for every kind of mistake in the catalog that these levels do not leave out.
#[must_use]
pub fn check(subject: &CheckSubject<'_>, levels: &Levels) -> CheckReport {
    let context = CheckContext::new(*subject);
    let mut allowances = Allowances::of(subject.plan);
    let mut report = CheckReport::default();
    for rule in catalogue() {
        let Some(level) = levels.level(rule) else {
            allowances.leave_out(rule);
            continue;
        };
        let mut found = Vec::new();
        (rule.look)(&context, &mut found);
        for mut diagnostic in found {
            (diagnostic.code, diagnostic.level) = (rule.code, level);
            match allowances.reason(rule, &diagnostic) {
                Some(reason) => report.allowed.push(AllowedFinding { diagnostic, reason }),
                None => report.findings.push(diagnostic),
            }
        }
    }
    report.work = context.work();
    report.incomplete = context.is_incomplete();
    report.findings.extend(allowances.complaints(subject.plan, levels));
    // What was not read is no mistake of the plan as it was read, and no rule can see it.
    report.findings.extend(subject.told.iter().filter(|told| told.code == UNREAD_FILE).cloned());
    let place = |diagnostic: &Diagnostic| diagnostic.primary.as_ref().map(|primary| primary.span);
    report.findings.sort_by_key(place);
    report.allowed.sort_by_key(|allowed| place(&allowed.diagnostic));
    report
}
