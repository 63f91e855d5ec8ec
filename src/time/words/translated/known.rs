use super::french::FRENCH;
use super::phrases::TimePhrases;
use super::spanish::SPANISH;
use crate::base::Language;

/// Hours that never end: "24 hours a day, 7 days a week".
pub(crate) fn always(language: Language) -> &'static str {
    time_phrases(language).map_or("24 hours a day, 7 days a week", |words| words.always)
}

/// The words of a language; None of English, whose words go further.
pub(super) fn time_phrases(language: Language) -> Option<&'static TimePhrases> {
    match language {
        Language::English => None,
        Language::Spanish => Some(&SPANISH),
        Language::French => Some(&FRENCH),
    }
}
