use super::bare_value::{ValueAdvice, WrittenValue};

/// What the reader cannot know about a format: how its tables are spoken of, and what its values look like.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Vocabulary {
    /// Tables that may be written as one text, which then stands for the key named here.
    pub(crate) short_forms: &'static [(&'static str, &'static str)],
    /// How tables inside another are spoken of, by the name of their type.
    pub(crate) inner_tables: &'static [(&'static str, &'static str)],
    /// What a missing key's value may look like.
    pub(crate) examples: &'static [(&'static str, &'static str)],
    /// The tables of which a file has several, each under a header in double brackets.
    pub(crate) listed: &'static [&'static str],
    /// What to write instead of a value that cannot be read where it stands.
    pub(crate) advice: fn(&WrittenValue<'_>) -> Option<ValueAdvice>,
    /// What people call a key, or look for, in the table of a type, and what to do instead.
    pub(crate) strangers: &'static [(&'static str, &'static [&'static str], &'static str)],
}

impl Vocabulary {
    /// That of a format of which there is nothing to say.
    pub(crate) const PLAIN: Self = Self {
        short_forms: &[],
        inner_tables: &[],
        examples: &[],
        listed: &[],
        advice: |_| None,
        strangers: &[],
    };

    /// The key that a text stands for where the table of this type is expected.
    pub(super) fn short_form(&self, table: &str) -> Option<&'static str> {
        find(self.short_forms, table)
    }

    /// How the inner table of this type is spoken of. None: as the table that it stands in.
    pub(super) fn words(&self, table: &str) -> Option<&'static str> {
        find(self.inner_tables, table)
    }

    /// What to do instead of writing this key into the table of a type.
    pub(super) fn instead_of(&self, table: &str, key: &str) -> Option<&'static str> {
        let found = self.strangers.iter().find(|(of, keys, _)| *of == table && keys.contains(&key));
        found.map(|&(.., help)| help)
    }

    /// A value for the key, to show what one looks like.
    pub(super) fn example(&self, key: &str) -> &'static str {
        find(self.examples, key).unwrap_or("...")
    }
}

fn find(pairs: &'static [(&'static str, &'static str)], name: &str) -> Option<&'static str> {
    pairs.iter().find(|(first, _)| *first == name).map(|&(_, second)| second)
}
