use std::ops::Range;

use toml::de::{DeString, DeTable, DeValue};

use super::bare_value;
use super::syntax::{self, SyntaxFault};
use super::vocabulary::Vocabulary;
use crate::base::diagnostic::Diagnostic;
use crate::base::source::{FileId, Span};

/// One file, taken apart as TOML.
#[derive(Debug)]
pub(crate) struct Document<'t> {
    file: FileId,
    text: &'t str,
    /// Where the text begins in the file.
    offset: usize,
    root: DeTable<'t>,
    vocabulary: &'static Vocabulary,
    /// What TOML could not read.
    unread: SyntaxFault,
}

impl<'t> Document<'t> {
    /// Reads a file as far as it can be read.
    pub(crate) fn parse(
        file: FileId,
        text: &'t str,
        vocabulary: &'static Vocabulary,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let (root, errors) = DeTable::parse_recoverable(text);
        let root = root.into_inner();
        let unread = syntax::report(file, text, &root, errors, vocabulary, diagnostics);
        Self { file, text, offset: 0, root, vocabulary, unread }
    }

    /// Reads a piece of a file that is a file itself. None: TOML cannot read it; what is wrong is told of the file as a
    /// whole.
    pub(crate) fn parse_piece(
        file: FileId,
        whole: &'t str,
        piece: Range<usize>,
        vocabulary: &'static Vocabulary,
    ) -> Option<Self> {
        let offset = piece.start;
        let text = whole.get(piece)?;
        let (root, errors) = DeTable::parse_recoverable(text);
        let root = root.into_inner();
        errors.is_empty().then(|| Self {
            file,
            text,
            offset,
            root,
            vocabulary,
            unread: SyntaxFault::default(),
        })
    }

    /// The whole file as a table.
    pub(crate) fn root(&self) -> &DeTable<'t> {
        &self.root
    }

    /// What stands at the top of the file, in its order, which a table does not keep.
    pub(crate) fn top_level(&self) -> Vec<(&toml::Spanned<DeString<'t>>, &toml::Spanned<DeValue<'t>>)> {
        let mut tables: Vec<_> = self.root.iter().collect();
        tables.sort_unstable_by_key(|(name, _)| name.span().start);
        tables
    }

    /// The place of the first line of a range of bytes: where a table begins, not all that is in it.
    pub(crate) fn first_line(&self, range: Range<usize>) -> Span {
        let first = self.text_at(range.clone()).lines().next().unwrap_or_default();
        self.span(range.start..range.start + first.len())
    }

    /// The place of a range of bytes.
    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, range.start + self.offset..range.end + self.offset)
    }

    pub(super) fn vocabulary(&self) -> &'static Vocabulary {
        self.vocabulary
    }

    /// The text of a range of bytes.
    pub(crate) fn text_at(&self, range: Range<usize>) -> &'t str {
        self.text.get(range).unwrap_or_default()
    }

    /// The first name of the header above a byte.
    pub(super) fn section_above(&self, byte: usize) -> &'t str {
        bare_value::section_above(self.text, byte)
    }

    /// Whether something in this file is missing only because TOML could not read it.
    pub(crate) fn has_syntax_errors(&self) -> bool {
        !self.unread.lines.is_empty()
    }

    /// Whether a name that is not in this file may only be hidden by what TOML could not read.
    pub(crate) fn hides_names(&self) -> bool {
        self.unread.hides_names
    }

    /// Whether what stands here begins or ends on a line that TOML could not read.
    pub(crate) fn is_broken(&self, range: Range<usize>) -> bool {
        let lines = &self.unread.lines;
        let next = lines.partition_point(|line| line.end < range.start);
        lines.get(next).is_some_and(|line| line.start <= range.end)
    }
}
