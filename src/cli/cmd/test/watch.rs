//! `ivrsim test --watch`: run, wait for a change, run again.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::round::{RunOccasion, once};
use crate::base::source::Sources;
use crate::base::text::safe;
use crate::cli::args::{GlobalArgs, TestArgs};
use crate::cli::cmd::suites::{DEFAULT_FOLDER, found, wanted_plan};
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};
use crate::files::load::{self, PlanSource, ScenarioFile};
use crate::files::watch::{Watch, WatchWake, absolute};
use crate::suite::scenario::ParsedScenarioFile;

pub(super) fn run(
    context: &mut CommandContext,
    global: &GlobalArgs,
    args: &TestArgs,
) -> Result<ExitStatus, CommandFailure> {
    let mut watch = Watch::new().map_err(|error| cannot_watch(&error))?;
    let interrupted = Arc::new(AtomicBool::new(false));
    let (set, wake) = (Arc::clone(&interrupted), watch.interrupter());
    // Wherever it is: in the middle of a round, or waiting.
    let end = move || {
        set.store(true, Ordering::Relaxed);
        wake();
    };
    ctrlc::set_handler(end)
        .map_err(|error| CommandFailure::Usage(format!("cannot watch for Ctrl-C: {error}")))?;
    let mut changed = None;
    loop {
        let occasion = RunOccasion::Watch(&interrupted);
        match round(context, global, args, &mut watch, changed.as_deref(), occasion) {
            Ok(ExitStatus::Interrupted) => return Ok(ExitStatus::Interrupted),
            Ok(_) => {}
            Err(failure) => {
                context.out.flush()?;
                context.complain(&failure);
                // Paths of the command line that are not there will hardly come; mistakes in files are mended.
                if changed.is_none() && matches!(failure, CommandFailure::Usage(_) | CommandFailure::Load(_))
                {
                    return Ok(ExitStatus::CannotRun);
                }
            }
        }
        writeln!(context.out, "waiting for a change; press Ctrl-C to stop")?;
        context.out.flush()?;
        let Some(WatchWake::Changed(paths)) = watch.next(None) else { return Ok(ExitStatus::Interrupted) };
        // What has gone again already was an editor's temporary file, unless it is one of ours.
        let is_ours = |path: &&PathBuf| path.exists() || path.extension().is_some();
        let named = paths.iter().filter(is_ours).filter_map(|path| path.file_name());
        let named: Vec<_> = named.map(|name| name.to_string_lossy()).collect();
        context.say(&format!("\nchanged: {}", safe(&named.join(", "))))?;
        changed = Some(paths);
    }
}

/// Runs everything; what these changes can affect first. Every folder is watched before its files are read, so that no
/// change falls between.
fn round(
    context: &mut CommandContext,
    global: &GlobalArgs,
    args: &TestArgs,
    watch: &mut Watch,
    changed: Option<&[PathBuf]>,
    occasion: RunOccasion<'_>,
) -> Result<ExitStatus, CommandFailure> {
    let mut add = |path: &Path| watch.add(path).map_err(|error| cannot_watch(&error));
    if args.paths.is_empty() {
        add(Path::new(DEFAULT_FOLDER))?;
    }
    args.paths.iter().try_for_each(|path| add(path))?;
    let (mut first, mut rest) = (Vec::new(), Vec::new());
    for file in found(&args.paths)? {
        let mut read = read_by(global, &file);
        if file.path.is_symlink() {
            read.push(file.path.clone());
        }
        read.iter().try_for_each(|path| add(path))?;
        let is_affected = changed.is_none_or(|changed| affects(changed, &file.path, &read));
        if is_affected { first.push(file) } else { rest.push(file) }
    }
    first.append(&mut rest);
    once(context, global, args, first, occasion)
}

/// What a run of the file reads beside it: its plan, and the tables that its rows come from.
fn read_by(global: &GlobalArgs, file: &ScenarioFile) -> Vec<PathBuf> {
    let mut sources = Sources::default();
    let id = sources.add(file.name.clone(), file.text.clone());
    let folder = file.path.parent().unwrap_or(Path::new(""));
    let mut read = Vec::new();
    // What is wrong with the file is told when it is run.
    let mut draft = ParsedScenarioFile::read(&sources, id, &mut Vec::new());
    draft.read_tables(&mut Vec::new(), |name| {
        let table = load::joined(folder, Path::new(name));
        // What the file may not name is not watched either: it may be the whole disk.
        if global.reach().allows_table(&file.path, &table).is_ok() {
            read.push(table);
        }
        Err(String::new())
    });
    let named_by = draft.plan().filter(|_| !global.plan_is_named);
    match wanted_plan(global, &file.path, &draft).undated().clone() {
        PlanSource::Path(plan)
            if named_by.is_some() && global.reach().allows_plan(&file.path, &plan).is_err() => {}
        PlanSource::Path(plan) => {
            // What files of a folder lead to may be anywhere else.
            read.extend(load::plan_files(&plan).into_iter().filter(|path| path.is_symlink()));
            read.push(plan);
        }
        // What was committed does not change.
        PlanSource::Git(_) | PlanSource::Builtin | PlanSource::Undecided(_) | PlanSource::Dated(..) => {}
    }
    read
}

/// Whether a change may change what comes of a file: no path at all means that anything may have changed.
fn affects(changed: &[PathBuf], file: &Path, read: &[PathBuf]) -> bool {
    let file = absolute(file);
    let read: Vec<PathBuf> = read.iter().map(|path| absolute(path)).collect();
    let touches = |path: &PathBuf| {
        file.starts_with(path) || read.iter().any(|read| path.starts_with(read) || read.starts_with(path))
    };
    changed.is_empty() || changed.iter().any(touches)
}

fn cannot_watch(error: &dyn std::error::Error) -> CommandFailure {
    CommandFailure::Usage(format!("cannot watch for changes: {error}"))
}
