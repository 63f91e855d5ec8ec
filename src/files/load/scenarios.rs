//! Scenario files, by name or found below a folder.

use std::collections::HashSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

use super::ending::ends_in;
use super::error::{LoadError, LoadProblem};
use super::headers::headers;
use super::plan::{name, text, text_within};
use super::reach::FileReach;
use super::search::{FolderListing, identity};
use super::unread::trouble;
use crate::base::diagnostic::{Diagnostic, did_you_mean};
use crate::base::source::{FileId, Sources};
use crate::plan::{PlanLimits, section_names};
use crate::suite::scenario::ParsedScenarioFile;

/// A scenario file in memory.
#[derive(Clone, Debug)]
pub struct ScenarioFile {
    /// Where it was found.
    pub path: PathBuf,
    /// The path as it is shown.
    pub name: String,
    /// What it says.
    pub text: String,
}

/// The scenario files of these paths: a file as it is, a folder searched to its bottom for TOML files that have a
/// `[suite]` or a `[[scenario]]`. Each folder's files are sorted by path; a file is taken once, however often it is
/// named. A link to a folder is not followed: it stops the run if that holds scenarios and is not searched anyway.
pub fn scenario_files(paths: &[PathBuf]) -> Result<Vec<ScenarioFile>, LoadError> {
    let mut files = Vec::new();
    let mut seen = HashSet::new();
    let searched: Vec<PathBuf> = paths.iter().map(|path| identity(path)).collect();
    for path in paths {
        let failed = |error| LoadError { path: path.clone(), problem: LoadProblem::Io(error) };
        if !fs::metadata(path).map_err(failed)?.is_dir() {
            if seen.insert(identity(path)) {
                files.push(ScenarioFile { path: path.clone(), name: name(path), text: text(path)? });
            }
            continue;
        }
        let found = FolderListing::below(path)?;
        found.tell_unread(looks_like_scenarios)?;
        found.tell_links(&searched, looks_like_scenarios)?;
        for path in found.files {
            if !seen.insert(identity(&path)) {
                continue;
            }
            let text = text(&path)?;
            if looks_like_scenarios(&text) {
                ends_in(&path, "toml")?;
                files.push(ScenarioFile { name: name(&path), path, text });
            }
        }
    }
    Ok(files)
}

/// Takes a scenario file apart that stands among the sources, and reads the CSV files that it names beside it.
pub fn draft(
    sources: &mut Sources,
    path: &Path,
    file: FileId,
    diagnostics: &mut Vec<Diagnostic>,
) -> ParsedScenarioFile {
    draft_within(FileReach::Near, sources, path, file, diagnostics)
}

/// The same, where the file may reach further, or not.
pub fn draft_within(
    reach: FileReach,
    sources: &mut Sources,
    path: &Path,
    file: FileId,
    diagnostics: &mut Vec<Diagnostic>,
) -> ParsedScenarioFile {
    let mut draft = ParsedScenarioFile::read(sources, file, diagnostics);
    let folder = path.parent().unwrap_or(Path::new(""));
    draft.read_tables(diagnostics, |named| {
        let table = joined(folder, Path::new(named));
        let text = reach
            .allows_table(path, &table)
            .and_then(|()| text_within(&table, PlanLimits::STANDARD.table_bytes));
        Ok(sources.add(name(&table), text.map_err(|error| error.to_string())?))
    });
    draft
}

/// A path that a file in `folder` names, without the detours: `a/../b` is `b` where `a` is a folder and no link.
#[must_use]
pub fn joined(folder: &Path, named: &Path) -> PathBuf {
    let mut path = PathBuf::new();
    for part in folder.join(named).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(path.components().next_back(), Some(Component::Normal(_)))
                    && !path.is_symlink() =>
            {
                path.pop();
            }
            part => path.push(part),
        }
    }
    if path.as_os_str().is_empty() { PathBuf::from(".") } else { path }
}

/// The plan and scenario files of these paths: a file as it is, a folder searched to its bottom for TOML files with tables
/// that plans or scenario files have, and no others. Sorted by path in each folder; a file is taken once.
pub fn our_files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, LoadError> {
    let mut files = Vec::new();
    let mut seen = HashSet::new();
    for path in paths {
        let failed = |error| LoadError { path: path.clone(), problem: LoadProblem::Io(error) };
        if !fs::metadata(path).map_err(failed)?.is_dir() {
            files.extend(seen.insert(identity(path)).then(|| path.clone()));
            continue;
        }
        let mut found = FolderListing::below(path)?;
        // There is nothing in what cannot be read that could be tidied.
        found.others.retain(|other| trouble(other).is_none());
        found.tell_unread(looks_like_ours)?;
        for path in found.files {
            if looks_like_ours(&text(&path)?) && seen.insert(identity(&path)) {
                ends_in(&path, "toml")?;
                files.push(path);
            }
        }
    }
    Ok(files)
}

/// Whether a file has tables, and all of them are those of our formats. Other programs keep TOML files too.
fn looks_like_ours(text: &str) -> bool {
    let mut headers = headers(text).peekable();
    let is_ours = |header: &str| section_names().chain(["scenario", "suite"]).any(|name| name == header);
    headers.peek().is_some() && headers.all(is_ours)
}

/// Whether a header says so, or seems to want to: a header with a typing error must be reported, not passed over.
fn looks_like_scenarios(text: &str) -> bool {
    headers(text).any(|name| did_you_mean(name, ["scenario", "suite"]).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::load::relative::relative;

    #[test]
    fn a_scenario_file_is_told_from_a_plan_by_its_headers() {
        assert!(looks_like_scenarios("# x\n[suite]\nplan = \"p\""));
        assert!(looks_like_scenarios("  [[ scenario ]]\n"));
        assert!(looks_like_scenarios("[[scenarios]]\n"), "so that the mistake is reported");
        assert!(!looks_like_scenarios("[plan]\nname = \"[suite]\"\n[hours.x]\n"));
        assert!(!looks_like_scenarios(""));
    }

    #[test]
    fn files_of_other_programs_are_told_from_ours() {
        assert!(looks_like_ours("[hours.x]\nopen = \"24/7\"\n[ lines.y ]\n"));
        assert!(looks_like_ours("[[scenario]]\n"));
        assert!(!looks_like_ours("[package]\nname = \"x\"\n[plan]\n"));
        assert!(!looks_like_ours("line = 1\n"));
    }

    #[test]
    fn a_folder_is_searched_to_its_bottom_and_a_file_taken_once() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            crate::files::save::new(&path, text).unwrap();
        };
        for name in ["b.toml", "a/z.toml", "a/deep/y.toml", ".hidden/x.toml", "a/.x.toml", "notes.txt"] {
            write(name, "[[scenario]]");
        }
        write("plan.toml", "[plan]");
        let root = folder.path().to_owned();
        let files = scenario_files(&[root.clone(), root.join("b.toml")]).unwrap();
        let names: Vec<_> = files
            .iter()
            .map(|file| file.path.strip_prefix(&root).unwrap().to_string_lossy().into_owned())
            .collect();
        assert_eq!(names, ["a/deep/y.toml", "a/z.toml", "b.toml"]);
    }

    #[test]
    fn a_plan_is_named_as_seen_from_the_scenario() {
        let named = |target: &str, folder: &str| {
            relative(Path::new(target), Path::new(folder)).to_string_lossy().replace('\\', "/")
        };
        assert_eq!(named("/a/menus/ally", "/a/scenarios/ally"), "../../menus/ally");
        assert_eq!(named("/a/menus/plan.toml", "/a/menus"), "plan.toml");
        assert_eq!(named("/a/b", "/a/b"), ".");
    }
}
