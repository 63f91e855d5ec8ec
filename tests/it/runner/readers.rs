//! Readers of report formats, written from the formats' descriptions and not from our writers.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// The elements that the JUnit schemas have in common, with their attributes; a star marks those that must be there.
const JUNIT: &[(&str, &str, &[&str])] = &[
    ("", "testsuites", &["name", "tests", "failures", "errors", "time"]),
    ("testsuites", "testsuite", &["name*", "tests*", "failures*", "errors*", "skipped", "time*"]),
    ("testsuite", "testcase", &["name*", "classname*", "time*"]),
    ("testcase", "failure", &["message", "type*"]),
    ("testcase", "skipped", &["message"]),
];

/// A JUnit file, held to what the schemas have in common.
#[derive(Debug, Default)]
pub(super) struct Junit {
    /// The names of all cases.
    pub(super) names: Vec<String>,
    /// The messages of all failures.
    pub(super) messages: Vec<String>,
    /// The texts of all failures.
    pub(super) texts: Vec<String>,
}

impl Junit {
    pub(super) fn read(xml: &str) -> Self {
        let mut junit = Self::default();
        let mut reader = Reader::from_str(xml);
        reader.config_mut().check_end_names = true;
        let mut open: Vec<String> = Vec::new();
        let mut counts: Vec<[usize; 2]> = Vec::new();
        loop {
            let (start, is_empty) = match reader.read_event().unwrap() {
                Event::Start(start) => (start, false),
                Event::Empty(start) => (start, true),
                Event::Eof => break,
                Event::End(_) => {
                    if open.pop().unwrap() == "testsuite" {
                        assert_eq!(counts.pop(), Some([0, 0]), "a suite has as many cases as it says");
                    }
                    continue;
                }
                Event::Text(text) if open.last().is_some_and(|name| name == "failure") => {
                    junit.texts.last_mut().unwrap().push_str(&text.decode().unwrap());
                    continue;
                }
                Event::GeneralRef(name) if open.last().is_some_and(|name| name == "failure") => {
                    let text = junit.texts.last_mut().unwrap();
                    text.extend(["&", &name.decode().unwrap(), ";"]);
                    continue;
                }
                _ => continue,
            };
            let (name, given) = junit.element(&start, open.last().map_or("", String::as_str));
            match name.as_str() {
                "testsuite" => {
                    counts.push([given["tests"].parse().unwrap(), given["failures"].parse().unwrap()]);
                }
                "testcase" => counts.last_mut().unwrap()[0] -= 1,
                "failure" => counts.last_mut().unwrap()[1] -= 1,
                _ => {}
            }
            if !is_empty {
                open.push(name);
            }
        }
        assert!(open.is_empty());
        junit
    }

    fn element(&mut self, start: &BytesStart<'_>, parent: &str) -> (String, BTreeMap<String, String>) {
        let name = String::from_utf8(start.name().as_ref().to_vec()).unwrap();
        let (_, _, known) = JUNIT
            .iter()
            .find(|(above, element, _)| *above == parent && *element == name)
            .unwrap_or_else(|| panic!("no schema has <{name}> in <{parent}>"));
        let mut given = BTreeMap::new();
        for attribute in start.attributes() {
            let attribute = attribute.unwrap();
            let key = String::from_utf8(attribute.key.as_ref().to_vec()).unwrap();
            assert!(known.iter().any(|known| known.trim_end_matches('*') == key), "{name} {key}");
            given.insert(key, attribute.unescape_value().unwrap().into_owned());
        }
        for key in known.iter().filter_map(|known| known.strip_suffix('*')) {
            assert!(given.contains_key(key), "<{name}> must have {key}");
        }
        match name.as_str() {
            "testcase" => self.names.push(given["name"].clone()),
            "failure" => {
                self.messages.push(given["message"].clone());
                self.texts.push(String::new());
            }
            _ => {}
        }
        (name, given)
    }
}

/// A TAP 14 document: `ok` and the description of each test point.
pub(super) fn tap(text: &str) -> Vec<(bool, String)> {
    let mut lines = text.lines().peekable();
    assert_eq!(lines.next(), Some("TAP version 14"));
    let planned: usize = lines.next().unwrap().strip_prefix("1..").unwrap().parse().unwrap();
    let (mut points, mut bailed) = (Vec::new(), false);
    while let Some(line) = lines.next() {
        if line.starts_with('#') {
            continue;
        }
        assert!(!bailed, "nothing comes after bailing out");
        if line.starts_with("Bail out!") {
            bailed = true;
            continue;
        }
        let (ok, rest) = match line.strip_prefix("not ") {
            Some(rest) => (false, rest),
            None => (true, line),
        };
        let (number, described) = rest.strip_prefix("ok ").unwrap().split_once(" - ").unwrap();
        points.push((ok, unescaped(described)));
        assert_eq!(number.parse::<usize>().unwrap(), points.len(), "{line}");
        if lines.next_if_eq(&"  ---").is_some() {
            assert!(!ok);
            let end = lines.find(|line| {
                assert!(line.starts_with("  "), "a diagnostic is indented by two: {line}");
                *line == "  ..."
            });
            assert!(end.is_some(), "a diagnostic ends");
        }
    }
    assert!(points.len() == planned || (bailed && points.len() < planned));
    points
}

/// A description without its directive, of which a `#` that is not escaped is the beginning.
fn unescaped(described: &str) -> String {
    let mut text = String::new();
    let mut chars = described.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => text.extend(chars.next().filter(|c| matches!(c, '\\' | '#'))),
            '#' => break,
            c => text.push(c),
        }
    }
    text.trim_end().to_owned()
}
