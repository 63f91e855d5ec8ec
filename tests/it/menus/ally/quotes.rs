//! The plan's words against the document's. These tests read the TOML itself, so that nothing in a file escapes them.

use toml::{Table, Value};

use super::document;

/// The document's headings: all of its words that no table of the plan quotes.
const HEADINGS: [&str; 5] = [
    "Contract Processing Center",
    "Important Fax Numbers",
    "Contract Mailing Instructions",
    "Important Contact Information",
    "Questions and Inquiries Business Unit Toll-Free Number/Other Hours of Operation",
];

#[test]
fn every_table_says_where_it_comes_from() {
    for (name, table) in tables() {
        let says = ["source", "assumed"]
            .into_iter()
            .any(|key| text(&table, key).is_some_and(|says| !says.is_empty()));
        assert!(says, "{name} has neither `source` nor `assumed`");
    }
}

#[test]
fn no_quote_is_invented() {
    let words = document::words();
    for (name, table) in tables() {
        let mut rest = words.as_str();
        for quote in quotes(&table) {
            let found = rest.split_once(&*document::single_spaced(quote));
            rest = found.unwrap_or_else(|| panic!("{name} quotes what the document does not say: {quote}")).1;
        }
    }
}

#[test]
fn topics_units_notes_and_addresses_are_in_the_documents_words() {
    let words = document::words();
    for (name, table) in tables() {
        for said in own_words(&table) {
            assert!(words.contains(&said), "{name} says what the document does not: {said}");
        }
    }
}

#[test]
fn nothing_of_the_document_but_headings_is_left_out() {
    let words = document::words();
    let mut quoted: Vec<String> = HEADINGS.map(str::to_owned).to_vec();
    for (_, table) in tables() {
        quoted.extend(quotes(&table).map(document::single_spaced));
        quoted.extend(own_words(&table));
    }
    let mut left = words.clone().into_bytes();
    for (at, quote) in quoted.iter().flat_map(|quote| words.match_indices(quote.as_str())) {
        left[at..at + quote.len()].fill(b' ');
    }
    let left = String::from_utf8(left).expect("whole characters are taken out");
    assert_eq!(left.trim(), "", "the plan does not quote these words");
}

#[test]
fn every_inquiry_of_the_table_is_a_name_or_a_topic() {
    let plan = super::plan();
    let mut said: Vec<&str> = Vec::new();
    for (_, step) in plan.steps() {
        said.extend(step.name.as_deref());
        said.extend(step.topics.iter().map(String::as_str));
    }
    said.sort_by_key(|words| std::cmp::Reverse(words.len()));
    for inquiry in document::table().iter().flat_map(|row| &row.inquiries) {
        let (heading, bullets) = inquiry.split_once('<').unwrap_or((inquiry, ""));
        let bullets = bullets.split_once('>').map_or("", |(_, bullets)| bullets);
        let mut left = format!("{heading}{bullets}");
        for words in &said {
            left = left.replace(words, "\n");
        }
        assert_eq!(left.trim_matches(|c: char| c.is_whitespace() || c == ':'), "", "in {inquiry}");
    }
}

/// Every table of the plan that can carry a source: `[plan]`, `[defaults]`, and those within the other sections.
fn tables() -> Vec<(String, Table)> {
    let mut tables = Vec::new();
    for (file, text) in super::files() {
        let sections: Table = text.parse().expect(&file);
        for (section, value) in sections {
            let Value::Table(table) = value else { panic!("{file}: {section} is not a table") };
            if matches!(&*section, "plan" | "defaults") {
                tables.push((format!("{file}: [{section}]"), table));
                continue;
            }
            for (key, value) in table {
                let Value::Table(table) = value else { panic!("{file}: {section}.{key} is not a table") };
                tables.push((format!("{file}: [{section}.{key}]"), table));
            }
        }
    }
    tables
}

/// What a table quotes; "…" stands for words left out.
fn quotes(table: &Table) -> impl Iterator<Item = &str> {
    text(table, "source").into_iter().flat_map(|source| source.split('…'))
}

/// What a table says without quotation marks, though in the document's words.
fn own_words(table: &Table) -> Vec<String> {
    let list = |key: &str| {
        let items = table.get(key).and_then(Value::as_array).into_iter().flatten();
        items.filter_map(Value::as_str).map(str::to_owned).collect::<Vec<_>>()
    };
    let mut said = list("topics");
    said.extend(["unit", "note", "email"].into_iter().filter_map(|key| text(table, key)).map(str::to_owned));
    said.push(list("post").join(" "));
    said.retain(|words| !words.is_empty());
    said
}

fn text<'t>(table: &'t Table, key: &str) -> Option<&'t str> {
    table.get(key).and_then(Value::as_str)
}
