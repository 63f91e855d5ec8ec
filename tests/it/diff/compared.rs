//! The cases of `tests/cases/diff`, compared.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use ivrsim::base::text::Paint;
use ivrsim::diff::report::{DiffReport, PlanName};
use ivrsim::diff::{BeforeAfter, Diff, diff};
use ivrsim::explore::Horizon;
use ivrsim::plan::{Plan, PlanLimits, read};

pub(super) fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/diff");
    let mut cases: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.retain(|path| path.is_dir());
    cases.sort();
    assert!(cases.len() > 10);
    cases
}

fn plan(name: &str, path: &Path) -> Plan {
    let text = fs::read_to_string(path).unwrap().replace("\r\n", "\n");
    let reading = read([(name, text)], &PlanLimits::STANDARD);
    assert!(reading.diagnostics.is_empty(), "{}: {:?}", path.display(), reading.diagnostics);
    reading.plan.unwrap()
}

/// All cases, each compared once.
pub(super) static CASES: LazyLock<Vec<(PathBuf, Compared)>> = LazyLock::new(|| {
    let compared = |case: PathBuf| {
        let compared = Compared::of(&case);
        (case, compared)
    };
    cases().into_iter().map(compared).collect()
});

pub(super) fn named(name: &str) -> &'static Compared {
    &CASES.iter().find(|(case, _)| case.ends_with(name)).unwrap().1
}

/// A case, compared.
pub(super) struct Compared {
    pub(super) old: Plan,
    pub(super) new: Plan,
    pub(super) diff: Diff,
}

impl Compared {
    pub(super) fn of(case: &Path) -> Self {
        let old = plan("old.toml", &case.parent().unwrap().join("old.toml"));
        let new = plan("new.toml", &case.join("new.toml"));
        let diff = diff(&old, &new, Horizon::of(&new, 2));
        Self { old, new, diff }
    }

    pub(super) fn report(&self, all: bool) -> DiffReport<'_> {
        let names = BeforeAfter { old: "old.toml", new: "new.toml" }
            .map(|name| PlanName { plan: Some(name.to_owned()) });
        DiffReport::new(&self.old, &self.new, names, &self.diff, all)
    }

    pub(super) fn human(&self) -> String {
        self.report(false).human(Paint::new(false)).to_string()
    }
}
