//! Functions in texts: `cond`, `regex`, `expr` and others are worked out; what others tell comes from outside.
//!
//! The rules are those of `mod_commands.c`.

use super::scope::Scope;
use crate::import::value::{Known as _, Test, Undecided};

/// Functions that ask something outside of the dialplan.
const OUTSIDE: [&str; 33] = [
    "hash",
    "db",
    "memcache",
    "redis",
    "curl",
    "system",
    "luarun",
    "lua",
    "python",
    "js",
    "user_exists",
    "user_data",
    "user_call",
    "group_call",
    "group",
    "in_group",
    "sofia_contact",
    "sofia",
    "sofia_presence_data",
    "domain_exists",
    "module_exists",
    "callcenter_config",
    "fifo",
    "limit_usage",
    "limit_hash_usage",
    "enum",
    "lcr",
    "cidlookup",
    "distributor",
    "acl",
    "expand",
    "global_getvar",
    "strftime",
];

/// Those that work on their arguments only.
const OWN: [&str; 12] = [
    "cond",
    "regex",
    "expr",
    "toupper",
    "tolower",
    "length",
    "replace",
    "url_encode",
    "url_decode",
    "escape",
    "eval",
    "strftime_tz",
];

/// Whether a word is the name of a function.
pub(super) fn is_name(word: &str) -> bool {
    let word = word.trim();
    OUTSIDE.contains(&word)
        || OWN.contains(&word)
        || word.starts_with("sofia_")
        || word.starts_with("valet_")
        || matches!(
            word,
            "create_uuid"
                | "md5"
                | "say_string"
                | "time_test"
                | "file_exists"
                | "find_user_xml"
                | "list_users"
                | "show"
                | "uuid_exists"
                | "voicemail_inject"
                | "vm_boxcount"
                | "vm_list"
                | "user"
                | "spool"
                | "format_number"
                | "timezone"
                | "hostname"
                | "status"
                | "version"
                | "ban"
        )
}

/// What a function tells.
pub(super) fn value(scope: &Scope<'_>, name: &str, text: &str) -> Result<String, Undecided> {
    let open = scope.is_open(text);
    Ok(match name {
        "cond" => return condition(scope, text),
        "regex" if !open => regex(scope, text),
        "regex" => {
            let mut parts = text.split('|');
            let (subject, pattern) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
            if parts.next().is_some() {
                return Ok(scope.unknown(&format!("regex({text})")));
            }
            let asked = Test::Matches { text: subject.to_owned(), pattern: pattern.to_owned() };
            if scope.decide(asked)? { "true" } else { "false" }.to_owned()
        }
        "toupper" if !open => text.to_uppercase(),
        "tolower" if !open => text.to_lowercase(),
        "length" if !open => text.chars().count().to_string(),
        "eval" | "escape" => text.to_owned(),
        "url_encode" | "url_decode" if !open && text.bytes().all(|byte| byte.is_ascii_alphanumeric()) => {
            text.to_owned()
        }
        "replace" if !open => {
            let parts: Vec<&str> = text.split('|').collect();
            match parts.as_slice() {
                [text, from, to] if !from.is_empty() => text.replace(from, to),
                _ => text.to_owned(),
            }
        }
        "expr" if !open => sum(text).unwrap_or_else(|| scope.unknown(&format!("expr({text})"))),
        _ => {
            let is_known = OUTSIDE.contains(&name);
            scope.outside(&format!("{name} {text}"), &format!("{name}({text})"), !is_known)
        }
    })
}

/// `a == b ? yes : no`. Numbers are compared as such, texts by what they say, and a text with a number by its length.
fn condition(scope: &Scope<'_>, text: &str) -> Result<String, Undecided> {
    const ERROR: &str = "-ERR";
    let Some((asked, ways)) = text.split_once('?') else { return Ok(ERROR.to_owned()) };
    let Some((at, sign)) = ["==", "!=", ">=", "<=", ">", "<"]
        .iter()
        .filter_map(|sign| asked.find(sign).map(|at| (at, *sign)))
        .min_by_key(|(at, sign)| (*at, std::cmp::Reverse(sign.len())))
    else {
        return Ok(ERROR.to_owned());
    };
    let (left, right) = (asked[..at].trim(), asked[at + sign.len()..].trim());
    let quoted = |text: &str| text.len() >= 2 && text.starts_with('\'') && text.ends_with('\'');
    let bare = |text: &str| if quoted(text) { text[1..text.len() - 1].to_owned() } else { text.to_owned() };
    let number = |text: &str| if quoted(text) { None } else { number(text) };
    let size = |text: &str| {
        number(text).unwrap_or_else(|| u32::try_from(bare(text).len()).map_or(f64::MAX, f64::from))
    };
    let holds = if scope.is_open(left) || scope.is_open(right) {
        match sign {
            "==" => scope.equal(&bare(left), &bare(right))?,
            "!=" => !scope.equal(&bare(left), &bare(right))?,
            _ => {
                let (left, right) = (left.to_owned(), right.to_owned());
                scope.decide(Test::Compares { left, sign: sign.to_owned(), right })?
            }
        }
    } else {
        let are_texts = number(left).is_none() && number(right).is_none();
        match sign {
            "==" if are_texts => bare(left) == bare(right),
            "!=" if are_texts => bare(left) != bare(right),
            "==" => same(size(left), size(right)),
            "!=" => !same(size(left), size(right)),
            ">" => size(left) > size(right),
            ">=" => size(left) >= size(right),
            "<" => size(left) < size(right),
            _ => size(left) <= size(right),
        }
    };
    let mut parts = ways.splitn(2, ':').map(str::trim);
    let (yes, no) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    Ok(if holds { yes } else { no }.to_owned())
}

fn same(left: f64, right: f64) -> bool {
    (left - right).abs() < f64::EPSILON
}

/// What `switch_is_number` takes for a number: digits and a point, with a sign.
fn number(text: &str) -> Option<f64> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let is = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if is { text.parse().ok() } else { None }
}

/// `text|expression`, which tells true or false; `text|expression|%1`, which tells what the groups have taken.
fn regex(scope: &Scope<'_>, text: &str) -> String {
    let parts: Vec<&str> = text.splitn(3, '|').collect();
    let [subject, pattern, rest @ ..] = parts.as_slice() else { return "-ERR".to_owned() };
    let found = scope.program.expressions.borrow_mut().captures(pattern, subject);
    match (found, rest) {
        (None, _) => scope.unknown(&format!("regex({text})")),
        (Some(found), []) => found.is_some().to_string(),
        (Some(None), _) => (*subject).to_owned(),
        (Some(Some(groups)), [wanted, ..]) => super::phrases::substituted(&wanted.replace('%', "$"), &groups),
    }
}

/// A sum or a product of two numbers.
fn sum(text: &str) -> Option<String> {
    if let Ok(number) = text.trim().parse::<f64>() {
        return Some(shown(number));
    }
    let at = text.char_indices().skip(1).find(|(_, c)| matches!(c, '+' | '-' | '*' | '/' | '%'))?.0;
    let (left, right) = (text[..at].trim().parse::<f64>().ok()?, text[at + 1..].trim().parse::<f64>().ok()?);
    Some(shown(match text.as_bytes()[at] {
        b'+' => left + right,
        b'-' => left - right,
        b'*' => left * right,
        b'/' if right != 0.0 => left / right,
        b'%' if right != 0.0 => left % right,
        _ => return None,
    }))
}

fn shown(number: f64) -> String {
    if number.fract().abs() < f64::EPSILON && number.abs() < 1e15 {
        format!("{}", number as i64)
    } else {
        number.to_string()
    }
}
