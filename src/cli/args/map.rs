use std::path::PathBuf;

use clap::ValueEnum;

/// Draw what every line leads to.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim map                               every line, as trees for the terminal
  ivrsim map cpc --at 'Monday 19:00'       one line, with what is open then
  ivrsim map --format svg --out menus.svg  to look at in a browser, or to print
  ivrsim map cpc --format mermaid          for a README or a wiki
  ivrsim map --format dot | dot -Tpdf > menus.pdf
  ivrsim --plan menus map --diff git:main  with what differs from another plan
  ivrsim map --format json                 nodes and edges, see docs/map-json.md

A step is drawn once, and named where another way leads to it. What most steps do when they are closed, or \
when a caller presses nothing or a wrong key, is drawn once for all of them; --full draws it at every step. \
A large plan is best drawn as SVG, which is never tangled: Mermaid and Graphviz find a layout of their own, \
which can take them long, and Mermaid draws up to 500 links unless it is configured otherwise.")]
pub(crate) struct MapArgs {
    /// A line by its name or number [default: the whole plan]
    pub line: Option<String>,
    /// What to draw it as
    #[arg(long, value_enum, default_value_t)]
    pub format: MapFormat,
    /// The file to write, in the place of an old one if there is one; `-` is standard output, as is none
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Show what is open at this time, and in gray what is closed; `now` for now [default: no time]
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// Who calls, for hours in the caller's time: a number, or a time zone such as America/Denver
    #[arg(long, value_name = "CALLER", requires = "at")]
    pub from: Option<String>,
    /// Point out what callers meet otherwise than under this plan: a file, a folder, `git:REV` or `git:REV:PATH`
    #[arg(long, value_name = "OLD")]
    pub diff: Option<PathBuf>,
    /// Draw at every step what becomes of callers who meet closed hours, press nothing, or press a wrong key
    #[arg(long)]
    pub full: bool,
}

/// What a plan is drawn as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum MapFormat {
    /// Trees for the terminal
    #[default]
    Tree,
    /// A picture for browsers and paper, in light or dark colors as its reader prefers
    Svg,
    /// A flowchart for Mermaid, which GitHub and GitLab draw in Markdown
    Mermaid,
    /// A graph for Graphviz
    Dot,
    /// Nodes and edges for programs, all of them
    Json,
}
