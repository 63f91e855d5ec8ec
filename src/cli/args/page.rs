use std::path::PathBuf;

/// Write the phone as a page that anybody can open in a browser.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim page --out phone.html             the phone, to mail or to host
  ivrsim page --lessons --out learn.html   the phone with lessons and exams
  ivrsim page --line cpc --out cpc.html    with this line ready to dial
  ivrsim page --at \"Saturday 10:40\" --title Drill --out drill.html

The page is one file that needs no network, no server and no installation. It makes every call by the same engine as \
this program. It holds the whole plan: whoever gets the page can read all of it.

With --lessons, what somebody learns is kept in their browser and goes nowhere else. It can be saved as a file, which \
`ivrsim train import` reads.")]
pub(crate) struct PageArgs {
    /// File to write, replacing an old one; `-` is standard output [default: -]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Set the page's clock to this time [default: the time of whoever opens it]
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// Start with this line ready to dial: its name in the plan, or its number
    #[arg(long, value_name = "LINE")]
    pub line: Option<String>,
    /// Give lessons and exams about the plan, as `ivrsim train` does
    #[arg(long)]
    pub lessons: bool,
    /// Include the questions in this file in the lessons; can be repeated
    #[arg(long, value_name = "FILE", requires = "lessons")]
    pub questions: Vec<PathBuf>,
    /// Title of the page [default: the name of the plan]
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,
}
