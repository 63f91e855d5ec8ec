use super::format::Format;

/// Explain a rule of `ivrsim check`, or list all of them.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim explain              every rule in a line
  ivrsim explain long-prompt  its meaning, an example, and what to do")]
pub(crate) struct ExplainArgs {
    /// The rule [default: list all]
    #[arg(value_name = "RULE")]
    pub code: Option<String>,
    /// How to answer
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}
