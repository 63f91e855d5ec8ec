//! Templates in the texts of a flow, in the language that is called Liquid: `{{ flow.variables.n | plus: 1 }}`, `{% if … %}`.

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Text(String),
    /// A value that is put in.
    Output(Expression),
    /// The first whose condition holds; without one, it always does.
    If(Vec<(Option<Test>, Vec<Piece>)>),
    /// A name for a value, from here on.
    Assign(String, Expression),
    /// A tag that is not understood, as it is written.
    Unknown(String),
}

/// A value with what is done to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Expression {
    pub(super) base: Term,
    pub(super) filters: Vec<(String, Vec<Term>)>,
    /// As it is written.
    pub(super) text: String,
}

/// A value as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Term {
    Text(String),
    Nil,
    False,
    Path(String),
}

/// What an `if` asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Test {
    Is(Term),
    Compared(Term, String, Term),
    Both(Box<Self>, Box<Self>),
    Either(Box<Self>, Box<Self>),
}

/// So deep tags may stand in each other.
const MAX_DEPTH: usize = 24;

/// The parts of a text.
pub(super) fn parse(text: &str) -> Vec<Piece> {
    let tokens = tokens(text);
    let mut at = 0;
    let (pieces, _) = block(&tokens, &mut at, &[], 0);
    pieces
}

/// The paths that a text asks for.
pub(super) fn paths(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    collect(&parse(text), &mut found);
    found
}

fn collect(pieces: &[Piece], found: &mut Vec<String>) {
    for piece in pieces {
        match piece {
            Piece::Output(expression) | Piece::Assign(_, expression) => of_expression(expression, found),
            Piece::If(ways) => {
                for (test, pieces) in ways {
                    if let Some(test) = test {
                        of_test(test, found);
                    }
                    collect(pieces, found);
                }
            }
            Piece::Unknown(text) => {
                let words = text.split(|c: char| !(c.is_alphanumeric() || "._-[]'\"".contains(c)));
                found.extend(words.filter(|word| word.contains('.')).map(plain_path));
            }
            Piece::Text(_) => {}
        }
    }
}

fn of_expression(expression: &Expression, found: &mut Vec<String>) {
    for term in
        std::iter::once(&expression.base).chain(expression.filters.iter().flat_map(|(_, terms)| terms))
    {
        of_term(term, found);
    }
}

fn of_term(term: &Term, found: &mut Vec<String>) {
    if let Term::Path(path) = term {
        found.push(path.clone());
    }
}

fn of_test(test: &Test, found: &mut Vec<String>) {
    match test {
        Test::Is(term) => of_term(term, found),
        Test::Compared(left, _, right) => {
            of_term(left, found);
            of_term(right, found);
        }
        Test::Both(left, right) | Test::Either(left, right) => {
            of_test(left, found);
            of_test(right, found);
        }
    }
}

enum Token<'t> {
    Text(&'t str),
    Output(&'t str),
    Tag(&'t str),
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    loop {
        let output = rest.find("{{");
        let tag = rest.find("{%");
        let (at, is_tag) = match (output, tag) {
            (None, None) => break,
            (Some(output), Some(tag)) => (output.min(tag), tag < output),
            (Some(output), None) => (output, false),
            (None, Some(tag)) => (tag, true),
        };
        let inner = &rest[at + 2..];
        let Some(end) = inner.find(if is_tag { "%}" } else { "}}" }) else { break };
        let mut before = &rest[..at];
        let mut content = &inner[..end];
        let mut behind = &inner[end + 2..];
        // A dash takes the white space on its side away.
        if let Some(less) = content.strip_prefix('-') {
            (content, before) = (less, before.trim_end());
        }
        if let Some(less) = content.strip_suffix('-') {
            (content, behind) = (less, behind.trim_start());
        }
        if !before.is_empty() {
            tokens.push(Token::Text(before));
        }
        tokens.push(if is_tag { Token::Tag(content.trim()) } else { Token::Output(content.trim()) });
        rest = behind;
    }
    if !rest.is_empty() {
        tokens.push(Token::Text(rest));
    }
    tokens
}

/// The parts up to one of these tags, and which it is.
fn block<'t>(
    tokens: &[Token<'t>],
    at: &mut usize,
    ends: &[&str],
    depth: usize,
) -> (Vec<Piece>, Option<&'t str>) {
    let mut pieces = Vec::new();
    while let Some(token) = tokens.get(*at) {
        *at += 1;
        let tag = match token {
            Token::Text(text) => {
                pieces.push(Piece::Text((*text).to_owned()));
                continue;
            }
            Token::Output(text) => {
                pieces.push(Piece::Output(expression(text)));
                continue;
            }
            Token::Tag(tag) => *tag,
        };
        let (word, rest) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
        if ends.contains(&word) {
            return (pieces, Some(tag));
        }
        match word {
            _ if depth >= MAX_DEPTH => pieces.push(Piece::Unknown(tag.to_owned())),
            "if" => pieces.push(ways(tokens, at, test(rest), depth)),
            "unless" => {
                let (skipped, end) = block(tokens, at, &["else", "elsif", "endunless"], depth + 1);
                let mut all = vec![(test(rest), Vec::new())];
                if end.is_some_and(|end| end.starts_with("else")) {
                    let (otherwise, _) = block(tokens, at, &["endunless"], depth + 1);
                    all[0].1 = otherwise;
                }
                all.push((None, skipped));
                pieces.push(Piece::If(all));
            }
            "case" => pieces.push(cases(tokens, at, rest, depth)),
            "assign" => match rest.split_once('=') {
                Some((name, value)) => {
                    pieces.push(Piece::Assign(name.trim().to_owned(), expression(value.trim())));
                }
                None => pieces.push(Piece::Unknown(tag.to_owned())),
            },
            "comment" => {
                block(tokens, at, &["endcomment"], depth + 1);
            }
            "raw" => {
                let (inner, _) = block(tokens, at, &["endraw"], depth + 1);
                pieces.extend(inner);
            }
            // What is repeated or captured is not followed.
            "for" | "capture" | "tablerow" => {
                let end = format!("end{word}");
                block(tokens, at, &[&end], depth + 1);
                pieces.push(Piece::Unknown(tag.to_owned()));
            }
            _ => pieces.push(Piece::Unknown(tag.to_owned())),
        }
    }
    (pieces, None)
}

fn ways(tokens: &[Token<'_>], at: &mut usize, first: Option<Test>, depth: usize) -> Piece {
    let mut all = Vec::new();
    let mut asked = first;
    loop {
        let (pieces, end) = block(tokens, at, &["elsif", "else", "endif"], depth + 1);
        all.push((asked.take(), pieces));
        match end.map(|end| end.split_once(char::is_whitespace).unwrap_or((end, ""))) {
            Some(("elsif", rest)) => asked = test(rest),
            Some(("else", _)) => {
                let (pieces, _) = block(tokens, at, &["endif"], depth + 1);
                all.push((None, pieces));
                return Piece::If(all);
            }
            _ => return Piece::If(all),
        }
    }
}

fn cases(tokens: &[Token<'_>], at: &mut usize, subject: &str, depth: usize) -> Piece {
    let subject = term(subject.trim());
    let ends = ["when", "else", "endcase"];
    let (_, mut end) = block(tokens, at, &ends, depth + 1);
    let mut all = Vec::new();
    while let Some(tag) = end {
        let (word, rest) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
        let asked = match word {
            "when" => {
                let any = rest.split([',']).flat_map(|part| part.split(" or "));
                let tests =
                    any.map(|value| Test::Compared(subject.clone(), "==".to_owned(), term(value.trim())));
                tests.reduce(|left, right| Test::Either(Box::new(left), Box::new(right)))
            }
            "else" => None,
            _ => break,
        };
        let (pieces, next) = block(tokens, at, &ends, depth + 1);
        all.push((asked, pieces));
        end = next;
    }
    Piece::If(all)
}

fn expression(text: &str) -> Expression {
    let mut parts = split_outside(text, '|').into_iter();
    let base = term(parts.next().unwrap_or_default().trim());
    let filters = parts.map(|filter| {
        let (name, values) = filter.split_once(':').unwrap_or((filter, ""));
        let values = if values.trim().is_empty() {
            Vec::new()
        } else {
            split_outside(values, ',').into_iter().map(|value| term(value.trim())).collect()
        };
        (name.trim().to_owned(), values)
    });
    let filters = filters.collect();
    Expression { base, filters, text: text.split_whitespace().collect::<Vec<_>>().join(" ") }
}

/// A text cut at a sign that stands outside of quotes.
fn split_outside(text: &str, sign: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut quote = None;
    let mut from = 0;
    for (at, c) in text.char_indices() {
        if let Some(open) = quote {
            if c == open {
                quote = None;
            }
        } else if matches!(c, '"' | '\'') {
            quote = Some(c);
        } else if c == sign {
            parts.push(&text[from..at]);
            from = at + c.len_utf8();
        }
    }
    parts.push(&text[from..]);
    parts
}

fn term(text: &str) -> Term {
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote)) {
            return Term::Text(inner.to_owned());
        }
    }
    match text {
        "nil" | "null" | "" => Term::Nil,
        "false" => Term::False,
        "blank" | "empty" => Term::Text(String::new()),
        "true" => Term::Text(text.to_owned()),
        number if number.parse::<f64>().is_ok() => Term::Text(number.to_owned()),
        path => Term::Path(plain_path(path)),
    }
}

/// A path with dots only: `widgets['a b'].parsed[0]` is `widgets.a b.parsed.0`.
fn plain_path(path: &str) -> String {
    let mut plain = String::new();
    for part in path.split(['.', '[', ']']) {
        let part = part.trim().trim_matches(['"', '\'']);
        if !part.is_empty() {
            if !plain.is_empty() {
                plain.push('.');
            }
            plain.push_str(part);
        }
    }
    plain
}

/// What an `if` asks; the language reads `and` and `or` from the right. None: nothing is asked.
fn test(text: &str) -> Option<Test> {
    let words = words(text);
    let at = words.iter().position(|word| matches!(*word, "and" | "or"));
    let Some(at) = at else { return single(&words) };
    let left = single(&words[..at])?;
    let rest = words[at + 1..].join(" ");
    let right = test(&rest)?;
    let (left, right) = (Box::new(left), Box::new(right));
    Some(if words[at] == "and" { Test::Both(left, right) } else { Test::Either(left, right) })
}

fn single(words: &[&str]) -> Option<Test> {
    match words {
        [] => None,
        [value] => Some(Test::Is(term(value))),
        [left, operator, right @ ..] => {
            Some(Test::Compared(term(left), (*operator).to_owned(), term(&right.join(" "))))
        }
    }
}

/// Words and operators, whether there is space between them or not.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut from = None;
    let mut quote = None;
    let mut chars = text.char_indices().peekable();
    let is_sign = |c: char| matches!(c, '=' | '!' | '<' | '>');
    while let Some((at, c)) = chars.next() {
        if let Some(open) = quote {
            if c == open {
                quote = None;
            }
            continue;
        }
        if c.is_whitespace() || is_sign(c) {
            if let Some(from) = from.take() {
                words.push(&text[from..at]);
            }
            if is_sign(c) {
                let mut end = at + c.len_utf8();
                while let Some((_, c)) = chars.next_if(|(_, c)| is_sign(*c)) {
                    end += c.len_utf8();
                }
                words.push(&text[at..end]);
            }
            continue;
        }
        if matches!(c, '"' | '\'') {
            quote = Some(c);
        }
        from.get_or_insert(at);
    }
    if let Some(from) = from {
        words.push(&text[from..]);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_counter_is_an_if_with_two_ways() {
        let pieces =
            parse("{% if flow.variables.n%} {{flow.variables.n| plus: 1}} {%- else -%} 1 {% endif %}");
        let [Piece::If(ways)] = pieces.as_slice() else { panic!("{pieces:#?}") };
        assert_eq!(ways[0].0, Some(Test::Is(Term::Path("flow.variables.n".to_owned()))));
        assert_eq!(ways[1], (None, vec![Piece::Text("1 ".to_owned())]));
        assert_eq!(paths("{{ widgets['a b'].parsed[0] }}"), ["widgets.a b.parsed.0"]);
    }

    #[test]
    fn whatever_is_not_closed_is_text_or_passed_over() {
        for text in ["{{ a", "{% if", "{% if a %}", "{% else %}", "{% endif %}{{}}", "{% case x %}{% when %}"]
        {
            let _ = parse(text);
        }
        let deep = "{% if a %}".repeat(2_000);
        assert!(!parse(&deep).is_empty());
        assert_eq!(
            test("a == 'x y' and b or c"),
            Some(Test::Both(
                Box::new(Test::Compared(Term::Path("a".into()), "==".into(), Term::Text("x y".into()))),
                Box::new(Test::Either(
                    Box::new(Test::Is(Term::Path("b".into()))),
                    Box::new(Test::Is(Term::Path("c".into())))
                ))
            ))
        );
    }
}
