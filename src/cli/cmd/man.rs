use std::io::Write as _;

use clap::Command;

use crate::base::source::Shown;
use crate::cli::args::{Args, Man};
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::files::save;

pub(super) fn run(context: &mut Context, args: &Man) -> Result<Exit, Failure> {
    let mut command = Args::with_guide().disable_help_subcommand(true);
    command.build();
    let Some(dir) = &args.dir else {
        context.out.exact().write_all(page(&command)?.1.as_bytes())?;
        return Ok(Exit::Success);
    };
    for command in std::iter::once(&command).chain(command.get_subcommands()) {
        let (name, text) = page(command)?;
        let path = dir.join(name);
        save::replace(&path, &text)?;
        writeln!(context.out, "wrote {}", Shown(&path))?;
    }
    Ok(Exit::Success)
}

/// The manual page of a command, and the name of its file.
fn page(command: &Command) -> Result<(String, String), Failure> {
    let page = clap_mangen::Man::new(command.clone());
    let mut text = Vec::new();
    page.render(&mut text)?;
    Ok((page.get_filename(), String::from_utf8_lossy(&text).into_owned()))
}
