//! A schema, and whether a value is what it says. Only what our schemas use is known; anything else ends the test.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Map, Value};

use crate::helpers::program::ivrsim;

pub(super) struct Schema {
    pub(super) text: String,
    pub(super) root: Value,
}

impl Schema {
    /// As the program prints it.
    pub(super) fn printed(name: &str) -> Self {
        let (code, text, errors) = ivrsim(Path::new("."), &["schema", name]);
        assert_eq!((code, errors.as_str()), (0, ""), "{name}");
        Self::of(text)
    }

    fn of(text: String) -> Self {
        let root = serde_json::from_str(&text).unwrap();
        Self { text, root }
    }

    /// What a value has that the schema does not, or the other way around.
    pub(super) fn mistakes(&self, value: &Value) -> Vec<String> {
        let mut mistakes = Vec::new();
        self.hold(&self.root, value, "$", &mut mistakes);
        mistakes
    }

    /// The fields that nothing is said about.
    pub(super) fn without_description(&self) -> Vec<String> {
        fn look(value: &Value, found: &mut Vec<String>) {
            match value {
                Value::Object(object) => {
                    if let Some(Value::Object(properties)) = object.get("properties") {
                        let silent = properties
                            .iter()
                            .filter(|(_, of)| of.get("description").is_none() && of.get("const").is_none());
                        found.extend(silent.map(|(name, _)| name.clone()));
                    }
                    object.values().for_each(|value| look(value, found));
                }
                Value::Array(values) => values.iter().for_each(|value| look(value, found)),
                _ => {}
            }
        }
        let mut found = Vec::new();
        look(&self.root, &mut found);
        found
    }

    /// What `#/$defs/Name` is.
    pub(super) fn definition(&self, to: &str) -> &Value {
        self.root.pointer(to.strip_prefix('#').unwrap()).unwrap_or_else(|| panic!("{to} is defined"))
    }

    /// Holds a value to a schema, and lets it have no field more.
    fn hold(&self, schema: &Value, value: &Value, at: &str, mistakes: &mut Vec<String>) {
        self.hold_loosely(schema, value, at, mistakes);
        let mut known = BTreeSet::new();
        self.fields(schema, &mut known);
        if let (Value::Object(object), false) = (value, known.is_empty()) {
            let more = object.keys().filter(|key| !known.contains(key.as_str()));
            mistakes.extend(more.map(|key| format!("{at}.{key} is no field")));
        }
    }

    /// The names of all fields of an object, also of those that it is made of.
    fn fields<'s>(&'s self, schema: &'s Value, known: &mut BTreeSet<&'s str>) {
        if let Some(Value::Object(properties)) = schema.get("properties") {
            known.extend(properties.keys().map(String::as_str));
        }
        if let Some(Value::String(to)) = schema.get("$ref") {
            self.fields(self.definition(to), known);
        }
    }

    fn hold_loosely(&self, schema: &Value, value: &Value, at: &str, mistakes: &mut Vec<String>) {
        let schema: &Map<String, Value> = schema.as_object().expect("a schema is an object");
        for (word, said) in schema {
            match (word.as_str(), said) {
                ("$schema" | "$defs" | "title" | "description" | "format", _) => {}
                ("$ref", Value::String(to)) => self.hold_loosely(self.definition(to), value, at, mistakes),
                ("type", kind) => {
                    let kinds = kind.as_array().map_or(std::slice::from_ref(kind), Vec::as_slice);
                    if !kinds.iter().any(|kind| is_of(kind.as_str().unwrap(), value)) {
                        mistakes.push(format!("{at} is {value}, and not {kind}"));
                    }
                }
                ("const", wanted) => {
                    if wanted != value {
                        mistakes.push(format!("{at} is {value}, and not {wanted}"));
                    }
                }
                ("minimum", least) => {
                    if value.as_f64().is_some_and(|value| value < least.as_f64().unwrap()) {
                        mistakes.push(format!("{at} is {value}, which is less than {least}"));
                    }
                }
                ("minItems" | "maxItems", count) => {
                    let (count, is_least) = (count.as_u64().unwrap() as usize, word == "minItems");
                    let is_wrong =
                        |items: &Vec<Value>| if is_least { items.len() < count } else { items.len() > count };
                    if value.as_array().is_some_and(is_wrong) {
                        mistakes.push(format!("{at} has another number of items than {count}"));
                    }
                }
                ("maximum", most) => {
                    if value.as_f64().is_some_and(|value| value > most.as_f64().unwrap()) {
                        mistakes.push(format!("{at} is {value}, which is more than {most}"));
                    }
                }
                ("required", Value::Array(names)) => {
                    let names = names.iter().map(|name| name.as_str().unwrap());
                    let missing = names.filter(|name| value.is_object() && value.get(name).is_none());
                    mistakes.extend(missing.map(|name| format!("{at}.{name} is missing")));
                }
                ("properties", Value::Object(properties)) => {
                    for (name, schema) in properties {
                        if let Some(value) = value.get(name) {
                            self.hold(schema, value, &format!("{at}.{name}"), mistakes);
                        }
                    }
                }
                ("items", schema) => {
                    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                        self.hold(schema, item, &format!("{at}[{index}]"), mistakes);
                    }
                }
                ("anyOf" | "oneOf", Value::Array(choices)) => {
                    let each = choices.iter().map(|choice| {
                        let mut mistakes = Vec::new();
                        self.hold(choice, value, at, &mut mistakes);
                        mistakes
                    });
                    let each: Vec<Vec<String>> = each.collect();
                    match each.iter().filter(|mistakes| mistakes.is_empty()).count() {
                        1 => {}
                        0 => mistakes.extend(each.into_iter().min_by_key(Vec::len).unwrap_or_default()),
                        _ => mistakes.push(format!("{at} is several things at once")),
                    }
                }
                (word, said) => panic!("{word}: {said} is not known here"),
            }
        }
    }
}

fn is_of(kind: &str, value: &Value) -> bool {
    match kind {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        kind => panic!("{kind} is no type"),
    }
}

#[test]
fn what_a_schema_does_not_allow_is_noticed() {
    let schema = Schema::of(
        serde_json::json!({
            "type": "object",
            "properties": {
                "name": { "type": "string" },
                "count": { "type": ["integer", "null"], "minimum": 0 },
                "at": { "anyOf": [{ "$ref": "#/$defs/Place" }, { "type": "null" }] },
                "all": { "type": "array", "items": { "$ref": "#/$defs/Place" } },
            },
            "required": ["name"],
            "$defs": { "Place": { "type": "object", "properties": { "line": { "type": "integer" } }, "required": ["line"] } },
        })
        .to_string(),
    );
    let mistakes = |value: Value| schema.mistakes(&value);
    assert_eq!(
        mistakes(serde_json::json!({ "name": "a", "count": null, "at": { "line": 1 }, "all": [] })),
        Vec::<String>::new()
    );
    for (value, told) in [
        (serde_json::json!([]), "$ is [], and not \"object\""),
        (serde_json::json!({ "count": 1 }), "$.name is missing"),
        (serde_json::json!({ "name": "a", "count": 1.5 }), "$.count is 1.5, and not [\"integer\",\"null\"]"),
        (serde_json::json!({ "name": "a", "count": -1 }), "$.count is -1, which is less than 0"),
        (serde_json::json!({ "name": "a", "nmae": "b" }), "$.nmae is no field"),
        (serde_json::json!({ "name": "a", "at": { "line": 1, "column": 2 } }), "$.at.column is no field"),
        (serde_json::json!({ "name": "a", "all": [{}] }), "$.all[0].line is missing"),
    ] {
        assert_eq!(mistakes(value), [told]);
    }
}
