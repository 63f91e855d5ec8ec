use crate::base::Language;

/// What stands beside something in other languages than the plan's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Translations<T>(Vec<(Language, T)>);

impl<T> Default for Translations<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Translations<T> {
    /// What stands there in a language. None: nothing, or it is the plan's own.
    #[must_use]
    pub fn get(&self, language: Language) -> Option<&T> {
        self.iter().find(|&(of, _)| of == language).map(|(_, translation)| translation)
    }

    /// What stands there in a language, to be changed.
    pub(crate) fn get_mut(&mut self, language: Language) -> Option<&mut T> {
        self.0.iter_mut().find(|(of, _)| *of == language).map(|(_, translation)| translation)
    }

    /// All of them with their languages.
    pub fn iter(&self) -> impl Iterator<Item = (Language, &T)> {
        self.0.iter().map(|(language, translation)| (*language, translation))
    }

    pub(super) fn add(&mut self, language: Language, translation: T) {
        self.0.push((language, translation));
    }
}

impl<T> FromIterator<(Language, T)> for Translations<T> {
    fn from_iter<I: IntoIterator<Item = (Language, T)>>(all: I) -> Self {
        Self(all.into_iter().collect())
    }
}
