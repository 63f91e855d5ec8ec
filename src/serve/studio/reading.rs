//! The plan's files as they are now, with everything that is wrong with them.

use std::sync::Arc;

use jiff::Timestamp;

use crate::base::diagnostic::{Diagnostic, Level, has_errors};
use crate::base::hash::Hash;
use crate::base::source::{Sources, safe};
use crate::base::text::counted;
use crate::check::{CheckSubject, Levels, check};
use crate::files::load::LoadError;
use crate::plan::{ParsedPlan, Plan, PlanLimits, read};

/// What the plan's files say, and what is wrong with them.
#[derive(Clone, Debug, Default)]
pub struct StudioReading {
    /// The files.
    pub sources: Arc<Sources>,
    /// The plan, if they can be read as one.
    pub plan: Option<Arc<Plan>>,
    /// What is wrong: by file and place.
    pub findings: Vec<Diagnostic>,
    /// How many findings the plan allows.
    pub allowed: usize,
    /// Why there are no files.
    pub trouble: Option<String>,
}

impl StudioReading {
    /// Checks what was read. `plan_word` is how the command line names the plan.
    #[must_use]
    pub fn of(read: Result<ParsedPlan, LoadError>, plan_word: Option<&str>, now: Timestamp) -> Self {
        match read {
            Ok(ParsedPlan { plan, diagnostics, sources }) => {
                Self::checked(plan.map(Arc::new), diagnostics, sources, plan_word, now)
            }
            Err(error) => Self::without_files(error.to_string()),
        }
    }

    /// Nothing could be read, and why.
    #[must_use]
    pub fn without_files(why: String) -> Self {
        Self { trouble: Some(why), ..Self::default() }
    }

    /// Checks a plan, if its files can be read as one; else what was said of these is what is wrong.
    #[must_use]
    pub fn checked(
        plan: Option<Arc<Plan>>,
        told: Vec<Diagnostic>,
        sources: Arc<Sources>,
        plan_word: Option<&str>,
        now: Timestamp,
    ) -> Self {
        let Some(plan) = plan.filter(|_| !has_errors(&told)) else {
            return Self { sources, findings: told, ..Self::default() };
        };
        let subject = CheckSubject { plan_word, told: &told, ..CheckSubject::new(&plan, now) };
        let report = check(&subject, &Levels::of(&plan));
        let allowed = report.allowed.len();
        Self { sources, plan: Some(plan), findings: report.findings, allowed, trouble: None }
    }

    /// The same with some files as somebody is just writing them: by the names that pages are told, with their texts.
    #[must_use]
    pub fn with_drafts(&self, drafts: &[(String, String)], plan_word: Option<&str>, now: Timestamp) -> Self {
        let files = self.sources.iter().map(|(_, file)| {
            let draft = drafts.iter().find(|(name, _)| *name == safe(file.name()));
            (file.name().to_owned(), draft.map_or(file.text(), |(_, text)| text).to_owned())
        });
        Self::of(Ok(read(files, &PlanLimits::STANDARD)), plan_word, now)
    }

    /// The finding of this key.
    #[must_use]
    pub fn finding(&self, key: &str) -> Option<&Diagnostic> {
        self.findings.iter().find(|finding| finding_key(finding, &self.sources) == key)
    }

    /// How much is wrong, in words: "2 errors, 1 warning". None: nothing.
    #[must_use]
    pub fn told(&self) -> Option<String> {
        let count = |level| self.findings.iter().filter(|finding| finding.level == level).count();
        let told = [Level::Error, Level::Warning, Level::Note].into_iter().filter_map(|level| {
            let count = count(level);
            (count > 0).then(|| counted(count, level.word()))
        });
        let told: Vec<String> = told.collect();
        (!told.is_empty()).then(|| told.join(", "))
    }
}

/// What tells one text of a file from another.
#[must_use]
pub fn text_hash(text: &str) -> String {
    format!("{:016x}-{}", Hash::seeded(0).with(text).value(), text.len())
}

/// What tells one finding from another, as long as neither it nor what stands before it changes.
#[must_use]
pub fn finding_key(finding: &Diagnostic, sources: &Sources) -> String {
    let place = finding.primary.as_ref().map(|primary| primary.span);
    let (file, start) = place.map_or(("", 0), |span| (sources.file(span.file).name(), span.start));
    let hash = Hash::seeded(u64::from(start)).with(file).with(finding.code).with(&finding.message);
    format!("{:016x}", hash.value())
}
