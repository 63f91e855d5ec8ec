//! What people say instead of the plan's words. Whether the plan has such words is for a check to say.

use super::lowering::PlanLowering;
use super::values::TextKind;
use crate::base::source::Spanned;
use crate::plan::raw::{self, Text};
use crate::plan::sections::SectionEntry;
use crate::plan::synonym::Synonym;

impl<'v> PlanLowering<'v> {
    pub(super) fn synonyms(&mut self, entry: Option<&SectionEntry<'v>>) -> Vec<Synonym> {
        let Some(raw) = entry.and_then(|entry| self.decode::<raw::Synonyms>(entry, "`synonyms`")) else {
            return Vec::new();
        };
        let raw = raw.0.0;
        let limit = self.limits.entries;
        if let Some((word, _)) = raw.get(limit) {
            let message = format!("a plan can have at most {limit} synonyms");
            self.error("too-many-entries", word.span, message, "keep those that people say often");
        }
        let mut synonyms = Vec::new();
        for (word, asked) in raw.iter().take(limit) {
            let Some(word) = self.searched(word) else { continue };
            if asked.is_given && asked.values.is_empty() {
                let message = format!("nothing stands for `{}`", word.value.escape_debug());
                self.error(
                    "empty-text",
                    asked.span,
                    message,
                    "write what people say: `[\"in their words\"]`",
                );
            }
            let asked: Vec<Spanned<String>> =
                asked.values.iter().filter_map(|text| self.searched(text)).collect();
            synonyms.push(Synonym { word, asked });
        }
        synonyms
    }

    /// Words that can be searched for.
    fn searched(&mut self, text: &Text) -> Option<Spanned<String>> {
        let value = self.text(text, TextKind::Name)?;
        if !value.contains(char::is_alphanumeric) {
            let message =
                format!("`{}` has no letter and no digit, so nobody can search for it", value.escape_debug());
            self.error("bad-synonym", text.span, message, "write words");
            return None;
        }
        Some(Spanned { value, span: text.span })
    }
}
