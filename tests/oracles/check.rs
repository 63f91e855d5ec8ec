//! The check ends, points at what is there, says the same twice, and its repairs leave a plan with the same calls.

use ivrsim::base::diagnostic::render::{GithubAnnotations, HumanDiagnostics, ShortDiagnostics};
use ivrsim::check::{CheckSubject, Levels, check, fixed, mended};
use ivrsim::diff::{DifferenceKind, diff};
use ivrsim::explore::Horizon;
use ivrsim::plan::{ParsedPlan, Plan, PlanLimits, read};
use jiff::Timestamp;

/// What a check says of steps to which no call comes: of the first of them, and what it names behind that one.
#[must_use]
pub fn unreachable(plan: &Plan) -> Vec<String> {
    let now = Timestamp::constant(1_772_463_600, 0);
    let report = check(&CheckSubject::new(plan, now), &Levels::of(plan));
    let of_rule = report.findings.into_iter().filter(|finding| finding.code == "unreachable-step");
    of_rule.flat_map(|finding| std::iter::once(finding.message).chain(finding.notes)).collect()
}

/// Checks a plan, if the text is one, and holds what the check says to the text; repairs leave a plan.
///
/// # Panics
///
/// If something does not hold.
pub fn hold(text: &str) {
    let ParsedPlan { plan: Some(plan), diagnostics, sources } =
        read([("plan.toml", text)], &PlanLimits::STANDARD)
    else {
        return;
    };
    // Monday, March 2, 2026, 10 AM in New York.
    let now = Timestamp::constant(1_772_463_600, 0);
    let subject = CheckSubject { told: &diagnostics, ..CheckSubject::new(&plan, now) };
    let report = check(&subject, &Levels::of(&plan));
    for finding in report.findings.iter().chain(report.allowed.iter().map(|allowed| &allowed.diagnostic)) {
        assert!(!finding.code.is_empty() && !finding.message.is_empty(), "{finding:?}");
        for label in finding.primary.iter().chain(&finding.related) {
            assert!(sources.file(label.span.file).text().get(label.span.range()).is_some(), "{finding:?}");
        }
        assert!(finding.primary.is_some(), "{finding:?}");
    }
    assert!(report.findings.is_sorted_by_key(|finding| finding.primary.as_ref().map(|label| label.span)));
    let again = check(&subject, &Levels::of(&plan));
    assert_eq!(report.findings, again.findings);
    let _ = HumanDiagnostics { diagnostics: &report.findings, sources: &sources, color: false }.to_string();
    let _ = ShortDiagnostics { diagnostics: &report.findings, sources: &sources }.to_string();
    let _ = GithubAnnotations { diagnostics: &report.findings, sources: &sources }.to_string();
    for finding in &report.findings {
        for repaired in fixed(std::slice::from_ref(finding), &sources) {
            held(&plan, &repaired.text);
        }
    }
    for repaired in mended(&sources, &Levels::of(&plan), now) {
        held(&plan, &repaired.text);
    }
}

/// A repaired text is a plan, and its calls are those of the plan before, but for words.
///
/// # Panics
///
/// If it is not so.
pub fn held(before: &Plan, repaired: &str) {
    let reading = read([("plan.toml", repaired)], &PlanLimits::STANDARD);
    let Some(after) = reading.plan else { panic!("a repair broke the plan:\n{repaired}") };
    let compared = diff(before, &after, Horizon::of(before, 1));
    let changed: Vec<DifferenceKind> = compared.differences().map(|difference| difference.kind).collect();
    assert!(
        changed.iter().all(|kind| *kind == DifferenceKind::Wording),
        "a repair changed {changed:?}:\n{repaired}"
    );
}
