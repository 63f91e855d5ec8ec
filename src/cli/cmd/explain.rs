use std::io::Write as _;

use crate::base::diagnostic::did_you_mean;
use crate::base::text::{PageText, Paint, Table};
use crate::check::report::RuleJson;
use crate::check::{catalogue, file_mistake_named, file_mistakes, page, rule_named};
use crate::cli::args::{ExplainArgs, Format};
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};

pub(super) fn run(context: &mut CommandContext, args: &ExplainArgs) -> Result<ExitStatus, CommandFailure> {
    match (&args.code, args.format) {
        (Some(code), format) => one(context, code, format)?,
        (None, Format::Json) => {
            let rules = catalogue().iter().map(RuleJson::from);
            context.json(&rules.chain(file_mistakes().map(RuleJson::from)).collect::<Vec<_>>())?;
        }
        (None, Format::Text) => {
            let mut rules = Table::of_texts(["RULE", "LEVEL", "WHAT IT FINDS"]);
            for rule in catalogue() {
                rules.row([rule.code, rule.level.word(), rule.summary]);
            }
            context.table(&rules)?;
            let mut mistakes = Table::of_texts(["MISTAKE", "WHAT IT MEANS"]);
            for mistake in file_mistakes() {
                mistakes.row([mistake.code, mistake.summary()]);
            }
            writeln!(context.out)?;
            context.table(&mistakes)?;
        }
    }
    Ok(ExitStatus::Success)
}

/// The page of a rule or a mistake.
fn one(context: &mut CommandContext, code: &str, format: Format) -> Result<(), CommandFailure> {
    let (page, json) = match (rule_named(code), file_mistake_named(code)) {
        (Some(rule), _) => (page(rule), RuleJson::from(rule)),
        (None, Some(mistake)) => (mistake.page(), RuleJson::from(mistake)),
        (None, None) => {
            return Err(CommandFailure::Usage(format!("nothing is called {code:?}: {}", help(code))));
        }
    };
    match format {
        // One of a list, as without a code.
        Format::Json => context.json(&[json]),
        Format::Text => {
            let paint = Paint::new(context.color);
            Ok(write!(context.out, "{}", PageText { page: &page, paint, columns: context.columns })?)
        }
    }
}

/// What was probably meant.
fn help(code: &str) -> String {
    let codes = catalogue().iter().map(|rule| rule.code).chain(file_mistakes().map(|mistake| mistake.code));
    match did_you_mean(code, codes) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            "`ivrsim explain` lists the rules and the mistakes; their names stand in square brackets, as in \
                 `error[unknown-name]`"
                .to_owned()
        }
    }
}
