use super::phrases::StockPhrases;
use super::{english, french, spanish};
use crate::base::Language;

impl StockPhrases {
    /// Those of a language.
    pub(crate) fn of(language: Language) -> &'static Self {
        match language {
            Language::English => &english::ENGLISH,
            Language::Spanish => &spanish::SPANISH,
            Language::French => &french::FRENCH,
        }
    }

    /// A key as it stands behind [`press`](Self::press): "1", "star", "el 1".
    pub(crate) fn key(&self, index: usize) -> &'static str {
        self.keys[index]
    }

    /// A key as it is said in a row of them: "four", "star", "cuatro".
    pub(crate) fn digit(&self, index: usize) -> &'static str {
        self.digits[index]
    }
}
