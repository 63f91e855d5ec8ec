//! What people say instead of the plan's words.

use crate::base::source::Spanned;

/// Words of the plan, and what people ask for in their place. Search and the phone understand both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Synonym {
    /// Words that names and topics of the plan have.
    pub word: Spanned<String>,
    /// What people say instead.
    pub asked: Vec<Spanned<String>>,
}
