//! What is said, in words where they are known and as recordings where they are not.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::table::Table;
use crate::base::tidy::quoted;
use crate::import::flow::Sound;

/// So long a recording takes where nobody knows.
const GUESSED: u64 = 5_000;

/// The words of recordings, by the names that the platform gives them.
#[derive(Clone, Debug, Default)]
pub struct SoundWords(BTreeMap<String, String>);

impl SoundWords {
    /// Reads words: lines such as `vm-goodbye: Goodbye.`, or the lines of a `[sounds]` table. Lines that say neither are passed over.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut words = BTreeMap::new();
        for line in text.lines().map(str::trim) {
            if line.is_empty() || line.starts_with(['#', ';', '[', '%']) {
                continue;
            }
            let (name, said) = match line.split_once(" = ").filter(|(name, _)| !name.contains(": ")) {
                Some(pair) => pair,
                None => match line.split_once(':') {
                    Some(pair) => pair,
                    None => continue,
                },
            };
            let said = said.trim();
            let said = said.strip_prefix('"').and_then(|said| said.strip_suffix('"')).unwrap_or(said);
            let name = without_ending(name.trim().trim_matches('"'));
            if !name.is_empty() && !said.is_empty() {
                words.insert(name.to_owned(), said.to_owned());
            }
        }
        Self(words)
    }

    /// The words of a recording, found by its whole name or by the last part of it.
    fn of(&self, name: &str) -> Option<&str> {
        let name = without_ending(name);
        let last = name.rsplit('/').next().unwrap_or(name);
        self.0.get(name).or_else(|| self.0.get(last)).map(String::as_str)
    }
}

fn without_ending(name: &str) -> &str {
    const ENDINGS: [&str; 8] = [".wav", ".gsm", ".ulaw", ".alaw", ".mp3", ".sln", ".g722", ".sln16"];
    ENDINGS.iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name)
}

/// What is said of recordings in a plan.
pub(super) struct Prompts<'w> {
    words: &'w SoundWords,
    /// Recordings whose words are known, by path.
    pub(super) known: BTreeMap<String, String>,
    /// Recordings whose words are not known.
    pub(super) unknown: BTreeSet<String>,
}

impl<'w> Prompts<'w> {
    pub(super) fn new(words: &'w SoundWords) -> Self {
        Self { words, known: BTreeMap::new(), unknown: BTreeSet::new() }
    }

    /// The keys of a prompt with their values; none where nothing is said.
    pub(super) fn values(&mut self, said: &[Sound]) -> Vec<(String, String)> {
        let millis = |sound: &Sound| sound.millis.unwrap_or(GUESSED);
        let heard: Vec<&Sound> = said.iter().filter(|sound| sound.words.as_deref() != Some("")).collect();
        let pause: u64 = said.iter().filter(|sound| sound.words.as_deref() == Some("")).map(millis).sum();
        let words: Option<Vec<String>> = heard
            .iter()
            .map(|sound| sound.words.clone().or_else(|| self.words.of(&sound.name).map(str::to_owned)))
            .collect();
        match (words, heard.as_slice()) {
            (_, []) if said.is_empty() => Vec::new(),
            (_, []) => self.recording("silence", pause),
            (Some(words), [sound]) if !sound.name.is_empty() => {
                let path = path(&sound.name);
                self.known.insert(path.clone(), escaped(&words.join(" ")));
                vec![("sound".to_owned(), quoted(&path))]
            }
            (Some(words), _) => vec![("say".to_owned(), quoted(&escaped(&words.join(" "))))],
            (None, heard) => {
                let names: Vec<&str> = heard
                    .iter()
                    .map(|sound| if sound.name.is_empty() { "spoken" } else { without_ending(&sound.name) })
                    .collect();
                let total = heard.iter().map(|sound| millis(sound)).sum::<u64>() + pause;
                self.recording(&names.join("+"), total)
            }
        }
    }

    fn recording(&mut self, name: &str, millis: u64) -> Vec<(String, String)> {
        let path = path(name);
        if name != "silence" {
            self.unknown.insert(path.clone());
        }
        let millis = millis.min(600_000);
        let seconds = format!("{}.{:03}", millis / 1_000, millis % 1_000);
        let seconds = seconds.trim_end_matches('0').trim_end_matches('.');
        vec![("sound".to_owned(), quoted(&path)), ("say_seconds".to_owned(), seconds.to_owned())]
    }

    /// The table of words, and below it what is waiting for somebody to listen.
    pub(super) fn table(&self) -> Option<String> {
        if self.known.is_empty() && self.unknown.is_empty() {
            return None;
        }
        let mut table = Table::new("sounds");
        for (path, words) in &self.known {
            table.raw(&quoted(path), quoted(words));
        }
        let mut text = "# The words of recordings. As soon as somebody has listened to one, take the `# ` away and write what it says.\n".to_owned();
        table.write(&mut text);
        for path in &self.unknown {
            // Writing to memory cannot fail.
            let _ = writeln!(text, "# {} = \"\"", quoted(path));
        }
        Some(text)
    }
}

/// The name of a recording as the path of a file.
fn path(name: &str) -> String {
    // What stands behind the address of a recording may be a key to it.
    let name = name.split('?').next().unwrap_or(name);
    let is_plain = |c: char| {
        c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '+' | '/' | ' ' | '*' | '#' | '@' | ',')
    };
    let clean: String = name.chars().map(|c| if is_plain(c) { c } else { '-' }).collect();
    let parts: Vec<&str> =
        clean.split('/').filter(|part| !part.is_empty() && *part != "." && *part != "..").collect();
    let mut path = parts.join("/");
    if path.chars().count() > 180 {
        path = path.chars().take(180).collect();
    }
    if path.is_empty() {
        path.push_str("unnamed");
    }
    let last = path.rsplit('/').next().unwrap_or_default();
    if !last.contains('.') || last.contains('+') {
        path.push_str(".wav");
    }
    path
}

fn escaped(words: &str) -> String {
    let words: String = words.chars().map(|c| if c.is_control() { ' ' } else { c }).take(9_000).collect();
    words.trim().replace('{', "{{").replace('}', "}}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_from_lists_and_tables() {
        let words = SoundWords::parse(
            "; comment\nvm-goodbye: Goodbye.\n\"custom/main.wav\" = \"Hello: press 1.\"\n[sounds]\nempty:\n",
        );
        assert_eq!(words.of("vm-goodbye"), Some("Goodbye."));
        assert_eq!(words.of("custom/main"), Some("Hello: press 1."));
        assert_eq!(words.of("fr/vm-goodbye"), Some("Goodbye."));
        assert_eq!(words.of("empty"), None);
    }

    #[test]
    fn what_nobody_knows_is_a_recording_of_its_own_name() {
        let words = SoundWords::parse("hello: Hello.");
        let mut prompts = Prompts::new(&words);
        let said = [Sound::named("hello"), Sound::named("custom/menu")];
        let values = prompts.values(&said);
        assert_eq!(values[0], ("sound".to_owned(), "\"hello+custom/menu.wav\"".to_owned()));
        assert_eq!(values[1], ("say_seconds".to_owned(), "10".to_owned()));
        assert_eq!(prompts.values(&said[..1]), [("sound".to_owned(), "\"hello.wav\"".to_owned())]);
        assert!(
            prompts
                .table()
                .unwrap()
                .contains("\"hello.wav\" = \"Hello.\"\n# \"hello+custom/menu.wav\" = \"\"\n")
        );
    }
}
