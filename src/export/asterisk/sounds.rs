//! Names of recordings, with what they say.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::comment::comment;
use crate::export::blueprint::Words;
use crate::import::names::TakenNames;

/// Recordings by name.
#[derive(Debug, Default)]
pub(super) struct SoundNames {
    known: BTreeMap<(String, Option<String>), String>,
    said: BTreeMap<String, String>,
    taken: TakenNames,
}

impl SoundNames {
    /// The name of the recording of some words. None: there is nothing to hear.
    pub(super) fn name(&mut self, words: &Words, wanted: &str) -> Option<String> {
        if words.is_empty() {
            return None;
        }
        let stem = words.sound.as_deref().map(|sound| match sound.rsplit_once('.') {
            Some((stem, ending)) if !ending.contains('/') => stem.to_owned(),
            _ => sound.to_owned(),
        });
        let key = (words.text.clone(), stem.clone());
        if let Some(known) = self.known.get(&key) {
            return Some(known.clone());
        }
        // A recording of the plan keeps its name; in another language it is another recording.
        let stem = stem.filter(|stem| !self.said.contains_key(stem));
        let name = self.taken.free(&stem.unwrap_or_else(|| format!("menus/{wanted}")));
        self.said.insert(name.clone(), words.text.clone());
        self.known.insert(key, name.clone());
        Some(name)
    }

    /// The list of words that `ivrsim import --words` reads. None: there are no recordings with words.
    pub(super) fn list(&self) -> Option<String> {
        let mut text =
            "; What the recordings of menus.conf say: record them, or have them spoken.\n".to_owned();
        let mut is_empty = true;
        for (name, words) in self.said.iter().filter(|(_, words)| !words.is_empty()) {
            is_empty = false;
            let words: String = words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            // Writing to memory cannot fail.
            let _ = if words.starts_with('"') {
                writeln!(text, "{name}: \"{words}\"")
            } else {
                writeln!(text, "{name}: {words}")
            };
        }
        (!is_empty).then_some(text)
    }

    /// What a recording says, for a comment.
    pub(super) fn said(&self, name: &str) -> String {
        self.said.get(name).map_or_else(String::new, |words| comment(words))
    }
}
