//! Expressions of Architect: `Flow.Tries + 1`, `If(Flow.Open == "yes", 1, 2)`.

/// An expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Expression {
    /// A text, a number or a truth, as text.
    Literal(String),
    Variable(String),
    Call(String, Vec<Self>),
    Pair(Box<Self>, String, Box<Self>),
    Not(Box<Self>),
    /// What is not understood, as it is written.
    Unknown(String),
}

/// So deep expressions may stand in each other.
const MAX_DEPTH: usize = 40;

/// Reads an expression. What is not understood stays as it is written.
pub(super) fn parse(text: &str) -> Expression {
    let tokens = tokens(text);
    let mut parser = Parser { tokens: &tokens, at: 0, depth: 0 };
    match parser.any(0) {
        Some(expression) if parser.at == tokens.len() => expression,
        _ => Expression::Unknown(text.split_whitespace().collect::<Vec<_>>().join(" ")),
    }
}

/// The variables that an expression asks for.
pub(super) fn variables(expression: &Expression, found: &mut Vec<String>) {
    match expression {
        Expression::Variable(name) => found.push(name.clone()),
        Expression::Call(_, all) => all.iter().for_each(|one| variables(one, found)),
        Expression::Pair(left, _, right) => {
            variables(left, found);
            variables(right, found);
        }
        Expression::Not(inner) => variables(inner, found),
        Expression::Unknown(text) => {
            let words = text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '_')));
            found.extend(words.filter(|word| word.contains('.')).map(str::to_owned));
        }
        Expression::Literal(_) => {}
    }
}

/// The texts and numbers in it.
pub(super) fn literals(expression: &Expression, found: &mut Vec<String>) {
    match expression {
        Expression::Literal(text) => found.push(text.clone()),
        Expression::Call(_, all) => all.iter().for_each(|one| literals(one, found)),
        Expression::Pair(left, _, right) => {
            literals(left, found);
            literals(right, found);
        }
        Expression::Not(inner) => literals(inner, found),
        Expression::Variable(_) | Expression::Unknown(_) => {}
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Text(String),
    Word(String),
    Sign(String),
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
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
                && let Some(second) = chars.next_if(|c| matches!(c, '=' | '&' | '|' | '>'))
            {
                sign.push(second);
            }
            tokens.push(Token::Sign(sign));
        }
    }
    tokens
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

    /// The operator that is next, with how strongly it binds.
    fn operator(&self) -> Option<(String, u8)> {
        let word = match self.tokens.get(self.at)? {
            Token::Sign(sign) => sign.as_str(),
            Token::Word(word) => word.as_str(),
            Token::Text(_) => return None,
        };
        Some(match word.to_ascii_lowercase().as_str() {
            "or" | "||" => ("or".to_owned(), 1),
            "and" | "&&" => ("and".to_owned(), 2),
            "==" | "=" => ("==".to_owned(), 3),
            "!=" | "<>" => ("!=".to_owned(), 3),
            sign @ ("<" | ">" | "<=" | ">=") => (sign.to_owned(), 4),
            sign @ ("+" | "-") => (sign.to_owned(), 5),
            sign @ ("*" | "/" | "%") => (sign.to_owned(), 6),
            _ => return None,
        })
    }

    fn any(&mut self, least: u8) -> Option<Expression> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return None;
        }
        let mut left = self.single()?;
        while let Some((operator, strength)) = self.operator().filter(|(_, strength)| *strength > least) {
            self.at += 1;
            let right = self.any(strength)?;
            left = Expression::Pair(Box::new(left), operator, Box::new(right));
        }
        self.depth -= 1;
        Some(left)
    }

    fn single(&mut self) -> Option<Expression> {
        let token = self.tokens.get(self.at)?.clone();
        self.at += 1;
        match token {
            Token::Text(text) => Some(Expression::Literal(text)),
            Token::Sign(sign) => match sign.as_str() {
                "(" => {
                    let inner = self.any(0)?;
                    self.sign(")")?;
                    Some(inner)
                }
                "!" => Some(Expression::Not(Box::new(self.any(4)?))),
                "-" => match self.single()? {
                    Expression::Literal(number) => Some(Expression::Literal(format!("-{number}"))),
                    _ => None,
                },
                _ => None,
            },
            Token::Word(word) => {
                if word.eq_ignore_ascii_case("not") && self.sign("(").is_none() {
                    return Some(Expression::Not(Box::new(self.any(2)?)));
                }
                let is_call = word.eq_ignore_ascii_case("not") || self.sign("(").is_some();
                if is_call {
                    let mut values = Vec::new();
                    while self.sign(")").is_none() {
                        values.push(self.any(0)?);
                        if self.sign(",").is_none() {
                            self.sign(")")?;
                            break;
                        }
                    }
                    return Some(match (word.to_ascii_lowercase().as_str(), values.len()) {
                        ("not", 1) => Expression::Not(Box::new(values.swap_remove(0))),
                        (word, _) => Expression::Call(word.to_owned(), values),
                    });
                }
                let lower = word.to_ascii_lowercase();
                if matches!(lower.as_str(), "true" | "false") {
                    return Some(Expression::Literal(lower));
                }
                if word.parse::<f64>().is_ok() {
                    return Some(Expression::Literal(word));
                }
                let mut name = word;
                // `Task.List[0]` is one variable.
                while self.sign("[").is_some() {
                    let Some(Token::Word(index) | Token::Text(index)) = self.tokens.get(self.at) else {
                        return None;
                    };
                    name = format!("{name}.{index}");
                    self.at += 1;
                    self.sign("]")?;
                }
                Some(Expression::Variable(name))
            }
        }
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
        assert_eq!(
            parse("If(Flow.X > 2, \"a\", \"b\")"),
            Expression::Call(
                "if".into(),
                vec![
                    Expression::Pair(
                        Box::new(Expression::Variable("Flow.X".into())),
                        ">".into(),
                        Box::new(Expression::Literal("2".into()))
                    ),
                    Expression::Literal("a".into()),
                    Expression::Literal("b".into()),
                ]
            )
        );
        assert!(matches!(parse("Flow.X +"), Expression::Unknown(_)));
        assert!(matches!(parse(&"(".repeat(500)), Expression::Unknown(_)));
        assert_eq!(parse("!Flow.X"), Expression::Not(Box::new(Expression::Variable("Flow.X".into()))));
        assert_eq!(parse("NOT(Flow.X)"), parse("not Flow.X"));
    }
}
