use std::path::PathBuf;

use clap::ValueEnum;

/// Begin the phone plan of a company, with scenarios and what editors and CI need.
///
/// On a terminal it asks for the company, its numbers, hours and choices; with --yes, and without a terminal, it writes a small
/// example to change.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct InitArgs {
    /// The folder to write to; it is made if it does not exist, and no file in it is ever replaced [default: on a terminal,
    /// one named after the company]
    pub dir: Option<PathBuf>,
    /// Ask nothing, and write the small example
    #[arg(long, short, requires = "dir")]
    pub yes: bool,
}

/// Print the JSON Schema of a file format.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct SchemaArgs {
    /// Which format
    #[arg(value_enum)]
    pub of: SchemaOf,
}

/// A file format with a published schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaOf {
    /// Plans
    Plan,
    /// Scenario files
    Scenario,
    /// Files of own questions for training
    Questions,
}

/// Put plans and scenario files into the one style.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim fmt                the folders `menus` and `scenarios`
  ivrsim fmt --check        for CI: name the files that differ, and change none
  ivrsim fmt - < plan.toml  from standard input to standard output

What is said stays, and so does its order. What changes is white space, which moves comments on their lines; and lists \
of several lines end each element with a comma. A file that is no TOML is left as it is, and so is one that somebody \
saves meanwhile.

Exit codes: 0 done, or with --check nothing differs; 1 with --check some differ; 2 could not run.")]
pub(crate) struct FmtArgs {
    /// Files, or folders of them; `-` is standard input [default: the folders `menus` and `scenarios`]
    pub paths: Vec<PathBuf>,
    /// Change nothing; name the files that differ
    #[arg(long)]
    pub check: bool,
}

/// Print a script that lets a shell complete commands and options.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim completions bash > ~/.local/share/bash-completion/completions/ivrsim
  ivrsim completions zsh > ~/.zfunc/_ivrsim
  ivrsim completions fish > ~/.config/fish/completions/ivrsim.fish")]
pub(crate) struct CompletionsArgs {
    /// Which shell
    #[arg(value_enum)]
    pub shell: Shell,
}

/// A shell that can be taught to complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Shell {
    /// Bash
    Bash,
    /// Zsh
    Zsh,
    /// Fish
    Fish,
}

/// Print the manual page, or write all of them.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim man | man -l -                     read it
  ivrsim man ~/.local/share/man/man1        write a page for each command")]
pub(crate) struct ManArgs {
    /// The folder to write a page for each command to; old pages there are replaced
    pub dir: Option<PathBuf>,
}
