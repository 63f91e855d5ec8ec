use clap::builder::{PossibleValue, TypedValueParser};

use super::typed::TypedText;
use crate::cli::chapters::CHAPTERS;

/// Read the guide: your own phone plan, step by step.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim guide             list the chapters
  ivrsim guide first-plan  start here
  ivrsim guide hours       opening hours, recipe by recipe
  ivrsim guide lunch       find the chapters that mention lunch

On a terminal a chapter is shown page by page: through $PAGER, or else `less`; PAGER=cat shows it at once.")]
pub(crate) struct GuideArgs {
    /// A chapter, or a word to look for [default: list the chapters]
    #[arg(value_parser = TopicParser)]
    pub topic: Option<String>,
}

/// Any word, but the chapters are offered.
#[derive(Clone, Copy, Debug)]
struct TopicParser;

impl TypedValueParser for TopicParser {
    type Value = String;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<String, clap::Error> {
        TypedText.parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(CHAPTERS.iter().map(|chapter| PossibleValue::new(chapter.topic))))
    }
}
