use std::io::Write as _;

use clap_complete::{generate, shells};

use crate::cli::args::{Args, CompletionsArgs, Shell};
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};

pub(super) fn run(
    context: &mut CommandContext,
    args: &CompletionsArgs,
) -> Result<ExitStatus, CommandFailure> {
    let mut command = Args::with_guide();
    // Into memory first: the generator panics where it cannot write, and whoever reads may have gone.
    let mut script = Vec::new();
    match args.shell {
        Shell::Bash => generate(shells::Bash, &mut command, "ivrsim", &mut script),
        Shell::Zsh => generate(shells::Zsh, &mut command, "ivrsim", &mut script),
        Shell::Fish => generate(shells::Fish, &mut command, "ivrsim", &mut script),
    }
    context.out.exact().write_all(&script)?;
    Ok(ExitStatus::Success)
}
