use super::civil::CivilPhrases;
use super::phrases::TimePhrases;
use super::{english, french, spanish};
use crate::base::Language;

/// Hours that never end: "24 hours a day, 7 days a week".
pub(crate) fn always(language: Language) -> &'static str {
    time_phrases(language).map_or("24 hours a day, 7 days a week", |words| words.always)
}

/// The words of a language; None of English, whose words go further.
pub(super) fn time_phrases(language: Language) -> Option<&'static TimePhrases> {
    match language {
        Language::English => None,
        Language::Spanish => Some(&spanish::SPANISH),
        Language::French => Some(&french::FRENCH),
    }
}

/// The words of a language for days and times of day.
pub(crate) fn civil_phrases(language: Language) -> &'static CivilPhrases {
    match language {
        Language::English => &english::CIVIL,
        Language::Spanish => &spanish::CIVIL,
        Language::French => &french::CIVIL,
    }
}
