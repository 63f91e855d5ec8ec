//! What stands in `$[...]`: sums, comparisons, and, or. Values that are not known stay open until somebody decides them.

use crate::import::value::{Known, Test, Undecided, unquoted};

/// The value of an expression in which all variables have been put in.
pub(super) fn evaluate(text: &str, known: &dyn Known) -> Result<String, Undecided> {
    let mut parser = Parser { tokens: tokens(text), at: 0, known, depth: 0 };
    match parser.choice()? {
        Some(value) if parser.at == parser.tokens.len() => Ok(value),
        // Asterisk tells its log of it and goes on with nothing.
        _ => Ok(String::new()),
    }
}

/// Whether a condition holds: a number that is not zero, or any other text that is not empty.
pub(super) fn holds(text: &str, known: &dyn Known) -> Result<bool, Undecided> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(false);
    }
    if known.is_open(text) {
        return known.decide(Test::Holds(text.to_owned()));
    }
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
        return Ok(digits.bytes().any(|digit| digit != b'0'));
    }
    Ok(true)
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Text(String),
    Sign(&'static str),
}

const SIGNS: [&str; 22] = [
    "=~", "~~", "!=", "<=", ">=", "==", "&&", "||", "::", "=", "<", ">", "|", "&", "+", "-", "*", "/", "%",
    "!", "(", ")",
];

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        if first == '"' {
            let end = rest[1..].find('"').map_or(rest.len(), |end| end + 2);
            tokens.push(Token::Text(rest[..end].to_owned()));
            rest = rest[end..].trim_start();
            continue;
        }
        let is_name = |c: char| {
            !(c.is_whitespace()
                || matches!(
                    c,
                    '"' | '='
                        | '~'
                        | '!'
                        | '<'
                        | '>'
                        | '&'
                        | '|'
                        | '+'
                        | '-'
                        | '*'
                        | '/'
                        | '%'
                        | '('
                        | ')'
                        | '?'
                        | ':'
                ))
        };
        let sign = SIGNS.iter().copied().chain(["?", ":"]).find(|sign| rest.starts_with(sign));
        if let Some(sign) = sign {
            tokens.push(Token::Sign(sign));
            rest = rest[sign.len()..].trim_start();
        } else {
            let end = rest.find(|c: char| !is_name(c)).unwrap_or(rest.len()).max(first.len_utf8());
            tokens.push(Token::Text(rest[..end].to_owned()));
            rest = rest[end..].trim_start();
        }
    }
    tokens
}

struct Parser<'k> {
    tokens: Vec<Token>,
    at: usize,
    known: &'k dyn Known,
    depth: usize,
}

/// None where there is no value, as in a text that is no expression.
type Parsed = Result<Option<String>, Undecided>;

impl Parser<'_> {
    /// So deep may brackets be.
    const MAX_DEPTH: usize = 100;

    fn sign(&mut self, wanted: &[&str]) -> Option<&'static str> {
        match self.tokens.get(self.at) {
            Some(Token::Sign(sign)) if wanted.contains(sign) => {
                self.at += 1;
                Some(sign)
            }
            _ => None,
        }
    }

    fn choice(&mut self) -> Parsed {
        let Some(asked) = self.either()? else { return Ok(None) };
        if self.sign(&["?"]).is_none() {
            return Ok(Some(asked));
        }
        let holds = holds(unquoted(&asked), self.known)?;
        let yes = self.either()?;
        if self.sign(&["::"]).is_none() {
            return Ok(None);
        }
        let no = self.choice()?;
        Ok(if holds { yes } else { no })
    }

    fn either(&mut self) -> Parsed {
        let Some(mut left) = self.both()? else { return Ok(None) };
        while self.sign(&["|", "||"]).is_some() {
            let is = holds(unquoted(&left), self.known)?;
            let Some(right) = self.both()? else { return Ok(None) };
            if !is {
                left = if holds(unquoted(&right), self.known)? { right } else { "0".to_owned() };
            }
        }
        Ok(Some(left))
    }

    fn both(&mut self) -> Parsed {
        let Some(mut left) = self.comparison()? else { return Ok(None) };
        while self.sign(&["&", "&&"]).is_some() {
            let is = holds(unquoted(&left), self.known)?;
            // What cannot matter any more is read, and not asked.
            let right = if is { self.comparison()? } else { self.skipped()? };
            let Some(right) = right else { return Ok(None) };
            let both = is && holds(unquoted(&right), self.known)?;
            if !both {
                "0".clone_into(&mut left);
            }
        }
        Ok(Some(left))
    }

    /// Reads an operand that does not matter.
    fn skipped(&mut self) -> Parsed {
        let nothing = crate::import::value::Nothing;
        let mut parser = Parser {
            tokens: std::mem::take(&mut self.tokens),
            at: self.at,
            known: &nothing,
            depth: self.depth,
        };
        let value = parser.comparison();
        self.at = parser.at;
        self.tokens = parser.tokens;
        value
    }

    fn comparison(&mut self) -> Parsed {
        let Some(mut left) = self.sum()? else { return Ok(None) };
        while let Some(sign) = self.sign(&["=", "==", "!=", "<=", ">=", "<", ">"]) {
            let right = self.sum()?.unwrap_or_default();
            let holds = compare(&left, sign, &right, self.known)?;
            if holds { "1" } else { "0" }.clone_into(&mut left);
        }
        Ok(Some(left))
    }

    fn sum(&mut self) -> Parsed {
        let Some(mut left) = self.product()? else { return Ok(None) };
        while let Some(sign) = self.sign(&["+", "-"]) {
            let Some(right) = self.product()? else { return Ok(None) };
            left = arithmetic(&left, sign, &right, self.known);
        }
        Ok(Some(left))
    }

    fn product(&mut self) -> Parsed {
        let Some(mut left) = self.unary()? else { return Ok(None) };
        while let Some(sign) = self.sign(&["*", "/", "%"]) {
            let Some(right) = self.unary()? else { return Ok(None) };
            left = arithmetic(&left, sign, &right, self.known);
        }
        Ok(Some(left))
    }

    fn unary(&mut self) -> Parsed {
        if self.depth > Self::MAX_DEPTH {
            return Ok(None);
        }
        self.depth += 1;
        let value = match self.sign(&["!", "-"]) {
            Some("!") => match self.unary()? {
                Some(value) => Some(if holds(unquoted(&value), self.known)? { "0" } else { "1" }.to_owned()),
                None => None,
            },
            Some(_) => self.unary()?.map(|value| arithmetic("0", "-", &value, self.known)),
            None => self.matched()?,
        };
        self.depth -= 1;
        Ok(value)
    }

    fn matched(&mut self) -> Parsed {
        let Some(left) = self.operand()? else { return Ok(None) };
        match self.sign(&[":", "=~", "~~"]) {
            None => Ok(Some(left)),
            Some("~~") => Ok(self.operand()?.map(|right| format!("{}{}", unquoted(&left), unquoted(&right)))),
            Some(_) => {
                let right = self.operand()?.unwrap_or_default();
                let (text, pattern) = (unquoted(&left).to_owned(), unquoted(&right).to_owned());
                let holds = self.known.decide(Test::Matches { text, pattern })?;
                Ok(Some(if holds { "1" } else { "0" }.to_owned()))
            }
        }
    }

    fn operand(&mut self) -> Parsed {
        if self.sign(&["("]).is_some() {
            let value = self.choice()?;
            return Ok(if self.sign(&[")"]).is_some() { value } else { None });
        }
        match self.tokens.get(self.at) {
            Some(Token::Text(text)) => {
                let mut text = text.clone();
                self.at += 1;
                // Words beside each other are one.
                while let Some(Token::Text(next)) = self.tokens.get(self.at) {
                    text.push(' ');
                    text.push_str(next);
                    self.at += 1;
                }
                Ok(Some(text))
            }
            _ => Ok(None),
        }
    }
}

fn compare(left: &str, sign: &str, right: &str, known: &dyn Known) -> Result<bool, Undecided> {
    let (left, right) = (unquoted(left), unquoted(right));
    let is_open = known.is_open(left) || known.is_open(right);
    match sign {
        "=" | "==" => {
            if is_open {
                known.equal(left, right)
            } else {
                Ok(same(left, right))
            }
        }
        "!=" => Ok(!if is_open { known.equal(left, right)? } else { same(left, right) }),
        sign => {
            if is_open {
                return known.decide(Test::Compares {
                    left: left.to_owned(),
                    sign: sign.to_owned(),
                    right: right.to_owned(),
                });
            }
            Ok(ordered(left, sign, right))
        }
    }
}

/// Whether two known texts stand so to each other: as numbers where both are, else as text.
pub(super) fn ordered(left: &str, sign: &str, right: &str) -> bool {
    if sign == "=" {
        return same(left, right);
    }
    let order = match (number(left), number(right)) {
        (Some(left), Some(right)) => left.partial_cmp(&right),
        _ => Some(left.cmp(right)),
    };
    order.is_some_and(|order| match sign {
        "<" => order.is_lt(),
        "<=" => order.is_le(),
        ">" => order.is_gt(),
        _ => order.is_ge(),
    })
}

fn same(left: &str, right: &str) -> bool {
    match (number(left), number(right)) {
        (Some(left), Some(right)) => (left - right).abs() < f64::EPSILON,
        _ => left == right,
    }
}

fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let is_number =
        !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit() || matches!(c, b'.' | b'-' | b'+'));
    is_number.then(|| text.parse().ok()).flatten()
}

/// A sum of what is not known is not known either.
fn arithmetic(left: &str, sign: &str, right: &str, known: &dyn Known) -> String {
    let (left, right) = (unquoted(left), unquoted(right));
    if known.is_open(left) || known.is_open(right) {
        return known.unknown(&format!("{left} {sign} {right}"));
    }
    let (left, right) = (number(left).unwrap_or(0.0), number(right).unwrap_or(0.0));
    let value = match sign {
        "+" => left + right,
        "-" => left - right,
        "*" => left * right,
        "/" if right != 0.0 => (left / right).trunc(),
        "%" if right != 0.0 => left % right,
        _ => 0.0,
    };
    if value.fract().abs() < f64::EPSILON && value.abs() < 1e15 {
        format!("{}", value as i64)
    } else {
        value.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::value::Nothing;

    #[test]
    fn expressions_are_worked_out() {
        for (text, value) in [
            ("1 + 2", "3"),
            ("1+2*3", "7"),
            ("2 > 3", "0"),
            ("\"a\" = \"a\"", "1"),
            ("\"a\" != \"b\" & 1", "1"),
            ("\"\" = \"\"", "1"),
            ("foo = foo", "1"),
            ("4 < 4", "0"),
            ("(1 = 2) | (2 = 2)", "1"),
            ("!0", "1"),
            ("1 ? 5 :: 6", "5"),
            ("0 ? 5 :: 6", "6"),
            ("07 = 7", "1"),
            ("-1 + 3", "2"),
            ("\"Up\" = Up", "1"),
            ("1 +", ""),
        ] {
            assert_eq!(evaluate(text, &Nothing).unwrap(), value, "{text}");
        }
    }

    #[test]
    fn what_holds_is_a_number_but_zero_or_any_text() {
        for (text, is) in
            [("", false), ("0", false), ("1", true), ("no", true), (" 12 ", true), ("0x", false)]
        {
            assert_eq!(holds(text, &Nothing).unwrap(), is, "{text:?}");
        }
    }
}
