use std::io::Write as _;
use std::path::Path;

use crate::base::text::safe;
use crate::cli::args::{Format, TrainLearners, TrainPerson};
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};
use crate::training::learning::Learner;
use crate::training::store::{ForgetResult, Store, StoreError};

pub(super) fn list(
    context: &mut CommandContext,
    file: &Path,
    args: &TrainLearners,
) -> Result<ExitStatus, CommandFailure> {
    let learners = Store::open_to_read(file)?.learners()?;
    match args.format {
        Format::Json => {
            let names: Vec<&str> = learners.iter().map(|learner| learner.name.as_str()).collect();
            context.json(&names)?;
        }
        Format::Text if learners.is_empty() => writeln!(context.out, "nobody has trained yet")?,
        Format::Text => {
            // A line is a name, whatever is in it.
            let mut names = learners.iter().map(|learner| safe(&learner.name));
            names.try_for_each(|name| writeln!(context.out, "{name}"))?;
        }
    }
    Ok(ExitStatus::Success)
}

pub(super) fn reset(
    context: &mut CommandContext,
    file: &Path,
    args: &TrainPerson,
) -> Result<ExitStatus, CommandFailure> {
    let question = |name: &str| format!("delete everything {name:?} has learned?");
    once_agreed(context, file, args, question, Store::reset, "was reset")
}

pub(super) fn forget(
    context: &mut CommandContext,
    file: &Path,
    args: &TrainPerson,
) -> Result<ExitStatus, CommandFailure> {
    let question = |name: &str| format!("delete {name:?} and everything stored about them?");
    once_agreed(context, file, args, question, Store::forget, "was deleted")
}

/// Deletes something of a learner, once the person at the terminal agrees.
fn once_agreed(
    context: &mut CommandContext,
    file: &Path,
    args: &TrainPerson,
    question: impl Fn(&str) -> String,
    delete: fn(&mut Store, &Learner) -> Result<ForgetResult, StoreError>,
    done: &str,
) -> Result<ExitStatus, CommandFailure> {
    let mut store = Store::open(file)?;
    let learner = store.learner(&args.name)?;
    if !agreed(context, args, &question(&learner.name))? {
        return Ok(ExitStatus::Failed);
    }
    let forgotten = delete(&mut store, &learner)?;
    told(context, &format!("{:?} {done}", learner.name), forgotten)
}

fn told(
    context: &mut CommandContext,
    done: &str,
    forgotten: ForgetResult,
) -> Result<ExitStatus, CommandFailure> {
    writeln!(context.out, "{done}")?;
    if forgotten == ForgetResult::OnceClosed {
        writeln!(
            context.out,
            "other programs have the file open; the deleted data leaves the disk when the last of them ends"
        )?;
    }
    Ok(ExitStatus::Success)
}

/// Whether the person at the terminal wants it done.
fn agreed(context: &mut CommandContext, args: &TrainPerson, question: &str) -> Result<bool, CommandFailure> {
    let nobody = "nothing was done, because there is no terminal to ask on: add --yes";
    if args.yes { Ok(true) } else { super::super::agreed::agreed(context, question, nobody) }
}
