use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use serde_json::{Map, Value};

use super::raw;

/// The JSON Schema (draft 2020-12) of a plan's files, pretty-printed, with a line break at the end.
///
/// Editors that know TOML and JSON Schema complete and check plans by it. It says which keys there are and what kind of
/// value each takes; names, hours and numbers are checked by [`read`](super::read) alone.
#[must_use]
pub fn schema() -> String {
    let settings = SchemaSettings::draft2020_12().with_transform(RecursiveTransform(without_null));
    let mut schema = settings.into_generator().into_root_schema_for::<raw::File>();
    // What a reader wants to know first comes first.
    let head = ["$schema", "title", "description"]
        .map(|key| schema.remove(key).map(|value| (key.to_owned(), value)));
    let rest = std::mem::take(schema.ensure_object());
    let whole: Map<String, Value> = head.into_iter().flatten().chain(rest).collect();
    format!("{:#}\n", Value::Object(whole))
}

/// TOML has no null: what may be left out is left out.
fn without_null(schema: &mut schemars::Schema) {
    let is_null = |schema: &Value| schema.get("type").is_some_and(|kind| kind == "null");
    if let Some(Value::Array(kinds)) = schema.get_mut("type") {
        kinds.retain(|kind| kind != "null");
        if let [only] = kinds.as_slice() {
            let only = only.clone();
            schema.insert("type".to_owned(), only);
        }
    }
    if let Some(Value::Array(choices)) = schema.get_mut("anyOf") {
        choices.retain(|choice| !is_null(choice));
        if let [Value::Object(only)] = choices.as_slice() {
            let only = only.clone();
            schema.remove("anyOf");
            for (key, value) in only {
                schema.insert(key, value);
            }
        }
    }
}
