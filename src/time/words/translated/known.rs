use super::french::FRENCH;
use super::phrases::TimePhrases;
use super::spanish::SPANISH;
use crate::base::Language;

/// The words of a language; None of English, whose words go further.
pub(super) fn time_phrases(language: Language) -> Option<&'static TimePhrases> {
    match language {
        Language::English => None,
        Language::Spanish => Some(&SPANISH),
        Language::French => Some(&FRENCH),
    }
}
