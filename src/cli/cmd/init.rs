use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::interview::{Interview, InterviewEnd, can_hold};
use crate::base::source::DisplayPath;
use crate::cli::args::InitArgs;
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};
use crate::cli::interrupts::{self, Interrupts};
use crate::explore::Quoted;
use crate::files::save;
use crate::start::{self, StartFile};

/// What there is to try once a plan is there.
const TRY_IT: [[&str; 2]; 4] = [
    ["ivrsim dial", "try its phone in the terminal"],
    ["ivrsim check", "find what callers would stumble over"],
    ["ivrsim test", "see whether it keeps its promises"],
    ["ivrsim guide", "how to go on, step by step"],
];

pub(super) fn run(context: &mut CommandContext, args: &InitArgs) -> Result<ExitStatus, CommandFailure> {
    match &args.dir {
        Some(dir) if args.yes || !context.interactive => return write(context, dir, &start::example()),
        // Nobody answers questions only to hear that nothing can be written.
        Some(dir) => can_hold(dir, &start::example()).map_err(CommandFailure::Usage)?,
        None if context.interactive => {}
        None => {
            let why = "name the folder to write to, as in `ivrsim init my-company`; questions are asked on a \
                       terminal only";
            return Err(CommandFailure::Usage(why.to_owned()));
        }
    }
    interrupts::end_the_process()?;
    let mut interview = Interview::new(context, io::stdin().lock());
    match interview.folder_and_files(args.dir.as_deref()) {
        Ok((dir, files)) => {
            // A moment that Ctrl-C does not cut in two.
            let _whole = Interrupts::watched()?;
            write(context, &dir, &files)
        }
        Err(InterviewEnd::Left | InterviewEnd::Back) => {
            writeln!(context.out, "\nnothing was written")?;
            Ok(ExitStatus::Interrupted)
        }
        Err(InterviewEnd::Io(error)) => Err(error.into()),
    }
}

/// Writes all of the files, or none.
fn write(
    context: &mut CommandContext,
    dir: &Path,
    files: &[StartFile],
) -> Result<ExitStatus, CommandFailure> {
    can_hold(dir, files).map_err(CommandFailure::Usage)?;
    let paths: Vec<PathBuf> = files.iter().map(|file| dir.join(file.path)).collect();
    save::all_new(paths.iter().map(PathBuf::as_path).zip(files.iter().map(|file| &*file.text)))?;
    for path in &paths {
        writeln!(context.out, "wrote {}", DisplayPath(path))?;
    }
    let dir = dir.to_string_lossy();
    writeln!(context.out, "\nTry it:\n  cd {}", Quoted(&dir))?;
    for [command, what] in TRY_IT {
        writeln!(context.out, "  {command:<14}{what}")?;
    }
    writeln!(context.out)?;
    let editors = "Editors with TOML support use the first line of each file to find its schema, so they can complete and \
                   check it; in Visual Studio Code, install the extension Even Better TOML.\n";
    context.show(|_| editors)?;
    Ok(ExitStatus::Success)
}
