//! The files and answers whose schemas are published. Those of answers are made from the types that are written.

use std::io::Write as _;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value};

use crate::call::report::CallJson;
use crate::check::report::{CheckJson, RuleJson};
use crate::cli::args::{SchemaArgs, SchemaOf};
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};
use crate::diff::report::DiffJson;
use crate::directory::report::{FactJson, HitJson, LineJson, ScheduleJson};
use crate::draft::DraftJson;
use crate::explore::report::PathJson;
use crate::export::ExportJson;
use crate::import::ImportJson;
use crate::picture::MapJson;
use crate::plan;
use crate::replay::report::ReplayJson;
use crate::suite::report::{CoverageJson, EventLine, GeneratedJson, ListedCase, MutationJson};
use crate::suite::scenario;
use crate::training::cards::CardsJson;
use crate::training::drill;
use crate::training::report::{ResultJson, TrainingJson};

pub(super) fn run(context: &mut CommandContext, args: &SchemaArgs) -> Result<ExitStatus, CommandFailure> {
    let schema = match args.of {
        SchemaOf::Plan => plan::schema(),
        SchemaOf::Scenario => scenario::schema(),
        SchemaOf::Questions => drill::questions_schema(),
        SchemaOf::Call => of::<CallJson>("ivrsim call --format json"),
        SchemaOf::Find => of::<Vec<HitJson>>("ivrsim find --format json"),
        SchemaOf::Lines => of::<Vec<LineJson>>("ivrsim lines --format json"),
        SchemaOf::Hours => of::<Vec<ScheduleJson>>("ivrsim hours --format json"),
        SchemaOf::Import => of::<ImportJson>("ivrsim import --format json"),
        SchemaOf::Draft => of::<DraftJson>("ivrsim draft --format json"),
        SchemaOf::Replay => of::<ReplayJson>("ivrsim replay --format json"),
        SchemaOf::Export => of::<ExportJson>("ivrsim export --format json"),
        SchemaOf::Facts => of::<Vec<FactJson>>("ivrsim facts --format json"),
        SchemaOf::Explain => of::<Vec<RuleJson>>("ivrsim explain --format json"),
        SchemaOf::Paths => of::<Vec<PathJson>>("ivrsim paths --format json"),
        SchemaOf::Map => of::<MapJson>("ivrsim map --format json"),
        SchemaOf::Check => of::<CheckJson<'_>>("ivrsim check --format json"),
        SchemaOf::Diff => of::<DiffJson>("ivrsim diff --format json"),
        SchemaOf::Test => of::<EventLine<'_>>("a line of ivrsim test --report json=FILE"),
        SchemaOf::TestList => of::<ListedCase<'_>>("a line of ivrsim test --list --format json"),
        SchemaOf::Coverage => of::<CoverageJson>("ivrsim test --coverage-report json=FILE"),
        SchemaOf::Generate => of::<GeneratedJson>("ivrsim generate --format json"),
        SchemaOf::Mutate => of::<MutationJson>("ivrsim mutate --format json"),
        SchemaOf::Cards => of::<CardsJson>("ivrsim cards --format json"),
        SchemaOf::TrainReport => of::<TrainingJson>("ivrsim train report --format json"),
        SchemaOf::TrainResult => of::<ResultJson>("ivrsim train --exam --result FILE"),
    };
    write!(context.out.exact(), "{schema}")?;
    Ok(ExitStatus::Success)
}

/// The JSON Schema (draft 2020-12) of an answer, pretty-printed, with a line break at the end.
fn of<T: JsonSchema>(title: &str) -> String {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    schema.insert("title".to_owned(), title.into());
    // What a reader wants to know first comes first.
    let head = ["$schema", "title", "description"]
        .map(|key| schema.remove(key).map(|value| (key.to_owned(), value)));
    let rest = std::mem::take(schema.ensure_object());
    let whole: Map<String, Value> = head.into_iter().flatten().chain(rest).collect();
    format!("{:#}\n", named(Value::Object(whole)))
}

/// The types are called what people call them. What ours end with tells them from those that are not written.
fn named(value: Value) -> Value {
    let name = |name: &str| -> String {
        let short = name.strip_suffix("Json").or_else(|| name.strip_suffix("Line")).unwrap_or(name);
        if short.is_empty() { name.to_owned() } else { short.to_owned() }
    };
    match value {
        Value::Object(object) => {
            let entries = object.into_iter().map(|(key, value)| match (key.as_str(), value) {
                ("$defs", Value::Object(defs)) => {
                    let defs = defs.into_iter().map(|(key, value)| (name(&key), named(value)));
                    (key, Value::Object(defs.collect()))
                }
                ("$ref", Value::String(to)) => (key, Value::String(name(&to))),
                (_, value) => (key, named(value)),
            });
            Value::Object(entries.collect())
        }
        Value::Array(values) => Value::Array(values.into_iter().map(named).collect()),
        other => other,
    }
}
