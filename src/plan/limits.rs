//! How large a plan may be: far above what a company publishes, far below what would hurt the machine.

/// The limits that a plan is held to. Each is reported by name where it is passed.
#[derive(Clone, Copy, Debug)]
pub struct PlanLimits {
    /// Bytes of one file: a plan's, of scenarios or of questions.
    pub file_bytes: usize,
    /// Bytes of all files of one plan. What is read takes up to a hundred times as much memory.
    pub plan_bytes: usize,
    /// Bytes of a CSV file with cases.
    pub table_bytes: usize,
    /// Files of one plan.
    pub files: usize,
    /// Entries of one kind: lines, steps, schedules, contacts.
    pub entries: usize,
    /// Characters of one prompt, as it is written and as it is spoken.
    pub prompt_characters: usize,
    /// Characters of one name or topic.
    pub name_characters: usize,
    /// Dated entries of one calendar, and overrides of the plan.
    pub dates: usize,
}

impl PlanLimits {
    /// The limits in force.
    pub const STANDARD: Self = Self {
        file_bytes: 4 * 1024 * 1024,
        plan_bytes: 8 * 1024 * 1024,
        table_bytes: 16 * 1024 * 1024,
        files: 1_000,
        entries: 60_000,
        prompt_characters: 10_000,
        name_characters: 200,
        dates: 2_000,
    };
}

impl Default for PlanLimits {
    fn default() -> Self {
        Self::STANDARD
    }
}
