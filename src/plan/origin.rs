use super::checking::Allowance;
use crate::base::source::{Span, Spanned};

/// Where a table stands in the plan's files, and how far its facts are the company's own.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The table's name in its file.
    pub span: Span,
    /// The words of the document that it was made from.
    pub source: Option<Spanned<String>>,
    /// Why we filled in what the document does not say.
    pub assumed: Option<Spanned<String>>,
    /// What a check finds here and is right as it is.
    pub allowed: Vec<Allowance>,
}
