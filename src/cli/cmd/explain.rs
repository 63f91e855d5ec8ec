use std::io::Write as _;

use super::check;
use crate::base::text::{PageText, Paint, Table};
use crate::check::report::RuleJson;
use crate::check::{Rule, catalogue, page};
use crate::cli::args::{ExplainArgs, Format};
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};

pub(super) fn run(context: &mut CommandContext, args: &ExplainArgs) -> Result<ExitStatus, CommandFailure> {
    let paint = Paint::new(context.color);
    let rules: &[Rule] = match &args.code {
        Some(code) => std::slice::from_ref(check::rule(code)?),
        None => catalogue(),
    };
    match args.format {
        Format::Json => context.json(&rules.iter().map(RuleJson::from).collect::<Vec<_>>())?,
        Format::Text if args.code.is_some() => {
            let page = page(&rules[0]);
            write!(context.out, "{}", PageText { page: &page, paint, columns: context.columns })?;
        }
        Format::Text => {
            let mut table = Table::of_texts(["RULE", "LEVEL", "WHAT IT FINDS"]);
            for rule in rules {
                table.row([rule.code, rule.level.word(), rule.summary]);
            }
            write!(context.out, "{}", table.text(paint, None))?;
        }
    }
    Ok(ExitStatus::Success)
}
