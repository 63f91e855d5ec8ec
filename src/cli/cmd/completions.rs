use std::io::Write as _;

use clap_complete::{generate, shells};

use crate::cli::args::{Args, Completions, Shell};
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};

pub(super) fn run(context: &mut Context, args: &Completions) -> Result<Exit, Failure> {
    let mut command = Args::with_guide();
    // Into memory first: the generator panics where it cannot write, and whoever reads may have gone.
    let mut script = Vec::new();
    match args.shell {
        Shell::Bash => generate(shells::Bash, &mut command, "ivrsim", &mut script),
        Shell::Zsh => generate(shells::Zsh, &mut command, "ivrsim", &mut script),
        Shell::Fish => generate(shells::Fish, &mut command, "ivrsim", &mut script),
    }
    context.out.exact().write_all(&script)?;
    Ok(Exit::Success)
}
