//! Expressions as real documents write them: comparisons, sums, texts put together, members of what another system has answered.
//!
//! All else (calls of functions, objects, expressions of patterns) has a value of which nothing is known but how it is written.

use crate::import::value::{Known, Undecided};

/// So deep may expressions lie in each other.
const MAX_DEPTH: usize = 40;

/// What has no value.
pub(super) const UNDEFINED: &str = "undefined";

/// What an expression asks of the one who evaluates it.
pub(super) trait Names: Known {
    /// The value of a name, which may have dots.
    fn named(&self, name: &str) -> String;
}

/// The value of an expression, as text.
pub(super) fn evaluate(text: &str, names: &dyn Names) -> Result<String, Undecided> {
    let Some(tokens) = tokens(text) else { return Ok(names.unknown(text.trim())) };
    let mut parser = Parser { tokens: &tokens, at: 0, names, text };
    let value = parser.choice(0)?;
    if parser.at < tokens.len() || parser.at == 0 {
        return Ok(names.unknown(text.trim()));
    }
    Ok(value.text)
}

/// Whether a condition holds.
pub(super) fn holds(text: &str, names: &dyn Names) -> Result<bool, Undecided> {
    let value = evaluate(text, names)?;
    truth(&value, names)
}

fn truth(value: &str, names: &dyn Names) -> Result<bool, Undecided> {
    if names.is_open(value) {
        return names.decide(crate::import::value::Test::Holds(value.to_owned()));
    }
    Ok(!matches!(value, "" | "false" | "0" | UNDEFINED | "null" | "NaN"))
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Text(String),
    Number(String),
    Name(String),
    Sign(&'static str),
}

const SIGNS: [&str; 20] = [
    "===", "!==", "==", "!=", "<=", ">=", "&&", "||", "<", ">", "!", "+", "-", "*", "/", "%", "?", ":", "(",
    ")",
];

fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut all = Vec::new();
    let mut rest = text.trim();
    while let Some(first) = rest.chars().next() {
        if first.is_whitespace() {
            rest = rest.trim_start();
            continue;
        }
        if first == '\'' || first == '"' {
            let end = rest[1..].find(first)?;
            all.push(Token::Text(rest[1..=end].to_owned()));
            rest = &rest[end + 2..];
            continue;
        }
        let is_of_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '.');
        if first.is_ascii_digit() {
            let end = rest.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(rest.len());
            all.push(Token::Number(rest[..end].to_owned()));
            rest = &rest[end..];
            continue;
        }
        if is_of_name(first) {
            let end = rest.find(|c| !is_of_name(c)).unwrap_or(rest.len());
            all.push(Token::Name(rest[..end].trim_end_matches('.').to_owned()));
            rest = &rest[end..];
            continue;
        }
        let sign = SIGNS.iter().find(|sign| rest.starts_with(**sign))?;
        all.push(Token::Sign(sign));
        rest = &rest[sign.len()..];
    }
    // A name in front of a bracket is a function.
    let is_call = |pair: &[Token]| matches!(pair, [Token::Name(_), Token::Sign("(")]);
    (!all.is_empty() && !all.windows(2).any(is_call)).then_some(all)
}

/// A value, and whether it was written as a text.
#[derive(Clone, Debug)]
struct Operand {
    text: String,
    is_text: bool,
}

struct Parser<'p> {
    tokens: &'p [Token],
    at: usize,
    names: &'p dyn Names,
    text: &'p str,
}

impl Parser<'_> {
    fn sign(&mut self, wanted: &[&'static str]) -> Option<&'static str> {
        match self.tokens.get(self.at) {
            Some(Token::Sign(sign)) if wanted.contains(sign) => {
                self.at += 1;
                Some(sign)
            }
            _ => None,
        }
    }

    fn choice(&mut self, depth: usize) -> Result<Operand, Undecided> {
        let asked = self.either(depth)?;
        if self.sign(&["?"]).is_none() {
            return Ok(asked);
        }
        let is = truth(&asked.text, self.names)?;
        let yes = self.choice(depth + 1)?;
        self.sign(&[":"]);
        let no = self.choice(depth + 1)?;
        Ok(if is { yes } else { no })
    }

    fn either(&mut self, depth: usize) -> Result<Operand, Undecided> {
        let mut left = self.both(depth)?;
        while self.sign(&["||"]).is_some() {
            let is = truth(&left.text, self.names)?;
            // The other side is read in any case, and asked only where it decides.
            let right = self.skipped(is, |parser| parser.both(depth))?;
            left = flag(is || truth(&right.text, self.names)?);
        }
        Ok(left)
    }

    fn both(&mut self, depth: usize) -> Result<Operand, Undecided> {
        let mut left = self.equal(depth)?;
        while self.sign(&["&&"]).is_some() {
            let is = truth(&left.text, self.names)?;
            let right = self.skipped(!is, |parser| parser.equal(depth))?;
            left = flag(is && truth(&right.text, self.names)?);
        }
        Ok(left)
    }

    /// Reads a part whose value does not matter.
    fn skipped(
        &mut self,
        skips: bool,
        read: impl Fn(&mut Self) -> Result<Operand, Undecided>,
    ) -> Result<Operand, Undecided> {
        if !skips {
            return read(self);
        }
        let mut depth = 0_usize;
        while let Some(token) = self.tokens.get(self.at) {
            match token {
                Token::Sign("(") => depth += 1,
                Token::Sign(")" | "||" | "&&" | "?" | ":") if depth == 0 => break,
                Token::Sign(")") => depth -= 1,
                _ => {}
            }
            self.at += 1;
        }
        Ok(flag(false))
    }

    fn equal(&mut self, depth: usize) -> Result<Operand, Undecided> {
        let mut left = self.order(depth)?;
        while let Some(sign) = self.sign(&["===", "!==", "==", "!="]) {
            let right = self.order(depth)?;
            let is = self.same(&left, &right)?;
            left = flag(is != sign.starts_with('!'));
        }
        Ok(left)
    }

    /// Whether two values are the same: as numbers, if one of them is no text.
    fn same(&self, left: &Operand, right: &Operand) -> Result<bool, Undecided> {
        if self.names.is_open(&left.text) || self.names.is_open(&right.text) {
            return self.names.equal(&canonical(left), &canonical(right));
        }
        if let (false, Some(left), Some(right)) =
            (left.is_text && right.is_text, number(&left.text), number(&right.text))
        {
            return Ok((left - right).abs() < f64::EPSILON);
        }
        Ok(left.text == right.text)
    }

    fn order(&mut self, depth: usize) -> Result<Operand, Undecided> {
        let mut left = self.sum(depth)?;
        while let Some(sign) = self.sign(&["<=", ">=", "<", ">"]) {
            let right = self.sum(depth)?;
            let is = if self.names.is_open(&left.text) || self.names.is_open(&right.text) {
                self.names.decide(crate::import::value::Test::Compares {
                    left: left.text.clone(),
                    sign: sign.to_owned(),
                    right: right.text.clone(),
                })?
            } else {
                let pair = number(&left.text).zip(number(&right.text));
                pair.is_some_and(|(left, right)| match sign {
                    "<" => left < right,
                    ">" => left > right,
                    "<=" => left <= right,
                    _ => left >= right,
                })
            };
            left = flag(is);
        }
        Ok(left)
    }

    fn sum(&mut self, depth: usize) -> Result<Operand, Undecided> {
        let mut left = self.product(depth)?;
        while let Some(sign) = self.sign(&["+", "-"]) {
            let right = self.product(depth)?;
            let is_open = self.names.is_open(&left.text) || self.names.is_open(&right.text);
            let pair = number(&left.text).zip(number(&right.text)).filter(|_| !is_open);
            let joins = sign == "+" && (left.is_text || right.is_text || pair.is_none());
            left = match pair {
                _ if joins => Operand { text: format!("{}{}", left.text, right.text), is_text: true },
                Some((one, other)) => plain(if sign == "+" { one + other } else { one - other }),
                None => self.open(&left, sign, &right),
            };
        }
        Ok(left)
    }

    fn product(&mut self, depth: usize) -> Result<Operand, Undecided> {
        let mut left = self.single(depth)?;
        while let Some(sign) = self.sign(&["*", "/", "%"]) {
            let right = self.single(depth)?;
            left = match number(&left.text).zip(number(&right.text)) {
                Some((one, other)) if sign == "*" => plain(one * other),
                Some((one, other)) if other != 0.0 => {
                    plain(if sign == "/" { one / other } else { one % other })
                }
                _ => self.open(&left, sign, &right),
            };
        }
        Ok(left)
    }

    fn open(&self, left: &Operand, sign: &str, right: &Operand) -> Operand {
        Operand { text: self.names.unknown(&format!("{} {sign} {}", left.text, right.text)), is_text: false }
    }

    fn single(&mut self, depth: usize) -> Result<Operand, Undecided> {
        let unknown =
            |parser: &Self| Operand { text: parser.names.unknown(parser.text.trim()), is_text: false };
        if depth > MAX_DEPTH {
            return Ok(unknown(self));
        }
        if self.sign(&["!"]).is_some() {
            let value = self.single(depth + 1)?;
            return Ok(flag(!truth(&value.text, self.names)?));
        }
        if self.sign(&["-"]).is_some() {
            let value = self.single(depth + 1)?;
            return Ok(match number(&value.text) {
                Some(number) => plain(-number),
                None => unknown(self),
            });
        }
        if self.sign(&["("]).is_some() {
            let value = self.choice(depth + 1)?;
            self.sign(&[")"]);
            return Ok(value);
        }
        let value = match self.tokens.get(self.at) {
            Some(Token::Text(text)) => Operand { text: text.clone(), is_text: true },
            Some(Token::Number(text)) => Operand { text: text.clone(), is_text: false },
            Some(Token::Name(name)) => match name.as_str() {
                "true" | "false" | "null" | UNDEFINED => Operand { text: name.clone(), is_text: false },
                name => Operand { text: self.names.named(name), is_text: false },
            },
            _ => return Ok(unknown(self)),
        };
        self.at += 1;
        Ok(value)
    }
}

/// A number as it is compared: `0000` is 0.
fn canonical(value: &Operand) -> String {
    match number(&value.text) {
        Some(number) if !value.is_text => plain(number).text,
        _ => value.text.clone(),
    }
}

fn flag(is: bool) -> Operand {
    Operand { text: is.to_string(), is_text: false }
}

fn plain(number: f64) -> Operand {
    let text = if number.fract().abs() < f64::EPSILON && number.abs() < 1e15 {
        format!("{}", number as i64)
    } else {
        number.to_string()
    };
    Operand { text, is_text: false }
}

fn number(text: &str) -> Option<f64> {
    match text {
        "true" => Some(1.0),
        "false" | "null" => Some(0.0),
        text => text.trim().parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Nobody is asked.
    struct Nobody;

    impl Known for Nobody {
        fn decide(&self, _: crate::import::value::Test) -> Result<bool, Undecided> {
            Ok(false)
        }

        fn unknown(&self, _: &str) -> String {
            String::new()
        }
    }

    impl Names for Nobody {
        fn named(&self, _: &str) -> String {
            String::new()
        }
    }

    struct Little;

    impl Known for Little {
        fn decide(&self, test: crate::import::value::Test) -> Result<bool, Undecided> {
            Err(Undecided(test))
        }

        fn unknown(&self, how: &str) -> String {
            format!("<{how}>")
        }
    }

    impl Names for Little {
        fn named(&self, name: &str) -> String {
            match name {
                "pin" | "application.pin" => "0042",
                "count" => "3",
                "asked" => "true",
                _ => UNDEFINED,
            }
            .to_owned()
        }
    }

    #[test]
    fn expressions_are_worked_out() {
        for (text, value) in [
            ("pin == '0042'", "true"),
            ("pin == 42", "true"),
            ("application.pin === \"0042\" && count >= 3", "true"),
            ("count + 1", "4"),
            ("'a' + count", "a3"),
            ("count < 3 || !asked", "false"),
            ("count == 3 ? 'x' : 'y'", "x"),
            ("(1 + 2) * 2 - -1", "7"),
            ("nobody == undefined", "true"),
            ("nobody", "undefined"),
            ("'rice'", "rice"),
            ("strip(count)", "<strip(count)>"),
            ("new Date()", "<new Date()>"),
            ("true || strange", "true"),
        ] {
            assert_eq!(evaluate(text, &Little).unwrap(), value, "{text}");
        }
        assert!(!holds("", &Nobody).unwrap() && holds("'no'", &Nobody).unwrap());
    }
}
