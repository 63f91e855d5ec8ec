//! Puts variables and functions in: `${NAME}`, `${NAME:1:3}`, `${FUNCTION(arguments)}`, `$[expression]`.

use super::arguments::enclosed;
use super::expression;
use super::functions;
use super::scope::Scope;
use crate::import::value::Undecided;

/// So deep may variables stand in each other.
const MAX_DEPTH: usize = 20;

/// The longest value.
const MAX_VALUE: usize = 4_096;

/// A text with all values put in.
pub(super) fn put_in(scope: &Scope<'_>, text: &str) -> Result<String, Undecided> {
    put_in_at(scope, text, 0)
}

fn put_in_at(scope: &Scope<'_>, text: &str, depth: usize) -> Result<String, Undecided> {
    if !text.contains('$') || depth > MAX_DEPTH {
        return Ok(text.to_owned());
    }
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('$') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let close = match rest.as_bytes().get(1) {
            Some(b'{') => Some(('{', '}')),
            Some(b'[') => Some(('[', ']')),
            _ => None,
        };
        let Some((open, close)) = close else {
            out.push('$');
            rest = &rest[1..];
            continue;
        };
        let (inner, behind) = enclosed(&rest[2..], open, close);
        rest = behind;
        let inner_text = put_in_at(scope, inner, depth + 1)?;
        let value = match open {
            '{' => value(scope, &inner_text)?,
            _ => expression::evaluate(&inner_text, scope)?,
        };
        out.push_str(&value);
        if out.len() > MAX_VALUE {
            out.truncate(
                out.char_indices().take_while(|(at, _)| *at < MAX_VALUE).last().map_or(0, |(at, _)| at),
            );
            break;
        }
    }
    out.push_str(rest);
    Ok(out)
}

/// The value of what stands in braces.
fn value(scope: &Scope<'_>, text: &str) -> Result<String, Undecided> {
    // A part of a value is told behind the last bracket.
    let behind = text.rfind(')').map_or(0, |end| end + 1);
    let (name, part) = match text[behind..].find(':') {
        Some(at) => (&text[..behind + at], Some(&text[behind + at + 1..])),
        None => (text, None),
    };
    let value = match name.split_once('(') {
        Some((function, arguments)) => {
            let arguments = arguments.strip_suffix(')').unwrap_or(arguments);
            functions::value(scope, function.trim(), arguments)?
        }
        None => scope.variable(name.trim()),
    };
    Ok(match part {
        Some(part) => scope.cut(&value, part),
        None => value,
    })
}
