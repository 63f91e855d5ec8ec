//! The chapters of the guide, `docs/guide/`, which the program carries.

/// A chapter.
#[derive(Clone, Copy, Debug)]
pub(super) struct GuideChapter {
    /// Its name in the program, and the name of its file.
    pub(super) topic: &'static str,
    /// Its text, in Markdown.
    pub(super) text: &'static str,
}

impl GuideChapter {
    /// What it is called.
    pub(super) fn title(&self) -> &'static str {
        self.text.lines().next().unwrap_or("").trim_start_matches("# ")
    }

    /// How often it uses a word or a few, whatever their capitals.
    pub(super) fn mentions(&self, words: &str) -> usize {
        self.text.to_lowercase().matches(&words.to_lowercase()).count()
    }
}

macro_rules! chapters {
    ($($topic:literal),* $(,)?) => {
        &[$(GuideChapter { topic: $topic, text: include_str!(concat!("../../docs/guide/", $topic, ".md")) }),*]
    };
}

/// All of them, in the order in which a reader meets what they tell.
pub(super) const CHAPTERS: &[GuideChapter] = chapters![
    "first-plan",
    "menus",
    "silence",
    "words",
    "hours",
    "holidays",
    "exceptions",
    "announcements",
    "callers",
    "inputs",
    "extensions",
    "voicemail",
    "transfers",
    "languages",
    "sources",
    "recipes",
    "checking",
    "changes",
    "later",
    "import",
    "cloud",
    "freeswitch",
    "draft",
    "replay",
    "export",
    "scenarios",
    "more-scenarios",
    "ci",
    "browser",
    "serve",
    "studio",
    "training",
    "printing",
    "files",
    "programs",
    "glossary",
];

/// Which chapter tells more of a command.
pub(super) const OF_COMMANDS: &[(&str, &str)] = &[
    ("dial", "first-plan"),
    ("call", "first-plan"),
    ("find", "voicemail"),
    ("lines", "menus"),
    ("hours", "hours"),
    ("map", "printing"),
    ("paths", "printing"),
    ("facts", "sources"),
    ("diff", "changes"),
    ("test", "scenarios"),
    ("generate", "scenarios"),
    ("mutate", "ci"),
    ("check", "checking"),
    ("explain", "checking"),
    ("init", "first-plan"),
    ("import", "import"),
    ("draft", "draft"),
    ("replay", "replay"),
    ("export", "export"),
    ("schema", "checking"),
    ("record", "scenarios"),
    ("fmt", "checking"),
    ("train", "training"),
    ("cards", "printing"),
    ("page", "browser"),
    ("serve", "serve"),
    ("completions", "programs"),
    ("man", "programs"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_told_more_of_in_a_chapter_that_names_it() {
        for (command, topic) in OF_COMMANDS {
            let chapter = CHAPTERS.iter().find(|chapter| chapter.topic == *topic).unwrap();
            assert!(chapter.mentions(command) > 0, "{topic} does not speak of {command}");
        }
    }
}
