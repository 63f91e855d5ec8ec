use std::path::PathBuf;

use clap::ValueEnum;

/// Begin the phone plan of a company, with scenarios and what editors and CI need.
///
/// On a terminal it asks for the company, its numbers, hours and choices; with --yes, and without a terminal, it writes a small
/// example to change.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct InitArgs {
    /// Folder to write to, created if it does not exist; existing files are never replaced [default: on a terminal, one named
    /// after the company]
    pub dir: Option<PathBuf>,
    /// Ask nothing and write the small example
    #[arg(long, short, requires = "dir")]
    pub yes: bool,
}

/// Print the JSON Schema of a file format, or of what a command answers.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim schema plan        for an editor that checks plans
  ivrsim schema check       for a program that reads `check --format json`")]
pub(crate) struct SchemaArgs {
    /// What to describe
    #[arg(value_enum)]
    pub of: SchemaOf,
}

/// A file format or an answer with a published schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaOf {
    /// Plans
    Plan,
    /// Scenario files
    Scenario,
    /// Files of your own training questions
    Questions,
    /// Answer of `call`
    Call,
    /// Answer of `find`
    Find,
    /// Answer of `lines`
    Lines,
    /// Answer of `hours`
    Hours,
    /// Answer of `facts`
    Facts,
    /// Answer of `import`
    Import,
    /// Answer of `draft`
    Draft,
    /// Answer of `replay`
    Replay,
    /// Answer of `export`
    Export,
    /// Answer of `explain`
    Explain,
    /// Answer of `paths`
    Paths,
    /// Answer of `map`
    Map,
    /// Answer of `check`
    Check,
    /// Answer of `diff`
    Diff,
    /// A line of `test --report json`
    Test,
    /// A line of `test --list`
    TestList,
    /// File of `test --coverage-report json`
    Coverage,
    /// Answer of `generate`
    Generate,
    /// Answer of `mutate`
    Mutate,
    /// Answer of `cards`
    Cards,
    /// Answer of `train report`
    TrainReport,
    /// File of `train --exam --result`
    TrainResult,
}

/// Format plans and scenario files.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim fmt                the folders `menus` and `scenarios`
  ivrsim fmt --check        for CI: list unformatted files, change none
  ivrsim fmt - < plan.toml  from standard input to standard output

Only the layout changes: white space, including the space before a comment, and the comma after each element of \
a list that spans several lines. The content and its order stay. A file that is not valid TOML is left alone, \
and so is one that somebody saves meanwhile.

Exit codes: 0 all files are formatted; 1 with --check, some are not; 2 it could not run.")]
pub(crate) struct FmtArgs {
    /// Files or folders to format; `-` is standard input [default: the folders `menus` and `scenarios`]
    pub paths: Vec<PathBuf>,
    /// Change nothing; list the files that are not formatted
    #[arg(long)]
    pub check: bool,
}

/// Print a script for shell completion.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim completions bash > ~/.local/share/bash-completion/completions/ivrsim
  ivrsim completions zsh > ~/.zfunc/_ivrsim
  ivrsim completions fish > ~/.config/fish/completions/ivrsim.fish")]
pub(crate) struct CompletionsArgs {
    /// Shell to write the script for
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

/// Print the manual page, or write one for each command.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim man | man -l -                     read it
  ivrsim man ~/.local/share/man/man1        write one page per command")]
pub(crate) struct ManArgs {
    /// Folder to write one page per command to, replacing old ones
    pub dir: Option<PathBuf>,
}
