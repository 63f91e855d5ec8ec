use toml_parser::Source;
use toml_parser::lexer::TokenKind;

/// A line of a file, or an element of a list or table in brackets, in the order of the text.
pub(super) struct Item<'t> {
    /// Whether a blank line stands before it.
    pub(super) after_blank: bool,
    pub(super) what: ItemKind<'t>,
}

pub(super) enum ItemKind<'t> {
    /// A comment on a line of its own.
    Comment(&'t str),
    /// `[name]` or `[[name]]`, without white space.
    Header { written: String, comment: Option<&'t str> },
    /// A value, with a key except in lists.
    Entry { key: Option<String>, value: Value<'t>, comment: Option<&'t str> },
}

pub(super) enum Value<'t> {
    /// Anything without brackets, as it is written.
    Plain(&'t str),
    List(Brackets<'t>),
    Table(Brackets<'t>),
}

/// What stands in brackets.
pub(super) struct Brackets<'t> {
    pub(super) items: Vec<Item<'t>>,
    /// Whether each element stands on a line of its own, because the first one did or because there are comments.
    pub(super) is_broken: bool,
}

/// Takes a text apart. It must be valid TOML; of anything else some part is lost.
pub(super) fn read(text: &str) -> Vec<Item<'_>> {
    let mut tokens: Vec<TidyToken<'_>> = Source::new(text)
        .lex()
        .map(|token| {
            let (start, end) = (token.span().start(), token.span().end());
            TidyToken { kind: token.kind(), start, end, text: &text[start..end] }
        })
        .collect();
    tokens.retain(|token| token.kind != TokenKind::Eof);
    TidyParser { text, tokens, next: 0 }.file()
}

#[derive(Clone, Copy)]
struct TidyToken<'t> {
    kind: TokenKind,
    start: usize,
    end: usize,
    text: &'t str,
}

struct TidyParser<'t> {
    text: &'t str,
    tokens: Vec<TidyToken<'t>>,
    next: usize,
}

impl<'t> TidyParser<'t> {
    fn peek(&self) -> Option<TokenKind> {
        self.tokens.get(self.next).map(|token| token.kind)
    }

    fn take(&mut self) -> Option<TidyToken<'t>> {
        let token = self.tokens.get(self.next).copied();
        self.next += 1;
        token
    }

    fn skip(&mut self, kind: TokenKind) -> bool {
        let is_there = self.peek() == Some(kind);
        self.next += usize::from(is_there);
        is_there
    }

    fn file(mut self) -> Vec<Item<'t>> {
        let mut items = Vec::new();
        let mut newlines = 0;
        while let Some(kind) = self.peek() {
            let what = match kind {
                TokenKind::Whitespace => {
                    self.next += 1;
                    continue;
                }
                TokenKind::Newline => {
                    self.next += 1;
                    newlines += 1;
                    continue;
                }
                TokenKind::Comment => ItemKind::Comment(self.comment().unwrap_or_default()),
                TokenKind::LeftSquareBracket => self.header(),
                _ => self.entry(),
            };
            items.push(Item { after_blank: newlines > 1, what });
            newlines = 0;
        }
        items
    }

    /// The comment that comes next on this line.
    fn comment(&mut self) -> Option<&'t str> {
        self.skip(TokenKind::Whitespace);
        if self.peek() != Some(TokenKind::Comment) {
            return None;
        }
        self.take().map(|token| token.text.trim_end())
    }

    fn header(&mut self) -> ItemKind<'t> {
        let mut written = String::new();
        while let Some(kind) = self.peek() {
            match kind {
                TokenKind::Whitespace => self.next += 1,
                TokenKind::Newline | TokenKind::Comment => break,
                _ => written.extend(self.take().map(|token| token.text)),
            }
        }
        ItemKind::Header { written, comment: self.comment() }
    }

    fn entry(&mut self) -> ItemKind<'t> {
        // Comments around the `=` can only be in braces.
        let (key, _) = self.key();
        let value = self.value();
        ItemKind::Entry { key: Some(key), value, comment: self.comment() }
    }

    /// A key, up to its value, and the comments on the way there: in braces, lines may end around the `=`.
    fn key(&mut self) -> (String, Vec<&'t str>) {
        let (mut key, mut comments) = (String::new(), Vec::new());
        let mut is_assigned = false;
        while let Some(&token) = self.tokens.get(self.next) {
            match token.kind {
                TokenKind::Whitespace | TokenKind::Newline => {}
                TokenKind::Comment => comments.push(token.text.trim_end()),
                TokenKind::Equals if !is_assigned => is_assigned = true,
                _ if is_assigned => break,
                _ => key.push_str(token.text),
            }
            self.next += 1;
        }
        (key, comments)
    }

    fn value(&mut self) -> Value<'t> {
        self.skip(TokenKind::Whitespace);
        match self.peek() {
            Some(TokenKind::LeftSquareBracket) => Value::List(self.brackets(TokenKind::RightSquareBracket)),
            Some(TokenKind::LeftCurlyBracket) => Value::Table(self.brackets(TokenKind::RightCurlyBracket)),
            _ => Value::Plain(self.plain()),
        }
    }

    /// A value of one or several tokens: a fraction has a dot in it, and a date with a time may have a space.
    fn plain(&mut self) -> &'t str {
        let start = self.tokens.get(self.next).map_or(self.text.len(), |token| token.start);
        let mut end = start;
        while let Some(token) = self.tokens.get(self.next) {
            match token.kind {
                TokenKind::Newline
                | TokenKind::Comment
                | TokenKind::Comma
                | TokenKind::RightSquareBracket
                | TokenKind::RightCurlyBracket => break,
                TokenKind::Whitespace => {}
                _ => end = token.end,
            }
            self.next += 1;
        }
        &self.text[start..end]
    }

    fn brackets(&mut self, close: TokenKind) -> Brackets<'t> {
        self.next += 1;
        let mut items: Vec<Item<'t>> = Vec::new();
        let (mut newlines, mut is_broken) = (0, false);
        while let Some(kind) = self.peek() {
            match kind {
                TokenKind::Whitespace | TokenKind::Comma => self.next += 1,
                TokenKind::Newline => {
                    self.next += 1;
                    newlines += 1;
                    is_broken |= items.is_empty();
                }
                TokenKind::Comment => {
                    is_broken = true;
                    let text = self.comment().unwrap_or_default();
                    match items.last_mut().map(|item| &mut item.what) {
                        Some(ItemKind::Entry { comment: comment @ None, .. }) if newlines == 0 => {
                            *comment = Some(text);
                        }
                        _ => items.push(Item { after_blank: newlines > 1, what: ItemKind::Comment(text) }),
                    }
                    newlines = 0;
                }
                kind if kind == close => {
                    self.next += 1;
                    break;
                }
                _ => {
                    let mut after_blank = newlines > 1 && !items.is_empty();
                    let mut key = None;
                    if close == TokenKind::RightCurlyBracket {
                        let (written, comments) = self.key();
                        key = Some(written);
                        is_broken |= !comments.is_empty();
                        for comment in comments {
                            items.push(Item { after_blank, what: ItemKind::Comment(comment) });
                            after_blank = false;
                        }
                    }
                    let value = self.value();
                    items.push(Item { after_blank, what: ItemKind::Entry { key, value, comment: None } });
                    newlines = 0;
                }
            }
        }
        let is_broken = is_broken && !items.is_empty();
        Brackets { items, is_broken }
    }
}
