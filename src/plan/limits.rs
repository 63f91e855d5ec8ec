//! How large a plan may be: far above what a company publishes, far below what would hurt the machine.

/// The limits that a plan is held to. Each is reported by name where it is passed.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of one file.
    pub file_bytes: usize,
    /// Files of one plan.
    pub files: usize,
    /// Entries of one kind: lines, steps, schedules, contacts.
    pub entries: usize,
    /// Characters of one prompt.
    pub prompt_characters: usize,
    /// Characters of one name or topic.
    pub name_characters: usize,
    /// Dated entries of one calendar, and overrides of the plan.
    pub dates: usize,
}

impl Limits {
    /// The limits in force.
    pub const STANDARD: Self = Self {
        file_bytes: 16 * 1024 * 1024,
        files: 1_000,
        entries: 60_000,
        prompt_characters: 10_000,
        name_characters: 200,
        dates: 2_000,
    };
}

impl Default for Limits {
    fn default() -> Self {
        Self::STANDARD
    }
}
