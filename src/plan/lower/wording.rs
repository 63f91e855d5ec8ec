//! Words in the plan's language, and beside them in others.

use super::lowering::PlanLowering;
use super::values::TextKind;
use crate::base::diagnostic::did_you_mean;
use crate::base::{Language, UnknownLanguage};
use crate::plan::raw::{Text, Wording};
use crate::plan::translations::Translations;

/// Something in the plan's language, and in others.
pub(super) struct Worded<T> {
    pub(super) own: T,
    pub(super) others: Translations<T>,
}

impl PlanLowering<'_> {
    /// Words in every language in which they are written, each read by `read`. None: those in the plan's language are missing or
    /// cannot be used, which has been reported.
    pub(super) fn worded<T>(
        &mut self,
        raw: &Wording,
        mut read: impl FnMut(&mut Self, &Text) -> Option<T>,
    ) -> Option<Worded<T>> {
        let Some(entries) = &raw.entries else {
            let own = read(self, raw.one.as_ref()?)?;
            return Some(Worded { own, others: Translations::default() });
        };
        let (mut own, mut others) = (None, Translations::default());
        let mut has_own = false;
        for (code, text) in entries {
            let Some(language) = self.language_code(code) else { continue };
            has_own |= language == self.language;
            match read(self, text) {
                Some(words) if language == self.language => own = Some(words),
                Some(words) => others.add(language, words),
                None => {}
            }
        }
        if !has_own {
            let language = self.language;
            let message = format!("there are no words in {}, the plan's language", language.name());
            let help = format!("write `{} = \"...\"` beside the others", language.code());
            self.error("missing-language", raw.span, message, help);
        }
        Some(Worded { own: own?, others })
    }

    /// A name in all its languages.
    pub(super) fn worded_name(&mut self, raw: Option<&Wording>) -> Option<Worded<String>> {
        self.worded(raw?, |lower, text| lower.text(text, TextKind::Name))
    }

    /// A language by its code; what is none is reported.
    pub(super) fn language_code(&mut self, code: &Text) -> Option<Language> {
        let word = code.given()?;
        if let Ok(language) = word.parse() {
            return Some(language);
        }
        let codes = Language::ALL.map(Language::code);
        let named = Language::ALL.into_iter().find(|language| language.name().eq_ignore_ascii_case(word));
        let near = named.map(Language::code).or_else(|| did_you_mean(word, codes));
        let help = near.map_or(UnknownLanguage.to_string(), |near| format!("did you mean `{near}`?"));
        let message = format!("`{}` is not the code of a language that is known", word.escape_debug());
        self.error("unknown-language", code.span, message, help);
        None
    }
}
