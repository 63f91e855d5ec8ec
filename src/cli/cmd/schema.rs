use std::io::Write as _;

use crate::cli::args::{SchemaArgs, SchemaOf};
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};
use crate::plan;
use crate::suite::scenario;
use crate::training::drill;

pub(super) fn run(context: &mut CommandContext, args: &SchemaArgs) -> Result<ExitStatus, CommandFailure> {
    let schema = match args.of {
        SchemaOf::Plan => plan::schema(),
        SchemaOf::Scenario => scenario::schema(),
        SchemaOf::Questions => drill::questions_schema(),
    };
    write!(context.out.exact(), "{schema}")?;
    Ok(ExitStatus::Success)
}
