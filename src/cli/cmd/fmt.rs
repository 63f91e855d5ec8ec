use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::base::source::DisplayPath;
use crate::base::tidy;
use crate::cli::args::FmtArgs;
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};
use crate::files::load;
use crate::files::save::{self, FileRewrite};

/// What is formatted if nobody says what.
const DEFAULT_FOLDERS: [&str; 2] = ["menus", "scenarios"];

pub(super) fn run(context: &mut CommandContext, args: &FmtArgs) -> Result<ExitStatus, CommandFailure> {
    if args.paths.iter().any(|path| path.as_os_str() == "-") {
        return from_input(context, args);
    }
    let mut failures = Vec::new();
    let mut differing = 0;
    for path in load::our_files(&wanted(args)?)? {
        match one(&path, args.check) {
            Ok(false) => {}
            Ok(true) => {
                differing += 1;
                writeln!(context.out, "{}", DisplayPath(&path))?;
            }
            Err(failure) => failures.push(failure),
        }
    }
    match failures.is_empty() {
        false => Err(CommandFailure::Several(failures)),
        true if args.check && differing > 0 => Ok(ExitStatus::Failed),
        true => Ok(ExitStatus::Success),
    }
}

/// Formats a file, unless it is only to be checked. Whether it was not formatted before.
fn one(path: &Path, only_check: bool) -> Result<bool, CommandFailure> {
    let text = load::text(path)?;
    let tidy = formatted(&load::name(path), &text)?;
    let differs = tidy != text;
    if differs && !only_check {
        save::rewrite(&[FileRewrite { path, read: &text, text: &tidy }])?;
    }
    Ok(differs)
}

fn from_input(context: &mut CommandContext, args: &FmtArgs) -> Result<ExitStatus, CommandFailure> {
    if args.paths.len() > 1 {
        return Err(CommandFailure::Usage(
            "`-` (standard input) cannot be combined with other paths".to_owned(),
        ));
    }
    let text = load::standard_input()?;
    let tidy = formatted("-", &text)?;
    if args.check {
        return Ok(if tidy == text { ExitStatus::Success } else { ExitStatus::Failed });
    }
    context.out.exact().write_all(tidy.as_bytes())?;
    Ok(ExitStatus::Success)
}

fn formatted(name: &str, text: &str) -> Result<String, CommandFailure> {
    tidy::formatted(name, text)
        .map_err(|(diagnostics, sources)| CommandFailure::Mistakes(diagnostics, sources))
}

fn wanted(args: &FmtArgs) -> Result<Vec<PathBuf>, CommandFailure> {
    if !args.paths.is_empty() {
        return Ok(args.paths.clone());
    }
    let there: Vec<PathBuf> =
        DEFAULT_FOLDERS.map(PathBuf::from).into_iter().filter(|path| path.exists()).collect();
    if there.is_empty() {
        return Err(CommandFailure::Usage(
            "there is no folder `menus` or `scenarios` here: name files or folders, as in `ivrsim fmt \
             my-menus`"
                .to_owned(),
        ));
    }
    Ok(there)
}
