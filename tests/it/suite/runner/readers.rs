//! Readers of report formats: parsers that others wrote, and what the formats' descriptions say beyond them.

use std::collections::BTreeMap;

use junit_parser::{TestStatus, TestSuites};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use tap_parser::{DirectiveKind, TapParser, TapStatement};

/// What the schema says of an element.
struct Rule {
    name: &'static str,
    /// Where it may stand; empty: at the top.
    within: &'static [&'static str],
    must_have: &'static [&'static str],
    may_have: &'static [&'static str],
    /// Whether text may stand in it, besides white space.
    holds_text: bool,
}

/// The facts of `junit-10.xsd` (the Jenkins project's xUnit plugin) about the elements that we write. What Ant's schema
/// wants as well is wanted here: a class and a time of each case, and a type of each failure.
const JUNIT: [Rule; 7] = [
    Rule {
        name: "testsuites",
        within: &[],
        must_have: &[],
        may_have: &["name", "time", "tests", "failures", "errors"],
        holds_text: false,
    },
    Rule {
        name: "testsuite",
        within: &["testsuites", "testsuite"],
        must_have: &["name", "tests", "failures", "errors", "time"],
        may_have: &["group", "skipped", "timestamp", "hostname", "id", "package", "file", "log", "url"],
        holds_text: false,
    },
    Rule { name: "properties", within: &["testsuite"], must_have: &[], may_have: &[], holds_text: false },
    Rule {
        name: "property",
        within: &["properties"],
        must_have: &["name", "value"],
        may_have: &[],
        holds_text: false,
    },
    Rule {
        name: "testcase",
        within: &["testsuite"],
        must_have: &["name", "classname", "time"],
        may_have: &["group"],
        holds_text: false,
    },
    Rule {
        name: "failure",
        within: &["testcase"],
        must_have: &["type"],
        may_have: &["message"],
        holds_text: true,
    },
    Rule {
        name: "skipped",
        within: &["testcase"],
        must_have: &[],
        may_have: &["type", "message"],
        holds_text: true,
    },
];

/// A JUnit file, held to its schema and read by somebody else's parser.
#[derive(Debug, Default)]
pub(super) struct Junit {
    /// The names of all cases.
    pub(super) names: Vec<String>,
    /// The messages of all failures.
    pub(super) messages: Vec<String>,
    /// The texts of all failures.
    pub(super) texts: Vec<String>,
    /// Why cases were skipped.
    pub(super) skipped: Vec<String>,
}

impl Junit {
    pub(super) fn read(xml: &str) -> Self {
        validate(xml);
        let TestSuites { suites, tests, failures, .. } = junit_parser::from_reader(xml.as_bytes()).unwrap();
        let mut junit = Self::default();
        for suite in suites {
            let before = [junit.names.len(), junit.messages.len(), junit.skipped.len()];
            for case in suite.cases {
                junit.names.push(case.original_name);
                match case.status {
                    TestStatus::Success => {}
                    TestStatus::Error(error) => panic!("{error:?}"),
                    TestStatus::Failure(failure) => {
                        junit.messages.push(failure.message);
                        junit.texts.push(failure.text);
                    }
                    TestStatus::Skipped(skipped) => junit.skipped.push(skipped.message),
                }
            }
            let told = [suite.tests, suite.failures, suite.skipped].map(|count| count as usize);
            let after = [junit.names.len(), junit.messages.len(), junit.skipped.len()];
            let counted: Vec<usize> =
                after.iter().zip(before).map(|(after, before)| after - before).collect();
            assert_eq!(told[..], counted[..], "{}", suite.name);
        }
        assert_eq!((tests as usize, failures as usize), (junit.names.len(), junit.messages.len()));
        junit
    }
}

/// Holds a file against the rules of the schema.
fn validate(xml: &str) {
    let mut reader = Reader::from_str(xml);
    let mut open: Vec<&Rule> = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => open.push(element(&start, open.last().copied())),
            Event::Empty(start) => drop(element(&start, open.last().copied())),
            Event::End(_) => drop(open.pop().unwrap()),
            Event::Text(text) if open.last().is_none_or(|rule| !rule.holds_text) => {
                assert!(text.xml10_content().trim().is_empty(), "{text:?}");
            }
            Event::CData(text) => assert!(open.last().unwrap().holds_text, "{text:?}"),
            Event::Text(_) | Event::Decl(_) => {}
            Event::Eof => break,
            other => panic!("{other:?} is not among what we write"),
        }
    }
    assert!(open.is_empty());
}

fn element(start: &BytesStart<'_>, parent: Option<&Rule>) -> &'static Rule {
    let name = start.name();
    let rule = JUNIT.iter().find(|rule| rule.name == name.as_ref()).expect("it is one of the schema's");
    let parent = parent.map(|parent| parent.name);
    assert!(parent.map_or(rule.within.is_empty(), |parent| rule.within.contains(&parent)), "{start:?}");
    let mut given = BTreeMap::new();
    for attribute in start.attributes() {
        let attribute = attribute.unwrap();
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).unwrap().into_owned();
        given.insert(attribute.key.as_ref().to_owned(), value);
    }
    for key in given.keys().map(String::as_str) {
        assert!(
            rule.must_have.contains(&key) || rule.may_have.contains(&key),
            "<{}> has no {key}",
            rule.name
        );
    }
    for key in rule.must_have {
        assert!(given.contains_key(*key), "<{}> must have {key}", rule.name);
    }
    for count in ["tests", "failures", "errors", "skipped"].iter().filter_map(|key| given.get(*key)) {
        assert!(count.parse::<u32>().is_ok(), "{count}");
    }
    // The schema's `SUREFIRE_TIME` allows commas between thousands, too.
    if let Some(time) = given.get("time") {
        let (whole, part) = time.split_once('.').unwrap_or((time, ""));
        assert!(whole.chars().chain(part.chars()).all(|c| c.is_ascii_digit()) && whole.len() <= 3, "{time}");
    }
    rule
}

/// A TAP document: `ok`, and the description of each test point with its directive. Read by somebody else's parser, and
/// held to what that one does not ask for: numbers that count, a plan that is kept, and nothing behind the end.
pub(super) fn tap(text: &str) -> Vec<(bool, String)> {
    // The parser takes 14 alone, which reads what 13 allows as 13 does.
    let text = text.replacen("TAP version 13\n", "TAP version 14\n", 1);
    let mut parser = TapParser::new();
    let (statements, bailed) = match parser.parse(&text) {
        Ok(statements) => (statements, false),
        Err(tap_parser::Error::Bailed(_)) => (parser.statements(), true),
        Err(error) => panic!("{error}"),
    };
    let (mut points, mut planned) = (Vec::new(), None);
    for statement in statements {
        match statement {
            TapStatement::Plan(plan) => {
                assert!(points.is_empty(), "the plan comes first");
                assert_eq!(plan.count == 0, plan.reason.is_some());
                planned = Some(plan.count);
            }
            TapStatement::TestPoint(point) => {
                assert_eq!(point.number, Some(points.len() + 1));
                let is_plain = point.directive.is_none();
                assert_eq!(!point.result && is_plain, !point.yaml.is_empty(), "{point:?}");
                assert!(point.directive.is_none_or(|directive| {
                    directive.reason.is_some() && point.result == (directive.kind == DirectiveKind::Skip)
                }));
                points.push((point.result, unescaped(point.desc.unwrap())));
            }
            TapStatement::Comment(_) => {}
            TapStatement::Subtest(sub) => panic!("{sub:?}"),
        }
    }
    let planned = planned.expect("there is a plan");
    assert!(points.len() == planned || (bailed && points.len() < planned));
    let last = text.lines().last().unwrap();
    assert!(last.starts_with("# "), "{last}");
    points
}

/// A description without its escapes.
fn unescaped(described: &str) -> String {
    let mut text = String::new();
    let mut chars = described.chars();
    while let Some(c) = chars.next() {
        text.extend(if c == '\\' { chars.next().filter(|c| matches!(c, '\\' | '#')) } else { Some(c) });
    }
    text
}
