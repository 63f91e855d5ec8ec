//! What callers can press, as grammars and types of fields say it.

use crate::base::xml::XmlElement;
use crate::import::flow::EntryPattern;
use crate::plan::{Key, KeySet};

/// So many entries are told one by one.
const MAX_ENTRIES: usize = 64;

/// The longest entry.
const MAX_DIGITS: usize = 32;

/// What is taken, each with the value that the field gets, if that is not what was pressed.
pub(super) type Taken = Vec<(EntryPattern, Option<String>)>;

/// Keys as `dtmf` writes them, with blanks between: `1 2`.
pub(super) fn keys(text: &str) -> Option<EntryPattern> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    EntryPattern::exact(&plain).filter(|pattern| !pattern.keys.is_empty())
}

/// `digits?length=4`, `boolean?y=1;n=2`, `number` and the like. None: nothing that keys can say.
pub(super) fn builtin(kind: &str) -> Option<Taken> {
    let kind =
        kind.trim().trim_start_matches("builtin:").trim_start_matches("dtmf/").trim_start_matches("grammar/");
    let (name, parameters) = kind.split_once('?').unwrap_or((kind, ""));
    let parameter = |wanted: &str| {
        parameters.split([';', '&']).find_map(|pair| {
            let (name, value) = pair.split_once('=')?;
            (name.trim() == wanted).then(|| value.trim().to_owned())
        })
    };
    let number = |wanted: &str| parameter(wanted).and_then(|text| text.parse::<usize>().ok());
    match name {
        "digits" | "number" | "currency" | "phone" | "date" | "time" | "creditcard" | "zipcode"
        | "alphanum" => {
            let (least, most) = match number("length") {
                Some(length) => (length, Some(length)),
                None => (number("minlength").unwrap_or(1).max(1), number("maxlength")),
            };
            let least = least.clamp(1, MAX_DIGITS);
            let signs = if name == "digits" { KeySet::DIGITS } else { KeySet::DIGITS.or(star()) };
            Some(lengths(signs, least, most).into_iter().map(|pattern| (pattern, None)).collect())
        }
        "boolean" => {
            let key = |name: &str, usual: &str| keys(&parameter(name).unwrap_or_else(|| usual.to_owned()));
            Some(vec![(key("y", "1")?, Some("true".to_owned())), (key("n", "2")?, Some("false".to_owned()))])
        }
        _ => None,
    }
}

fn star() -> KeySet {
    Key::new('*').into_iter().collect()
}

/// Keys of a set, so many; any number from the least on where there is no most.
fn lengths(keys: KeySet, least: usize, most: Option<usize>) -> Vec<EntryPattern> {
    let of = |length: usize, more: Option<u8>| EntryPattern { keys: vec![keys; length], more };
    match most {
        None => vec![of(least, Some(0))],
        Some(most) => (least..=most.clamp(least, MAX_DIGITS)).map(|length| of(length, None)).collect(),
    }
}

/// What a grammar takes. None: it is for speech, or not understood.
pub(super) fn grammar(element: &XmlElement) -> Option<Taken> {
    if let Some(source) = element.attribute("src") {
        return if source.starts_with("builtin:") { builtin(source) } else { None };
    }
    if element.attribute("mode").is_some_and(|mode| mode == "voice") {
        return None;
    }
    let rules: Vec<&XmlElement> = element.named("rule").collect();
    if rules.is_empty() {
        return words(&element.text());
    }
    if element.attribute("mode") != Some("dtmf") {
        return None;
    }
    let root = element.attribute("root");
    let rule = rules.iter().find(|rule| rule.attribute("id") == root).or(rules.first())?;
    let found = sequence(rule, &rules, 0)?;
    Some(
        found.into_iter().filter(|(pattern, _)| !pattern.keys.is_empty() || pattern.more.is_some()).collect(),
    )
}

/// Grammars of one line: `1 {yes} | 2 {no}`, `[dtmf-1 dtmf-2]`.
fn words(text: &str) -> Option<Taken> {
    let mut taken = Taken::new();
    let separators: &[char] = if text.contains('|') { &['|'] } else { &['\n', ' ', '\t'] };
    for word in text.trim().trim_matches(['[', ']', ';']).split(separators) {
        let (word, value) = match word.split_once(['{', '<']) {
            Some((word, value)) => (word, Some(value.trim_end_matches(['}', '>', ' ']).trim().to_owned())),
            None => (word, None),
        };
        let word = word.trim().trim_start_matches("dtmf-").trim_matches(['(', ')', '"']);
        if word.is_empty() {
            continue;
        }
        taken.push((keys(word)?, value.filter(|value| !value.is_empty() && !value.contains('='))));
    }
    (!taken.is_empty()).then_some(taken)
}

/// What stands in an element, one part behind the other.
fn sequence(element: &XmlElement, rules: &[&XmlElement], depth: usize) -> Option<Taken> {
    if depth > 12 {
        return None;
    }
    let empty = EntryPattern { keys: Vec::new(), more: None };
    let mut all: Taken = vec![(empty, None)];
    for node in &element.children {
        let part: Taken = match node {
            crate::base::xml::XmlNode::Text(text) => {
                let plain: String = text.chars().filter(|c| !c.is_whitespace() && *c != '"').collect();
                if plain.is_empty() {
                    continue;
                }
                vec![(keys(&plain)?, None)]
            }
            crate::base::xml::XmlNode::Comment(_) => continue,
            crate::base::xml::XmlNode::Element(inner) => match inner.name.as_str() {
                "one-of" => {
                    let mut ways = Taken::new();
                    for way in inner.named("item") {
                        ways.extend(item(way, rules, depth + 1)?);
                    }
                    merged(ways)
                }
                "item" => item(inner, rules, depth + 1)?,
                "ruleref" => {
                    let id = inner.attribute("uri")?.strip_prefix('#')?;
                    let rule = rules.iter().find(|rule| rule.attribute("id") == Some(id))?;
                    sequence(rule, rules, depth + 1)?
                }
                "tag" => {
                    let value = tag(&inner.text());
                    for (_, known) in &mut all {
                        known.clone_from(&value);
                    }
                    continue;
                }
                _ => continue,
            },
        };
        all = joined(&all, &part)?;
    }
    Some(all)
}

/// `out="yes"` or `yes`: what a tag tells. None: more than a text.
fn tag(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches(';');
    let text = text.split_once('=').map_or(text, |(_, value)| value).trim();
    let plain = text.trim_matches(['\'', '"']);
    (!plain.is_empty() && plain.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_- ".contains(&byte)))
        .then(|| plain.to_owned())
}

fn item(element: &XmlElement, rules: &[&XmlElement], depth: usize) -> Option<Taken> {
    let part = sequence(element, rules, depth)?;
    let Some(repeat) = element.attribute("repeat") else { return Some(part) };
    let (least, most) = match repeat.split_once('-') {
        None => {
            let count: usize = repeat.trim().parse().ok()?;
            (count, Some(count))
        }
        Some((least, most)) => {
            let most = most.trim();
            (least.trim().parse().ok()?, if most.is_empty() { None } else { Some(most.parse().ok()?) })
        }
    };
    // Keys that repeat are one set of keys, so many times.
    let [(pattern, None)] = part.as_slice() else { return None };
    let [keys] = *pattern.keys.as_slice() else { return None };
    // Nothing at all is no entry.
    Some(lengths(keys, least.clamp(1, MAX_DIGITS), most).into_iter().map(|pattern| (pattern, None)).collect())
}

/// Single keys without values of their own as one set.
fn merged(ways: Taken) -> Taken {
    let is_single = |(pattern, value): &(EntryPattern, Option<String>)| {
        pattern.keys.len() == 1 && pattern.more.is_none() && value.is_none()
    };
    if ways.len() < 2 || !ways.iter().all(is_single) {
        return ways;
    }
    let keys = ways.iter().flat_map(|(pattern, _)| pattern.keys[0].keys()).collect::<KeySet>();
    vec![(EntryPattern { keys: vec![keys], more: None }, None)]
}

fn joined(before: &Taken, behind: &Taken) -> Option<Taken> {
    let mut all = Taken::new();
    for (one, value) in before {
        for (other, of_other) in behind {
            if one.more.is_some() && !other.keys.is_empty() {
                return None;
            }
            let mut keys = one.keys.clone();
            keys.extend(&other.keys);
            if keys.len() > MAX_DIGITS {
                return None;
            }
            let value = of_other.clone().or_else(|| value.clone());
            all.push((EntryPattern { keys, more: other.more.or(one.more) }, value));
        }
    }
    (all.len() <= MAX_ENTRIES).then_some(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::source::FileId;
    use crate::base::xml;

    fn told(taken: Option<Taken>) -> Option<Vec<String>> {
        let shown = |(pattern, value): &(EntryPattern, Option<String>)| {
            let more = if pattern.more.is_some() { "…" } else { "" };
            let value = value.as_ref().map_or_else(String::new, |value| format!("={value}"));
            format!("{}{more}{value}", pattern.text())
        };
        Some(taken?.iter().map(shown).collect())
    }

    fn of(text: &str) -> Option<Vec<String>> {
        let nodes = xml::read(FileId(0), text).unwrap();
        told(grammar(xml::elements(&nodes).next().unwrap()))
    }

    #[test]
    fn types_of_fields_say_how_long_entries_are() {
        let some = |texts: &[&str]| Some(texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>());
        assert_eq!(told(builtin("digits?length=4")), some(&["xxxx"]));
        assert_eq!(told(builtin("digits?minlength=2;maxlength=3")), some(&["xx", "xxx"]));
        assert_eq!(told(builtin("builtin:dtmf/digits")), some(&["x…"]));
        assert_eq!(told(builtin("boolean")), some(&["1=true", "2=false"]));
        assert_eq!(told(builtin("boolean?y=7;n=9")), some(&["7=true", "9=false"]));
        assert_eq!(builtin("city"), None);
    }

    #[test]
    fn grammars_of_keys_are_read_and_those_of_speech_are_not() {
        let some = |texts: &[&str]| Some(texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>());
        let digits: String = (0..10)
            .flat_map(|digit| ["<item>".to_owned(), digit.to_string(), "</item>".to_owned()])
            .collect();
        assert_eq!(
            of(&format!(
                "<grammar mode=\"dtmf\" root=\"a\"><rule id=\"a\"><one-of><item repeat=\"0-\"><one-of>{digits}</one-of></item></one-of></rule></grammar>"
            )),
            some(&["x…"])
        );
        assert_eq!(
            of(&format!(
                "<grammar mode=\"dtmf\" root=\"pin\"><rule id=\"digit\"><one-of>{digits}</one-of></rule><rule id=\"pin\"><item repeat=\"4\"><ruleref uri=\"#digit\"/></item></rule></grammar>"
            )),
            some(&["xxxx"])
        );
        assert_eq!(
            of(
                "<grammar mode=\"dtmf\"><rule><one-of><item>1<tag>out=\"yes\"</tag></item><item>2 3</item></one-of></rule></grammar>"
            ),
            some(&["1=yes", "23"])
        );
        assert_eq!(
            of("<grammar type=\"application/x-jsgf\"> 1 {first} | 2 {second} </grammar>"),
            some(&["1=first", "2=second"])
        );
        assert_eq!(of("<grammar>[dtmf-1 dtmf-2]</grammar>"), some(&["1", "2"]));
        assert_eq!(of("<grammar mode=\"voice\"><rule><item>yes</item></rule></grammar>"), None);
        assert_eq!(of("<grammar> red | green </grammar>"), None);
    }
}
