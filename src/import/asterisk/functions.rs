//! Functions of dialplans. Those that only work on text are worked out; what others tell comes from outside.

use super::arguments::arguments;
use super::clock::ClockFormat;
use super::expression;
use super::scope::Scope;
use super::time_fields;
use crate::import::value::Known;
use crate::import::value::{Test, Undecided, Unknown, unquoted};

/// Functions that ask something outside of the dialplan.
const OUTSIDE: [&str; 27] = [
    "DB",
    "DB_EXISTS",
    "DB_DELETE",
    "CURL",
    "SHELL",
    "REALTIME",
    "REALTIME_FIELD",
    "DEVICE_STATE",
    "EXTENSION_STATE",
    "HINT",
    "GROUP_COUNT",
    "RAND",
    "BLACKLIST",
    "ENUMLOOKUP",
    "STAT",
    "FILE",
    "ENV",
    "SIP_HEADER",
    "PJSIP_HEADER",
    "SIPPEER",
    "QUEUE_MEMBER",
    "QUEUE_MEMBER_COUNT",
    "QUEUE_WAITING_COUNT",
    "VMCOUNT",
    "SYSINFO",
    "STRFTIME",
    "PRESENCE_STATE",
];

#[expect(clippy::too_many_lines, reason = "an arm for each kind of function")]
pub(super) fn value(scope: &Scope<'_>, name: &str, text: &str) -> Result<String, Undecided> {
    let args = arguments(text);
    let first = args.first().map(String::as_str).unwrap_or_default();
    let upper = name.to_uppercase();
    Ok(match upper.as_str() {
        "LEN" if scope.is_open(text) => scope.unknown(&format!("length of {text}")),
        "LEN" => text.chars().count().to_string(),
        "IF" => {
            let (asked, ways) = text.split_once('?').unwrap_or((text, ""));
            let (yes, no) = ways.split_once(':').unwrap_or((ways, ""));
            let way = if expression::holds(asked, scope)? { yes } else { no };
            unquoted(way).to_owned()
        }
        "IFTIME" => {
            let (asked, ways) = text.split_once('?').unwrap_or((text, ""));
            let (yes, no) = ways.split_once(':').unwrap_or((ways, ""));
            let way = if time(scope, asked)? { yes } else { no };
            unquoted(way).to_owned()
        }
        "ISNULL" => flag(equal(scope, text, "")?),
        "EXISTS" => flag(!equal(scope, text, "")?),
        "TOUPPER" | "TOLOWER" | "FILTER" | "REPLACE" | "MATH" | "QUOTE" | "CSV_QUOTE"
            if scope.is_open(text) =>
        {
            scope.unknown(&format!("{name}({text})"))
        }
        "TOUPPER" => text.to_uppercase(),
        "TOLOWER" => text.to_lowercase(),
        "QUOTE" => format!("\"{text}\""),
        "FILTER" => filter(first, args.get(1).map_or("", String::as_str)),
        "MATH" => expression::evaluate(first, scope)?,
        "CUT" | "FIELDQTY" => {
            let value = scope.variable(first);
            if scope.is_open(&value) {
                return Ok(scope.unknown(&format!("{name}({first})")));
            }
            let separator = args.get(1).map_or("-", |separator| unescaped(separator));
            let separator = if separator.is_empty() { "-" } else { separator };
            let fields: Vec<&str> = value.split(separator).collect();
            match upper.as_str() {
                "FIELDQTY" if value.is_empty() => "0".to_owned(),
                "FIELDQTY" => fields.len().to_string(),
                _ => {
                    let wanted: usize = args.get(2).and_then(|at| at.trim().parse().ok()).unwrap_or(0);
                    wanted
                        .checked_sub(1)
                        .and_then(|at| fields.get(at))
                        .copied()
                        .unwrap_or_default()
                        .to_owned()
                }
            }
        }
        "REGEX" => {
            let (pattern, data) = text
                .trim_start()
                .strip_prefix('"')
                .and_then(|rest| rest.split_once('"'))
                .unwrap_or((text, ""));
            let asked = Test::Matches { text: data.trim().to_owned(), pattern: pattern.to_owned() };
            flag(scope.decide(asked)?)
        }
        "GLOBAL" => scope.variable(first),
        "SET" => args.join(",").split_once('=').map(|(_, value)| value.to_owned()).unwrap_or_default(),
        "DIALPLAN_EXISTS" | "VALID_EXTEN" => {
            let priority = args.get(2).and_then(|priority| priority.trim().parse().ok()).unwrap_or(1);
            match args.get(1) {
                None => flag(scope.plan.context(first).is_some()),
                Some(extension) => flag(scope.plan.step(first, extension.trim(), priority, scope)?.is_some()),
            }
        }
        "TIMEOUT" => match first {
            "digit" => (scope.state.digit_wait / 1_000).to_string(),
            "response" => (scope.state.response_wait / 1_000).to_string(),
            _ => "0".to_owned(),
        },
        "CHANNEL" if first.eq_ignore_ascii_case("state") => "Up".to_owned(),
        "STRFTIME" if is_now(scope, first) => {
            let part = |at: usize| args.get(at).map_or("", |part| part.trim());
            let zone = Some(part(1)).filter(|zone| !zone.is_empty()).map(str::to_owned);
            let format = part(2).to_owned();
            match ClockFormat::of(&format) {
                Some(_) => scope.unknowns.borrow_mut().sign(Unknown::Clock { zone, format }).to_string(),
                None => scope.outside(&format!("strftime {text}"), &format!("{name}({text})"), false),
            }
        }
        "CALLERID" => match first.split(',').next().unwrap_or_default().trim() {
            "num" | "number" | "ani" => match scope.state.variables.get("CALLERID(num)") {
                Some(value) => value.to_string(),
                None => scope.unknowns.borrow_mut().sign(Unknown::Caller(None)).to_string(),
            },
            "name" => match scope.state.variables.get("CALLERID(name)") {
                Some(value) => value.to_string(),
                None => scope.outside("caller name", "the caller's name", false),
            },
            "dnid" | "rdnis" => scope.variable("EXTEN"),
            other => scope.outside(&format!("caller {other}"), &format!("CALLERID({other})"), false),
        },
        "CDR" | "CHANNEL" | "CONNECTEDLINE" | "PASSTHRU" | "HASH" | "SHARED" | "ARRAY" => {
            let key = format!("{upper}({text})");
            scope.state.variables.get(&*key).map(ToString::to_string).unwrap_or_default()
        }
        upper => {
            let is_outside =
                OUTSIDE.contains(&upper) || upper.starts_with("ODBC_") || upper.starts_with("QUEUE_");
            scope.outside(
                &format!("{} {text}", upper.to_lowercase()),
                &format!("{name}({text})"),
                !is_outside,
            )
        }
    })
}

/// Whether a time is now: none, or what `EPOCH` says.
fn is_now(scope: &Scope<'_>, time: &str) -> bool {
    time.trim().is_empty() || time.trim() == scope.variable("EPOCH")
}

/// Whether these times hold now.
pub(super) fn time(scope: &Scope<'_>, fields: &str) -> Result<bool, Undecided> {
    let Some(fields) = time_fields::read(fields, "") else { return Ok(false) };
    match fields.rule.constant() {
        Some(holds) => Ok(holds),
        None => scope.decide(Test::Time(fields.rule.into())),
    }
}

fn equal(scope: &Scope<'_>, left: &str, right: &str) -> Result<bool, Undecided> {
    if scope.is_open(left) { Known::equal(scope, left, right) } else { Ok(left == right) }
}

fn flag(is: bool) -> String {
    if is { "1" } else { "0" }.to_owned()
}

fn unescaped(text: &str) -> &str {
    text.trim_start_matches('\\')
}

/// The characters of a text that are on a list, which may have ranges.
fn filter(allowed: &str, text: &str) -> String {
    let allowed: Vec<char> = allowed.chars().collect();
    let is_allowed = |c: char| {
        let mut at = 0;
        while at < allowed.len() {
            if at + 2 < allowed.len() && allowed[at + 1] == '-' {
                if (allowed[at]..=allowed[at + 2]).contains(&c) {
                    return true;
                }
                at += 3;
            } else if allowed[at] == c {
                return true;
            } else {
                at += 1;
            }
        }
        false
    };
    text.chars().filter(|&c| is_allowed(c)).collect()
}
