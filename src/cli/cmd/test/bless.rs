//! `ivrsim test --bless`: show what would change, ask, write.

use std::collections::BTreeSet;
use std::io::{self, Write as _};

use crate::base::source::Sources;
use crate::base::text::counted;
use crate::cli::cmd::changes::{self, FileChange};
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};
use crate::suite::runner::Runnable;
use crate::suite::scenario::bless::{BlessResult, bless};

pub(super) fn not_in_ci() -> CommandFailure {
    CommandFailure::Usage(
        "--bless is refused because the variable CI is set: bless on your own machine, review the changes and \
         commit them"
            .to_owned(),
    )
}

/// Blesses the suites. Without `yes`, a person at the terminal is asked.
pub(super) fn run(
    context: &mut CommandContext,
    yes: bool,
    suites: &[Runnable<'_>],
    sources: &Sources,
) -> Result<ExitStatus, CommandFailure> {
    let mut changed = Vec::new();
    let (mut rewritten, mut left) = (0, 0);
    for Runnable { suite, plan } in suites {
        let file = sources.file(suite.file);
        let blessing = bless(file.text(), suite, plan);
        show(context, sources, file.name(), file.text(), &blessing)?;
        rewritten += blessing.rewritten;
        left += blessing.left.len();
        if blessing.rewritten > 0 {
            changed.push(FileChange { file, text: blessing.text });
        }
    }
    if changed.is_empty() && left == 0 {
        writeln!(context.out, "every expectation is met, so there is nothing to bless")?;
        return Ok(ExitStatus::Success);
    }
    if !changed.is_empty() {
        let what = if rewritten == 1 {
            "this expectation".to_owned()
        } else {
            format!("these {rewritten} expectations")
        };
        if !yes && !changes::agreed(context, &format!("rewrite {what}?"))? {
            writeln!(context.out, "nothing was written")?;
            return Ok(ExitStatus::Failed);
        }
        changes::write(&changed)?;
        writeln!(
            context.out,
            "rewritten: {rewritten}, in {} of {}",
            changed.len(),
            counted(suites.len(), "file")
        )?;
    }
    Ok(if left > 0 { ExitStatus::Failed } else { ExitStatus::Success })
}

fn show(
    context: &mut CommandContext,
    sources: &Sources,
    name: &str,
    old: &str,
    blessing: &BlessResult,
) -> io::Result<()> {
    if blessing.rewritten > 0 {
        changes::show(context, name, old, &blessing.text)?;
    }
    // What is left of several cases at one place is said once.
    let mut told = BTreeSet::new();
    for left in &blessing.left {
        let line = format!("left unchanged: {}: {}", sources.place(left.span), left.value);
        if told.insert(line.clone()) {
            context.say(&line)?;
        }
    }
    Ok(())
}
