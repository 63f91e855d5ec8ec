//! What an import is asked for.

use jiff::civil::Date;

use super::platform::Platform;
use super::writer::SoundWords;

/// What an import is asked for, beside the files.
#[derive(Clone, Debug)]
pub struct ImportRequest {
    /// The platform, if it is not to be told by the files.
    pub platform: Option<Platform>,
    /// Lines that are named.
    pub lines: Vec<NamedLine>,
    /// The zone of hours that name none; the files of most platforms do not say it.
    pub timezone: Option<String>,
    /// Where calls come in: contexts, extensions of contexts, flows.
    pub entries: Vec<String>,
    /// The words of recordings.
    pub words: SoundWords,
    /// From when the plan is in force.
    pub effective: Date,
    /// What the plan is called.
    pub name: String,
}

/// A line with what is dialed to reach it: `main=+16155550100`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedLine {
    /// The name of the line, or of the place in the platform where its calls come in.
    pub name: String,
    /// What is dialed.
    pub dialed: String,
}
