//! Mistakes that keep a file from being used, `docs/mistakes.md`, which the program carries: no rules, but explained as they are.

/// What a mistake of a kind means, and what to do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileMistake {
    /// Its stable name, as in `error[unknown-name]`.
    pub code: &'static str,
    /// What stands below its heading, in Markdown.
    text: &'static str,
}

const PAGES: &str = include_str!("../../docs/mistakes.md");

/// In front of each code.
const HEADING: &str = "\n## ";

/// All of them, in the order of their names.
pub fn file_mistakes() -> impl Iterator<Item = FileMistake> {
    let sections = PAGES.split(HEADING).skip(1);
    sections.filter_map(|section| section.split_once('\n')).map(|(code, text)| FileMistake { code, text })
}

/// The one of this name.
#[must_use]
pub fn file_mistake_named(code: &str) -> Option<FileMistake> {
    file_mistakes().find(|mistake| mistake.code == code)
}

impl FileMistake {
    /// What it means, in one line.
    #[must_use]
    pub fn summary(&self) -> &'static str {
        let meaning = self.text.trim_start().lines().next().unwrap_or_default();
        meaning.split_once(". ").map_or(meaning, |(first, _)| first).trim_end_matches('.')
    }

    /// What it means and what to do, and an example behind each where there is one: words and examples in turn. The chapter of
    /// the guide is not named.
    pub fn parts(&self) -> impl Iterator<Item = &'static str> {
        let told = self.text.rsplit_once("\nSee [").map_or(self.text, |(told, _)| told);
        told.split("```")
            .map(|part| part.strip_prefix("toml\n").unwrap_or(part).trim())
            .filter(|part| !part.is_empty())
    }

    /// Its page, in Markdown.
    #[must_use]
    pub fn page(&self) -> String {
        format!("# {}\n\n{}\n", self.code, self.text.trim())
    }
}
