use std::io::Write as _;
use std::path::Path;

use crate::base::text::safe;
use crate::cli::args::{Format, TrainLearners, TrainPerson};
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::training::store::{Forgotten, Store};

pub(super) fn list(context: &mut Context, file: &Path, args: &TrainLearners) -> Result<Exit, Failure> {
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
    Ok(Exit::Success)
}

pub(super) fn reset(context: &mut Context, file: &Path, args: &TrainPerson) -> Result<Exit, Failure> {
    let mut store = Store::open(file)?;
    let learner = store.learner(&args.name)?;
    let question = format!("delete what {:?} has learned?", learner.name);
    if !agreed(context, args, &question)? {
        return Ok(Exit::Failed);
    }
    let forgotten = store.reset(&learner)?;
    told(context, &format!("{:?} begins anew", learner.name), forgotten)
}

pub(super) fn forget(context: &mut Context, file: &Path, args: &TrainPerson) -> Result<Exit, Failure> {
    let mut store = Store::open(file)?;
    let learner = store.learner(&args.name)?;
    let question = format!("forget {:?} and everything about them?", learner.name);
    if !agreed(context, args, &question)? {
        return Ok(Exit::Failed);
    }
    let forgotten = store.forget(&learner)?;
    told(context, &format!("{:?} is forgotten", learner.name), forgotten)
}

fn told(context: &mut Context, done: &str, forgotten: Forgotten) -> Result<Exit, Failure> {
    writeln!(context.out, "{done}")?;
    if forgotten == Forgotten::OnceClosed {
        writeln!(
            context.out,
            "other programs have the file open; what was deleted is gone from the disk when the last of them ends"
        )?;
    }
    Ok(Exit::Success)
}

/// Whether the person at the terminal wants it done.
fn agreed(context: &mut Context, args: &TrainPerson, question: &str) -> Result<bool, Failure> {
    let nobody = "nothing was done, as there is nobody to ask: add --yes";
    if args.yes { Ok(true) } else { super::super::agreed::agreed(context, question, nobody) }
}
