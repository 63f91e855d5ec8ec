use schemars::generate::SchemaSettings;

use super::raw;

/// The JSON Schema (draft 2020-12) of a scenario file, pretty-printed, with a line break at the end.
///
/// Editors that know TOML and JSON Schema complete and check scenarios by it. It says which keys there are and what kind
/// of value each takes; numbers, times and names are checked by [`Draft`](super::ParsedScenarioFile) alone.
#[must_use]
pub fn schema() -> String {
    let schema =
        SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<raw::RawScenarioFile>();
    format!("{:#}\n", schema.as_value())
}
