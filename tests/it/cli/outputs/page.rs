//! The fields of answers as tables of Markdown, between two marks of a page.

use std::fmt::Write as _;

use serde_json::Value;

use super::schema::Schema;

const BEGIN: &str = "<!-- fields of ";
const END: &str = "<!-- end of fields -->";

/// The page with its tables made anew, and the answers that they are of.
pub(super) fn with_fields(page: &str) -> (String, Vec<String>) {
    let (mut out, mut names) = (String::new(), Vec::new());
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        if let Some(name) = line.strip_prefix(BEGIN) {
            let name = name.trim_end_matches(" -->");
            assert!(lines.by_ref().any(|line| line == END), "the fields of {name} end somewhere");
            let _ = write!(out, "\n{}{END}\n", fields(&Schema::printed(name)));
            names.push(name.to_owned());
        }
    }
    (out, names)
}

/// All tables of a schema: the answer first, then what it is made of.
fn fields(schema: &Schema) -> String {
    let mut out = String::new();
    let root = &schema.root;
    if let Some(choices) = root.get("oneOf").and_then(Value::as_array) {
        for choice in choices {
            let word = choice["properties"]["event"]["const"].as_str().unwrap();
            let _ = write!(out, "### `{word}`\n\n{}\n\n", text(&choice["description"]));
            // What it is made of beside its word stands there itself.
            let of = choice.get("$ref").and_then(Value::as_str);
            out.push_str(&table(of.map_or(choice, |to| schema.definition(to)), true));
        }
    } else if root["type"] == "array" {
        let _ = write!(out, "An array of {}.\n\n", link(root["items"]["$ref"].as_str().unwrap()));
    } else {
        out.push_str(&table(root, false));
    }
    let inlined: Vec<&str> = root
        .get("oneOf")
        .and_then(Value::as_array)
        .map(|choices| choices.iter().filter_map(|choice| choice.get("$ref")?.as_str()).collect())
        .unwrap_or_default();
    for (name, of) in root.get("$defs").and_then(Value::as_object).into_iter().flatten() {
        if !inlined.iter().any(|to| to.rsplit('/').next() == Some(name)) {
            let _ = write!(out, "### {}\n\n{}\n\n", title(name), text(&of["description"]));
            out.push_str(&table(of, false));
        }
    }
    out
}

fn table(of: &Value, is_event: bool) -> String {
    let required: Vec<&str> =
        of["required"].as_array().into_iter().flatten().map(|name| name.as_str().unwrap()).collect();
    let mut out = "| field | type | what it is |\n| --- | --- | --- |\n".to_owned();
    for (name, field) in of["properties"].as_object().unwrap() {
        if is_event && name == "event" {
            continue;
        }
        let left_out =
            if required.contains(&name.as_str()) { "" } else { " Left out if there is nothing to tell." };
        let kind = kind(field);
        let kind = if left_out.is_empty() { kind.as_str() } else { kind.trim_end_matches(" or null") };
        let _ = writeln!(out, "| `{name}` | {kind} | {}{left_out} |", text(&field["description"]));
    }
    out.push('\n');
    out
}

/// The type of a field, as people say it.
fn kind(field: &Value) -> String {
    if let Some(to) = field.get("$ref").and_then(Value::as_str) {
        return link(to);
    }
    if let Some(choices) = field.get("anyOf").and_then(Value::as_array) {
        return choices.iter().map(kind).collect::<Vec<_>>().join(" or ");
    }
    let kinds = field["type"].as_array().map_or(std::slice::from_ref(&field["type"]), Vec::as_slice);
    let said = kinds.iter().map(|kind| match kind.as_str().unwrap() {
        "array" => format!("list of {}", kind_of_items(field)),
        "string" => "text".to_owned(),
        "boolean" => "true or false".to_owned(),
        other => other.to_owned(),
    });
    said.collect::<Vec<_>>().join(" or ").replace("true or false or null", "true, false or null")
}

fn kind_of_items(field: &Value) -> String {
    match kind(&field["items"]).as_str() {
        "text" => "texts".to_owned(),
        "integer" => "integers".to_owned(),
        linked => linked.to_owned(),
    }
}

fn link(to: &str) -> String {
    let title = title(to.rsplit('/').next().unwrap());
    format!("[{}](#{})", title.to_lowercase(), title.to_lowercase().replace(' ', "-"))
}

/// `LearnerCard` is a "Learner card".
fn title(name: &str) -> String {
    let mut title = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !title.is_empty() {
            title.push(' ');
            title.extend(c.to_lowercase());
        } else {
            title.push(c);
        }
    }
    title
}

fn text(description: &Value) -> String {
    description.as_str().unwrap_or_default().replace('\n', " ").replace('|', "\\|")
}
