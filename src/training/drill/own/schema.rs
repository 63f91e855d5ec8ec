use schemars::generate::SchemaSettings;

use super::raw;

/// The JSON Schema (draft 2020-12) of a file of own questions, pretty-printed, with a line break at the end.
///
/// Editors that know TOML and JSON Schema complete and check such files by it. It says which keys there are and what kind of
/// value each takes; times, callers and names are checked by [`own_questions`](super::own_questions) alone.
#[must_use]
pub fn questions_schema() -> String {
    let schema =
        SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<raw::RawQuestionFile>();
    format!("{:#}\n", schema.as_value())
}
