use std::path::PathBuf;

use clap::ValueEnum;

use super::place::{self, NamedEnding};

/// Print the directory as cards and a quick reference.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim cards                               by line, as Markdown
  ivrsim cards --out cards.html              to print: quick reference and cards
  ivrsim cards --format anki --out deck.txt  for Anki: File, Import
  ivrsim --plan menus cards --format csv     for spreadsheets and other programs

Each card holds a fact that `ivrsim train` asks about, except facts about a single moment. Print the page on one \
side of the paper: the front and back of a card are side by side. Importing a deck again updates the notes of \
the older one, because a card keeps its ID as long as the names in it stay the same.")]
pub(crate) struct CardsArgs {
    /// Output format [default: what the name of --out ends in: md, html, csv or json; else md]
    #[arg(long, value_enum)]
    pub format: Option<CardsFormat>,
    /// File to write, replacing an old one; `-` is standard output [default: -]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Add cards for the questions in this file; can be repeated
    #[arg(long, value_name = "FILE")]
    pub questions: Vec<PathBuf>,
    /// Include holidays and exceptions for one year from this day [default: today]
    #[arg(long, value_name = "DAY")]
    pub at: Option<String>,
}

impl CardsArgs {
    /// The format that is asked for, or else meant by the name of the file.
    pub(crate) fn format(&self) -> CardsFormat {
        self.format.or(place::meant(self.out.as_deref())).unwrap_or_default()
    }
}

impl NamedEnding for CardsFormat {
    const ENDINGS: &[(&str, Self)] = &[
        ("md", Self::Md),
        ("markdown", Self::Md),
        ("html", Self::Html),
        ("htm", Self::Html),
        ("csv", Self::Csv),
        ("json", Self::Json),
    ];
}

/// What cards are made for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum CardsFormat {
    /// Markdown, to read as it is or rendered
    #[default]
    #[value(alias = "markdown")]
    Md,
    /// A self-contained page for a printer
    Html,
    /// A table with one row per card
    Csv,
    /// A text file that Anki imports
    Anki,
    /// For programs
    Json,
}
