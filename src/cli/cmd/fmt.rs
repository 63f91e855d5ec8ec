use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::base::source::Shown;
use crate::base::tidy;
use crate::cli::args::Fmt;
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::files::load;
use crate::files::save::{self, Rewriting};

/// What is formatted if nobody says what.
const DEFAULT_FOLDERS: [&str; 2] = ["menus", "scenarios"];

pub(super) fn run(context: &mut Context, args: &Fmt) -> Result<Exit, Failure> {
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
                writeln!(context.out, "{}", Shown(&path))?;
            }
            Err(failure) => failures.push(failure),
        }
    }
    match failures.is_empty() {
        false => Err(Failure::Several(failures)),
        true if args.check && differing > 0 => Ok(Exit::Failed),
        true => Ok(Exit::Success),
    }
}

/// Formats a file, unless it is only to be checked. Whether it was not formatted before.
fn one(path: &Path, only_check: bool) -> Result<bool, Failure> {
    let text = load::text(path)?;
    let tidy = formatted(&load::name(path), &text)?;
    let differs = tidy != text;
    if differs && !only_check {
        save::rewrite(&[Rewriting { path, read: &text, text: &tidy }])?;
    }
    Ok(differs)
}

fn from_input(context: &mut Context, args: &Fmt) -> Result<Exit, Failure> {
    if args.paths.len() > 1 {
        return Err(Failure::Usage("`-` is standard input and stands alone".to_owned()));
    }
    let text = load::standard_input()?;
    let tidy = formatted("-", &text)?;
    if args.check {
        return Ok(if tidy == text { Exit::Success } else { Exit::Failed });
    }
    context.out.exact().write_all(tidy.as_bytes())?;
    Ok(Exit::Success)
}

fn formatted(name: &str, text: &str) -> Result<String, Failure> {
    tidy::formatted(name, text).map_err(|(diagnostics, sources)| Failure::Mistakes(diagnostics, sources))
}

fn wanted(args: &Fmt) -> Result<Vec<PathBuf>, Failure> {
    if !args.paths.is_empty() {
        return Ok(args.paths.clone());
    }
    let there: Vec<PathBuf> =
        DEFAULT_FOLDERS.map(PathBuf::from).into_iter().filter(|path| path.exists()).collect();
    if there.is_empty() {
        return Err(Failure::Usage(
            "there is neither a folder `menus` nor a folder `scenarios` here: name files or folders, as in `ivrsim fmt \
             my-menus`"
                .to_owned(),
        ));
    }
    Ok(there)
}
