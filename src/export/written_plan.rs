//! The whole way: a plan becomes files of a phone system, which are read back and compared with it.

use super::blueprint::{Blueprint, hours_names};
use super::dated_hours::{DatedHours, ExportSpan};
use super::limits::{ExportLimit, WrittenPlan, writable};
use super::platform::{ExportPlatform, ExportScope};
use super::proof::{HoursDifference, MenuComparison, PhoneFiles, compare_hours, compare_menus, horizon};
use super::walk::blueprint;
use super::written_file::WrittenFile;
use super::{asterisk, connect};
use crate::base::diagnostic::Diagnostic;
use crate::plan::{Plan, ScheduleId};

/// What is to be written.
#[derive(Clone, Copy, Debug)]
pub struct ExportRequest {
    /// For which platform.
    pub platform: ExportPlatform,
    /// How much of the plan.
    pub scope: ExportScope,
    /// For which days.
    pub span: ExportSpan,
    /// Whether what the platform cannot say is approximated. Else there is no export where callers would notice.
    pub approximate: bool,
}

/// A plan as it is written for a platform.
#[derive(Debug)]
pub struct Export {
    /// What is written.
    pub files: Vec<WrittenFile>,
    /// What the platform cannot say, with what is written instead.
    pub limits: Vec<ExportLimit>,
    /// What came of reading it back.
    pub proof: ExportProof,
}

/// What came of comparing a phone system with a plan.
#[derive(Debug)]
pub struct ExportProof {
    /// How many hours were compared.
    pub hours_compared: usize,
    /// Those that differ.
    pub hours: Vec<HoursDifference>,
    /// The calls, where menus were compared.
    pub menus: Option<MenuComparison>,
    /// The plan as the platform says it, with which it was compared.
    pub plan: Plan,
}

impl ExportProof {
    /// Whether nothing differs.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.hours.is_empty() && self.menus.as_ref().is_none_or(|menus| menus.diff.is_empty())
    }

    /// Whether all was looked at, and whatever was found is told.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        let whole = |menus: &MenuComparison| menus.diff.summary.complete && menus.diff.summary.not_shown == 0;
        self.menus.as_ref().is_none_or(whole)
    }
}

/// Writes a plan for a platform, and compares what was written with it. What the platform cannot say is an error, unless it is to be
/// approximated.
pub fn export(
    plan: &Plan,
    request: &ExportRequest,
    progress: impl Fn(usize, usize) + Sync,
) -> Result<Export, Vec<Diagnostic>> {
    let Prepared { limits, plan, blueprint, hours } = prepared(plan, request)?;
    let (mut files, mut written) = (Vec::new(), Vec::new());
    let dated: Vec<DatedHours> =
        hours.iter().map(|(id, name)| DatedHours::of(&plan, *id, name, request.span)).collect();
    let hours_written = match request.platform {
        ExportPlatform::Asterisk => asterisk::hours_files(&plan, &dated, request.span),
        ExportPlatform::Connect => connect::hours_files(&dated, request.span),
    };
    if request.scope.has_hours() {
        files.extend(hours_written.iter().cloned());
    }
    written.extend(hours_written);
    if let Some(blueprint) = &blueprint {
        let menus = match request.platform {
            ExportPlatform::Asterisk => asterisk::menu_files(&plan, blueprint),
            ExportPlatform::Connect => connect::menu_files(&plan, blueprint),
        };
        files.extend(menus.iter().cloned());
        written.extend(menus);
    }
    let read = PhoneFiles::written(&written);
    let proof = compared(plan, request, &read, blueprint.as_ref(), &hours, progress)?;
    Ok(Export { files, limits, proof })
}

/// Compares the files of a phone system that runs with the plan of which they were written.
pub fn check(
    plan: &Plan,
    request: &ExportRequest,
    files: &PhoneFiles,
    progress: impl Fn(usize, usize) + Sync,
) -> Result<(Vec<ExportLimit>, ExportProof), Vec<Diagnostic>> {
    let Prepared { limits, plan, blueprint, hours } = prepared(plan, request)?;
    let proof = compared(plan, request, files, blueprint.as_ref(), &hours, progress)?;
    Ok((limits, proof))
}

/// What is known before anything is written.
struct Prepared {
    limits: Vec<ExportLimit>,
    plan: Plan,
    blueprint: Option<Blueprint>,
    hours: std::collections::BTreeMap<ScheduleId, String>,
}

fn prepared(plan: &Plan, request: &ExportRequest) -> Result<Prepared, Vec<Diagnostic>> {
    let WrittenPlan { limits, plan } = writable(plan, request.platform, request.scope, request.span);
    if !request.approximate && limits.iter().any(ExportLimit::is_grave) {
        return Err(limits.into_iter().filter(ExportLimit::is_grave).map(|limit| limit.told).collect());
    }
    let made = request.scope.has_menus().then(|| blueprint(&plan, horizon(&plan, request.span).from));
    let made = made.transpose().map_err(|found| {
        let step = plan.step(found.0);
        let told = Diagnostic::error(
            "too-large-to-export",
            step.origin.span,
            format!("callers come to `{}` by so many ways that they cannot be written", step.key),
        );
        vec![told.help("write the hours alone, with --what hours")]
    })?;
    let mut hours = hours_names(&plan);
    if !request.scope.has_menus() {
        hours.retain(|id, _| plan.schedules().any(|(own, _)| own == *id));
    }
    Ok(Prepared { limits, plan, blueprint: made, hours })
}

fn compared(
    plan: Plan,
    request: &ExportRequest,
    files: &PhoneFiles,
    blueprint: Option<&Blueprint>,
    hours: &std::collections::BTreeMap<ScheduleId, String>,
    progress: impl Fn(usize, usize) + Sync,
) -> Result<ExportProof, Vec<Diagnostic>> {
    let asked = request.scope.has_hours();
    let differing =
        if asked { compare_hours(&plan, request.platform, files, hours, request.span)? } else { Vec::new() };
    let menus = match blueprint {
        Some(blueprint) => {
            Some(compare_menus(&plan, request.platform, files, blueprint, request.span, progress)?)
        }
        None => None,
    };
    Ok(ExportProof { hours_compared: if asked { hours.len() } else { 0 }, hours: differing, menus, plan })
}
