//! Expressions of Architect: `Flow.Tries + 1`, `If(Flow.Open == "yes", 1, 2)`.

use super::value::Value;

/// An expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Expression {
    Literal(Value),
    Variable(String),
    /// A function in small letters.
    Call(String, Vec<Self>),
    Pair(Box<Self>, Operator, Box<Self>),
    Not(Box<Self>),
    /// What is not understood, as it is written.
    Unknown(String),
}

/// What is between two expressions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    Or,
    And,
    Equal,
    Unequal,
    Less,
    More,
    AtMost,
    AtLeast,
    Plus,
    Minus,
    Times,
    By,
    Rest,
}

/// So deep expressions may stand in each other.
const MAX_DEPTH: usize = 40;

/// So many words and signs an expression has at most.
const MAX_TOKENS: usize = 1_000;

/// So many characters of what is not understood are kept.
const MAX_UNKNOWN: usize = 400;

impl Operator {
    fn of(token: &Token) -> Option<Self> {
        Some(match token {
            Token::Word(word) if word.eq_ignore_ascii_case("or") => Self::Or,
            Token::Word(word) if word.eq_ignore_ascii_case("and") => Self::And,
            Token::Sign(sign) => match sign.as_str() {
                "||" => Self::Or,
                "&&" => Self::And,
                "==" | "=" => Self::Equal,
                "!=" | "<>" => Self::Unequal,
                "<" => Self::Less,
                ">" => Self::More,
                "<=" => Self::AtMost,
                ">=" => Self::AtLeast,
                "+" => Self::Plus,
                "-" => Self::Minus,
                "*" => Self::Times,
                "/" => Self::By,
                "%" => Self::Rest,
                _ => return None,
            },
            _ => return None,
        })
    }

    /// How it is spoken of.
    pub(super) fn sign(self) -> &'static str {
        match self {
            Self::Or => "or",
            Self::And => "and",
            Self::Equal => "is",
            Self::Unequal => "is not",
            Self::Less => "is less than",
            Self::More => "is more than",
            Self::AtMost => "is at most",
            Self::AtLeast => "is at least",
            Self::Plus => "+",
            Self::Minus => "-",
            Self::Times => "*",
            Self::By => "/",
            Self::Rest => "%",
        }
    }

    fn strength(self) -> u8 {
        match self {
            Self::Or => 1,
            Self::And => 2,
            Self::Equal | Self::Unequal => 3,
            Self::Less | Self::More | Self::AtMost | Self::AtLeast => 4,
            Self::Plus | Self::Minus => 5,
            Self::Times | Self::By | Self::Rest => 6,
        }
    }
}

/// Reads an expression. What is not understood stays as it is written.
pub(super) fn parse(text: &str) -> Expression {
    let unknown = || {
        let plain = text.split_whitespace().collect::<Vec<_>>().join(" ");
        Expression::Unknown(plain.chars().take(MAX_UNKNOWN).collect())
    };
    let Some(tokens) = tokens(text) else { return unknown() };
    let mut parser = Parser { tokens: &tokens, at: 0, depth: 0 };
    match parser.any(0) {
        Some(expression) if parser.at == tokens.len() => expression,
        _ => unknown(),
    }
}

impl Expression {
    /// It, and all that stands in it.
    pub(super) fn visit(&self, see: &mut impl FnMut(&Self)) {
        see(self);
        match self {
            Self::Call(_, all) => all.iter().for_each(|one| one.visit(see)),
            Self::Pair(left, _, right) => {
                left.visit(see);
                right.visit(see);
            }
            Self::Not(inner) => inner.visit(see),
            Self::Literal(_) | Self::Variable(_) | Self::Unknown(_) => {}
        }
    }

    /// The variables that it asks for.
    pub(super) fn variables(&self, found: &mut Vec<String>) {
        self.visit(&mut |one| match one {
            Self::Variable(name) => found.push(name.clone()),
            Self::Unknown(text) => {
                let words = text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '_')));
                found.extend(words.filter(|word| word.contains('.')).map(str::to_owned));
            }
            _ => {}
        });
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Text(String),
    Word(String),
    Sign(String),
}

/// Words, texts and signs. None: there are too many.
fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if tokens.len() > MAX_TOKENS {
            return None;
        }
        if c.is_whitespace() {
            continue;
        }
        if c == '"' {
            let mut inner = String::new();
            while let Some(c) = chars.next() {
                match c {
                    '"' => break,
                    '\\' => inner.extend(chars.next()),
                    c => inner.push(c),
                }
            }
            tokens.push(Token::Text(inner));
        } else if c.is_alphanumeric() || c == '_' {
            let mut word = c.to_string();
            while let Some(c) = chars.next_if(|c| c.is_alphanumeric() || matches!(c, '_' | '.')) {
                word.push(c);
            }
            tokens.push(Token::Word(word));
        } else {
            let mut sign = c.to_string();
            if matches!(c, '=' | '!' | '<' | '>' | '&' | '|')
                && let Some(second) = chars
                    .next_if(|second| matches!((c, second), (_, '=') | ('&', '&') | ('|', '|') | ('<', '>')))
            {
                sign.push(second);
            }
            tokens.push(Token::Sign(sign));
        }
    }
    Some(tokens)
}

struct Parser<'t> {
    tokens: &'t [Token],
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    fn sign(&mut self, sign: &str) -> Option<()> {
        match self.tokens.get(self.at) {
            Some(Token::Sign(known)) if known == sign => {
                self.at += 1;
                Some(())
            }
            _ => None,
        }
    }

    /// An expression of operators that bind stronger than this.
    fn any(&mut self, least: u8) -> Option<Expression> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return None;
        }
        let mut left = self.single()?;
        while let Some(operator) = self.tokens.get(self.at).and_then(Operator::of) {
            if operator.strength() <= least {
                break;
            }
            self.at += 1;
            let right = self.any(operator.strength())?;
            left = Expression::Pair(Box::new(left), operator, Box::new(right));
        }
        self.depth -= 1;
        Some(left)
    }

    fn single(&mut self) -> Option<Expression> {
        let token = self.tokens.get(self.at)?.clone();
        self.at += 1;
        match token {
            Token::Text(text) => Some(Expression::Literal(Value::text(&text))),
            Token::Sign(sign) => match sign.as_str() {
                "(" => {
                    let inner = self.any(0)?;
                    self.sign(")")?;
                    Some(inner)
                }
                "!" => Some(Expression::Not(Box::new(self.any(Operator::Times.strength())?))),
                "-" => match self.any(Operator::Times.strength())? {
                    Expression::Literal(value) => {
                        Some(Expression::Literal(Value::number(-value.as_number()?)))
                    }
                    other => {
                        let nought = Expression::Literal(Value::number(0.0));
                        Some(Expression::Pair(Box::new(nought), Operator::Minus, Box::new(other)))
                    }
                },
                _ => None,
            },
            Token::Word(word) => self.word(&word),
        }
    }

    fn word(&mut self, word: &str) -> Option<Expression> {
        let lower = word.to_ascii_lowercase();
        if self.sign("(").is_some() {
            let mut values = Vec::new();
            while self.sign(")").is_none() {
                values.push(self.any(0)?);
                if self.sign(",").is_none() {
                    self.sign(")")?;
                    break;
                }
            }
            return Some(match (lower.as_str(), values.len()) {
                ("not", 1) => Expression::Not(Box::new(values.swap_remove(0))),
                _ => Expression::Call(lower, values),
            });
        }
        match lower.as_str() {
            "not" => return Some(Expression::Not(Box::new(self.any(Operator::And.strength())?))),
            "true" => return Some(Expression::Literal(Value::Truth(true))),
            "false" => return Some(Expression::Literal(Value::Truth(false))),
            "not_set" => return Some(Expression::Literal(Value::Unset)),
            _ => {}
        }
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            let number: f64 = word.parse().ok().filter(|number: &f64| number.is_finite())?;
            return Some(Expression::Literal(Value::number(number)));
        }
        let mut name = word.to_owned();
        // `Task.List[0]` is one variable.
        while self.sign("[").is_some() {
            let Some(Token::Word(index) | Token::Text(index)) = self.tokens.get(self.at) else { return None };
            name = format!("{name}.{index}");
            self.at += 1;
            self.sign("]")?;
        }
        Some(Expression::Variable(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_bind_as_people_expect() {
        let shown = |text: &str| format!("{:?}", parse(text));
        assert_eq!(shown("Flow.N + 1 == 3 and Flow.A"), shown("((Flow.N + 1) == 3) and (Flow.A)"));
        assert_eq!(shown("a or b and c"), shown("a or (b and c)"));
        assert_eq!(shown("a - b - c"), shown("(a - b) - c"));
        assert_eq!(
            parse("If(Flow.X > 2, \"a\", NOT_SET)"),
            Expression::Call(
                "if".into(),
                vec![
                    Expression::Pair(
                        Box::new(Expression::Variable("Flow.X".into())),
                        Operator::More,
                        Box::new(Expression::Literal(Value::number(2.0)))
                    ),
                    Expression::Literal(Value::text("a")),
                    Expression::Literal(Value::Unset),
                ]
            )
        );
        assert_eq!(parse("!Flow.X"), Expression::Not(Box::new(Expression::Variable("Flow.X".into()))));
        assert_eq!(parse("NOT(Flow.X)"), parse("not Flow.X"));
        assert_eq!(parse("-3"), Expression::Literal(Value::number(-3.0)));
    }

    #[test]
    fn what_is_not_understood_stays_as_it_is_written() {
        assert_eq!(parse("Flow.X  +"), Expression::Unknown("Flow.X +".to_owned()));
        for text in ["(".repeat(500), "x + ".repeat(5_000), "\"".to_owned() + &"a".repeat(5_000) + "\" b"] {
            let Expression::Unknown(kept) = parse(&text) else { panic!("{text}") };
            assert!(kept.len() <= MAX_UNKNOWN);
        }
        let mut variables = Vec::new();
        parse("Flow.A # Task.B").variables(&mut variables);
        assert_eq!(variables, ["Flow.A", "Task.B"]);
    }
}
