use super::format::Format;

/// Explain a rule of `ivrsim check`, or list all rules.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim explain              all rules, one per line
  ivrsim explain long-prompt  its meaning, an example, and what to do")]
pub(crate) struct ExplainArgs {
    /// Rule to explain [default: list all rules]
    #[arg(value_name = "RULE")]
    pub code: Option<String>,
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}
