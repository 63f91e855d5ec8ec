//! The studio, in which menus are edited.

mod browser;
mod parts;
mod requests;
mod saving;
mod stages;

use std::fs;
use std::path::{Path, PathBuf};

use ivrsim::files::load::{self, PlanSource};
use ivrsim::serve::studio::{BaseSource, DeskAudience, DeskSetting, StudioBoard, StudioDesk, StudioReading};
use jiff::Timestamp;
use tempfile::TempDir;

/// The day on which plans are looked at here.
pub(super) fn today() -> Timestamp {
    Timestamp::from_second(1_767_700_800).unwrap()
}

/// A copy of the Ally directory with its scenarios, and with some of its text replaced.
pub(super) fn ally(edits: &[(&str, &str)]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    for part in ["menus/ally", "scenarios/ally"] {
        fs::create_dir_all(folder.path().join(part)).unwrap();
        for entry in fs::read_dir(top.join(part)).unwrap() {
            let path = entry.unwrap().path();
            fs::copy(&path, folder.path().join(part).join(path.file_name().unwrap())).unwrap();
        }
    }
    let plan = folder.path().join("menus/ally");
    edit(&plan, edits);
    (folder, plan)
}

/// Replaces text in the files of a plan; each must stand there once.
pub(super) fn edit(plan: &Path, edits: &[(&str, &str)]) {
    for (from, to) in edits {
        let mut found = 0;
        for entry in fs::read_dir(plan).unwrap() {
            let path = entry.unwrap().path();
            let text = fs::read_to_string(&path).unwrap();
            found += text.matches(from).count();
            if text.contains(from) {
                fs::write(&path, text.replace(from, to)).unwrap();
            }
        }
        assert_eq!(found, 1, "{from:?} stands in the plan once");
    }
}

/// A studio of a plan that is compared with what it was at the start.
pub(super) fn desk(folder: &Path, plan: &Path) -> StudioDesk {
    let source = PlanSource::Path(plan.to_owned());
    let first = load::plan(&source).unwrap().plan.map(std::sync::Arc::new);
    let scenarios = folder.join("scenarios");
    let scenarios = if scenarios.is_dir() { vec![scenarios] } else { Vec::new() };
    StudioDesk::new(DeskSetting { source, base: BaseSource::LastCommit, scenarios, first })
}

/// What the files of a studio's plan say now.
pub(super) fn reading(desk: &StudioDesk) -> StudioReading {
    let word = desk.setting().plan_word();
    StudioReading::of(load::plan(&desk.setting().source), word.as_deref(), today())
}

/// Somebody who hears everything.
pub(super) struct Everybody;

impl DeskAudience for Everybody {
    fn is_gone(&self) -> bool {
        false
    }

    fn hears(&self, _: &StudioBoard) {}
}

/// The studio once everything is made.
pub(super) fn made(desk: &StudioDesk) -> StudioBoard {
    desk.work(reading(desk), &Everybody);
    desk.board()
}
