//! What programs are told is what its schema says, and the pages about it are made of the schemas.

mod answers;
mod page;
mod schema;

use std::fs;
use std::path::Path;

use crate::helpers::generated::assert_generated;
use crate::helpers::program::ivrsim;
use schema::Schema;

/// The schemas of answers, by their names on the command line.
fn outputs() -> Vec<(String, Schema)> {
    let (code, _, errors) = ivrsim(Path::new("."), &["schema", "everything"]);
    assert_eq!(code, 2);
    let (_, named) = errors.split_once("[possible values: ").unwrap();
    let named = named.split(']').next().unwrap().split(", ");
    let answers = named.filter(|name| !["plan", "scenario", "questions"].contains(name));
    answers.map(|name| (name.to_owned(), Schema::printed(name))).collect()
}

#[test]
fn the_published_schemas_are_those_of_the_types() {
    let outputs = outputs();
    assert!(outputs.len() >= 18, "{:?}", outputs.iter().map(|(name, _)| name).collect::<Vec<_>>());
    for (name, schema) in &outputs {
        assert_generated(Path::new(&format!("schema/output/{name}.schema.json")), &schema.text);
    }
    let published = fs::read_dir("schema/output").unwrap().count();
    assert_eq!(published, outputs.len(), "a schema is of an answer that there is no more");
}

#[test]
fn the_pages_tell_every_field() {
    let mut told = Vec::new();
    let mut pages: Vec<_> = fs::read_dir("docs").unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.sort();
    for path in pages.iter().filter(|path| path.to_string_lossy().ends_with("-json.md")) {
        let text = fs::read_to_string(path).unwrap().replace("\r\n", "\n");
        let (page, names) = page::with_fields(&text);
        assert!(!names.is_empty(), "{}", path.display());
        assert_generated(path, &page);
        told.extend(names);
    }
    told.sort();
    let mut wanted: Vec<String> = outputs().into_iter().map(|(name, _)| name).collect();
    wanted.sort();
    assert_eq!(told, wanted, "each answer is described once");
    for (name, schema) in outputs() {
        assert_eq!(schema.without_description(), Vec::<String>::new(), "{name}");
    }
}
