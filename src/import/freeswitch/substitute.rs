//! Puts variables and functions into texts: `${name}`, `${name:0:3}`, `${cond(${a} == 1 ? x : y)}`.

use super::functions;
use super::ranges::whole_number;
use super::scope::Scope;
use crate::import::value::{Known as _, Undecided, Unknown, is_sign};

/// So deep may variables stand in each other.
const MAX_DEPTH: usize = 16;

/// The longest value.
const MAX_VALUE: usize = 4_096;

/// A text with all values put in.
pub(super) fn put_in(scope: &Scope<'_>, text: &str) -> Result<String, Undecided> {
    put_in_at(scope, text, 0)
}

fn put_in_at(scope: &Scope<'_>, text: &str, depth: usize) -> Result<String, Undecided> {
    if !text.contains("${") || depth > MAX_DEPTH {
        return Ok(text.to_owned());
    }
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("${") {
        // `\${name}` is not put in.
        if at > 0 && rest.as_bytes()[at - 1] == b'\\' {
            out.push_str(&rest[..at - 1]);
            out.push_str("${");
            rest = &rest[at + 2..];
            continue;
        }
        out.push_str(&rest[..at]);
        let (inner, behind) = enclosed(&rest[at + 2..]);
        rest = behind;
        let inner = put_in_at(scope, inner, depth + 1)?;
        out.push_str(&value(scope, &inner)?);
        if out.len() > MAX_VALUE {
            let end = out.char_indices().take_while(|(at, _)| *at < MAX_VALUE).last();
            out.truncate(end.map_or(0, |(at, _)| at));
            break;
        }
    }
    out.push_str(rest);
    Ok(out)
}

/// The value of what stands in braces.
fn value(scope: &Scope<'_>, text: &str) -> Result<String, Undecided> {
    if let Some((function, rest)) = text.split_once('(')
        && function.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    {
        let arguments = rest.rfind(')').map_or(rest, |end| &rest[..end]);
        return functions::value(scope, function.trim(), arguments);
    }
    // `${name function}`: a blank tells a function, too.
    if let Some((function, arguments)) = text.split_once(' ')
        && functions::is_name(function)
    {
        return functions::value(scope, function, arguments);
    }
    let (name, part) = text.split_once(':').map_or((text, None), |(name, part)| (name, Some(part)));
    // `${list[1]}` was set as such where the parts are known.
    let value = scope.variable(name.trim());
    Ok(match part {
        Some(part) => cut(scope, &value, part),
        None => value,
    })
}

/// A part of a value: from a place on, so long; the place may count from the end.
fn cut(scope: &Scope<'_>, value: &str, part: &str) -> String {
    let (from, length) = part.split_once(':').map_or((part, None), |(from, length)| (from, Some(length)));
    let from: i64 = whole_number(from);
    let length = length.map(whole_number);
    let mut signs = value.chars();
    if let (Some(sign), None) = (signs.next(), signs.next())
        && is_sign(sign)
    {
        let known = scope.program.unknowns.borrow().get(sign).cloned();
        return match (known, from, length) {
            (Some(Unknown::Caller(None)), 0, Some(length)) if length > 0 => {
                scope.sign(Unknown::Caller(usize::try_from(length).ok()))
            }
            (_, 0, None) => value.to_owned(),
            _ => scope.unknown(&format!("{value}:{part}")),
        };
    }
    if scope.is_open(value) {
        return scope.unknown(&format!("{value}:{part}"));
    }
    let chars: Vec<char> = value.chars().collect();
    let count = i64::try_from(chars.len()).unwrap_or(0);
    let start = if from < 0 { (count + from).max(0) } else { from.min(count) };
    let end = match length {
        Some(length) if length > 0 => (start + length).min(count),
        _ => count,
    };
    let place = |at: i64| usize::try_from(at).unwrap_or(0);
    chars[place(start)..place(end)].iter().collect()
}

/// What stands before the brace that closes, and what stands behind it.
fn enclosed(text: &str) -> (&str, &str) {
    let mut depth = 1;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => {
                depth -= 1;
                if depth == 0 {
                    return (&text[..at], &text[at + 1..]);
                }
            }
            _ => {}
        }
    }
    (text, "")
}
