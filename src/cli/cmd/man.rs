use std::io::Write as _;

use clap::Command;

use crate::base::source::DisplayPath;
use crate::cli::args::{Args, ManArgs};
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};
use crate::files::save;

pub(super) fn run(context: &mut CommandContext, args: &ManArgs) -> Result<ExitStatus, CommandFailure> {
    let mut command = Args::with_guide().disable_help_subcommand(true);
    command.build();
    let Some(dir) = &args.dir else {
        context.out.exact().write_all(page(&command)?.1.as_bytes())?;
        return Ok(ExitStatus::Success);
    };
    for command in std::iter::once(&command).chain(command.get_subcommands()) {
        let (name, text) = page(command)?;
        let path = dir.join(name);
        save::replace(&path, &text)?;
        writeln!(context.out, "wrote {}", DisplayPath(&path))?;
    }
    Ok(ExitStatus::Success)
}

/// The manual page of a command, and the name of its file.
fn page(command: &Command) -> Result<(String, String), CommandFailure> {
    let page = clap_mangen::Man::new(command.clone());
    let mut text = Vec::new();
    page.render(&mut text)?;
    Ok((page.get_filename(), String::from_utf8_lossy(&text).into_owned()))
}
