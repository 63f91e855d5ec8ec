//! Plans written for phone systems, and read back.

mod calendars;
mod command;
mod companies;
mod hours;
mod limits;
mod menus;

use ivrsim::export::{Export, ExportPlatform, ExportRequest, ExportScope, ExportSpan, export};
use ivrsim::plan::{Plan, PlanLimits, read};

/// A plan of this text.
pub(crate) fn plan(text: &str) -> Plan {
    let reading = read([("plan.toml", text.to_owned())], &PlanLimits::STANDARD);
    reading.plan.unwrap_or_else(|| panic!("{:#?}\n{text}", reading.diagnostics))
}

/// What is asked of an export: two years from the first day of 2026.
pub(crate) fn request(platform: ExportPlatform, scope: ExportScope) -> ExportRequest {
    let day = |text: &str| text.parse().unwrap();
    let span = ExportSpan { first: day("2026-01-01"), last: day("2027-12-31") };
    ExportRequest { platform, scope, span, approximate: true }
}

/// A plan as it is written, with what cannot be said approximated.
pub(crate) fn written(plan: &Plan, platform: ExportPlatform, scope: ExportScope) -> Export {
    export(plan, &request(platform, scope), |_, _| {}).unwrap_or_else(|mistakes| panic!("{mistakes:#?}"))
}

/// That what was written is read back as the plan that was approximated.
pub(crate) fn is_proven(export: &Export, about: &str) {
    let proof = &export.proof;
    assert!(proof.hours.is_empty(), "{about}: {:#?}\n{}", proof.hours, texts(export));
    let Some(menus) = &proof.menus else { return };
    let first = menus.diff.differences().next();
    assert!(
        menus.diff.is_empty(),
        "{about}: {:#?}\n{}\n{}",
        first,
        texts(export),
        menus.read_back.sources.iter().map(|(_, file)| file.text().to_owned()).collect::<String>()
    );
    assert!(proof.is_complete(), "{about}: {:?}", menus.diff.summary);
}

/// All that was written.
pub(crate) fn texts(export: &Export) -> String {
    export.files.iter().map(|file| format!("--- {}\n{}\n", file.path, file.text)).collect::<Vec<_>>().concat()
}
