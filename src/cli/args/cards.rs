use std::path::PathBuf;

use clap::ValueEnum;

/// Put the directory on cards and on a page of quick reference.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim cards                               by line, as Markdown
  ivrsim cards --format html --out cards.html
                                             to print: quick reference, cards
  ivrsim cards --format anki --out deck.txt  for Anki: File, Import
  ivrsim --plan menus cards --format csv     for other programs, spreadsheets

A card is a fact that `ivrsim train` asks about, as far as it can be asked without naming a moment. Print the page on one \
side of the paper: front and back of a card stand side by side. A deck that is imported again \
updates the notes of the older one, because a card keeps its id as long as the names in it stay.")]
pub(crate) struct CardsArgs {
    /// What to make
    #[arg(long, value_enum, default_value_t)]
    pub format: CardsFormat,
    /// The file to write, in the place of an old one if there is one; `-` is standard output, as is none
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Also cards for the questions of this file; may be given more than once
    #[arg(long, value_name = "FILE")]
    pub questions: Vec<PathBuf>,
    /// Of holidays and exceptions, those of the year from this day on [default: today]
    #[arg(long, value_name = "DAY")]
    pub at: Option<String>,
}

/// What cards are made for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum CardsFormat {
    /// Markdown, to be read as it is or rendered
    #[default]
    #[value(alias = "markdown")]
    Md,
    /// A page for a printer, which needs nothing else
    Html,
    /// A table, a row for each card
    Csv,
    /// A text that Anki imports
    Anki,
    /// For programs
    Json,
}
