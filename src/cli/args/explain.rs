use super::format::Format;

/// Explain a rule of `ivrsim check` or a mistake in a file, or list all of them.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim explain               all rules and mistakes, one per line
  ivrsim explain long-prompt   its meaning, an example, and what to do
  ivrsim explain unknown-name  the same for a mistake in a file")]
pub(crate) struct ExplainArgs {
    /// Rule or mistake to explain [default: list all]
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}
