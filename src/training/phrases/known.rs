use super::tables::LessonPhrases;
use super::{english, french, spanish};
use crate::base::Language;
use crate::plan::Plan;

impl LessonPhrases {
    /// Those of a language.
    pub(crate) fn of(language: Language) -> &'static Self {
        match language {
            Language::English => &english::ENGLISH,
            Language::Spanish => &spanish::SPANISH,
            Language::French => &french::FRENCH,
        }
    }

    /// Those in which a plan is taught: the language of its names.
    pub(crate) fn of_plan(plan: &Plan) -> &'static Self {
        Self::of(plan.language)
    }
}
