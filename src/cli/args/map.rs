use std::path::PathBuf;

use clap::ValueEnum;

use super::place::{self, NamedEnding};

/// Draw where each line leads.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim map                               every line, as trees for the terminal
  ivrsim map cpc --at 'Monday 19:00'       one line, showing what is open then
  ivrsim map --out menus.svg               for a browser or a printer
  ivrsim map cpc --format mermaid          for a README or a wiki
  ivrsim map --format dot | dot -Tpdf > menus.pdf
  ivrsim --plan menus map --diff git:main  showing what differs from a branch
  ivrsim map --format json                 nodes and edges, see docs/map-json.md

Each step is drawn once; other ways to it refer to it by name. What most steps do when they are closed, or when \
a caller presses nothing or a wrong key, is drawn once for all of them; --full draws it at every step. For a \
large plan, use SVG, which is never tangled: Mermaid and Graphviz compute their own layout, which can take long, \
and Mermaid stops at 500 links by default.")]
pub(crate) struct MapArgs {
    /// Line to draw, by name or number [default: the whole plan]
    pub line: Option<String>,
    /// Output format [default: what the name of --out ends in: svg, mmd, dot or json; else tree]
    #[arg(long, value_enum)]
    pub format: Option<MapFormat>,
    /// File to write, replacing an old one; `-` is standard output [default: -]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Show what is open at this time, with what is closed in gray; `now` is the current time [default: no
    /// time]
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// Who calls, for hours in the caller's time: a number, or a time zone such as America/Denver
    #[arg(long, visible_alias = "as", value_name = "CALLER", requires = "at")]
    pub from: Option<String>,
    /// Mark what differs for callers from this plan: a file, a folder, `git:REV` or `git:REV:PATH`
    #[arg(long, value_name = "OLD")]
    pub diff: Option<PathBuf>,
    /// Draw at every step where callers go when it is closed, or when they press nothing or a wrong key
    #[arg(long)]
    pub full: bool,
}

impl MapArgs {
    /// The format that is asked for, or else meant by the name of the file.
    pub(crate) fn format(&self) -> MapFormat {
        self.format.or(place::meant(self.out.as_deref())).unwrap_or_default()
    }
}

impl NamedEnding for MapFormat {
    const ENDINGS: &[(&str, Self)] = &[
        ("svg", Self::Svg),
        ("mmd", Self::Mermaid),
        ("mermaid", Self::Mermaid),
        ("dot", Self::Dot),
        ("gv", Self::Dot),
        ("json", Self::Json),
    ];
}

/// What a plan is drawn as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum MapFormat {
    /// Trees for the terminal
    #[default]
    Tree,
    /// A picture for browsers and paper, in light or dark colors as the reader prefers
    Svg,
    /// A flowchart for Mermaid, which GitHub and GitLab draw in Markdown
    Mermaid,
    /// A graph for Graphviz
    Dot,
    /// All nodes and edges, for programs
    Json,
}
