use std::io::Write as _;

use crate::cli::args::{Schema, SchemaOf};
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::plan;
use crate::suite::scenario;
use crate::training::drill;

pub(super) fn run(context: &mut Context, args: &Schema) -> Result<Exit, Failure> {
    let schema = match args.of {
        SchemaOf::Plan => plan::schema(),
        SchemaOf::Scenario => scenario::schema(),
        SchemaOf::Questions => drill::questions_schema(),
    };
    write!(context.out.exact(), "{schema}")?;
    Ok(Exit::Success)
}
