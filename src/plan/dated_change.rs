//! What a file changes from a day on.

/// What a plan has that the plan before it has not, as the file says that it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatedChange {
    /// The name of the file.
    pub file: String,
    /// What is new or other than before, in the order of the file: ``hours `office` ``.
    pub entries: Vec<String>,
    /// What is there no more.
    pub removed: Vec<String>,
}

impl DatedChange {
    /// The most names that are listed.
    const LISTED: usize = 6;

    /// What is other, in words that follow a day.
    #[must_use]
    pub fn told(&self) -> String {
        let listed = |names: &[String]| {
            let told = names.iter().take(Self::LISTED).cloned().collect::<Vec<_>>().join(", ");
            match names.len().checked_sub(Self::LISTED) {
                None | Some(0) => told,
                Some(more) => format!("{told} and {more} more"),
            }
        };
        match (&self.entries[..], &self.removed[..]) {
            ([], []) => "nothing changes but the name and the date".to_owned(),
            (entries, []) => format!("other than before: {}", listed(entries)),
            ([], removed) => format!("no more: {}", listed(removed)),
            (entries, removed) => {
                format!("other than before: {}; no more: {}", listed(entries), listed(removed))
            }
        }
    }
}
