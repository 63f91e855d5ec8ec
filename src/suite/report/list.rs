//! The cases that a run would play, without playing them.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::base::source::Sources;
use crate::base::text::safe;
use crate::suite::runner::Queue;

/// The cases of a queue, in its order.
#[derive(Clone, Copy, Debug)]
pub struct TestList<'a> {
    /// The cases.
    pub queue: &'a Queue<'a>,
    /// The scenario files.
    pub sources: &'a Sources,
}

/// A case that a run would play.
#[derive(Serialize, JsonSchema)]
pub(crate) struct ListedCase<'a> {
    /// The name of the case.
    name: String,
    /// The scenario's file.
    file: &'a str,
    /// The line of that file on which the scenario's name stands, from 1.
    line: u32,
    /// The scenario's tags.
    tags: &'a [String],
}

impl TestList<'_> {
    /// Writes a line for each case, for people: `FILE:LINE: NAME`.
    pub fn text(&self, mut out: impl Write) -> io::Result<()> {
        self.queue.cases().try_for_each(|case| {
            let (name, place) = (case.name().to_string(), case.place(self.sources));
            writeln!(out, "{}:{}: {}", safe(place.file), place.line, safe(&name))
        })
    }

    /// Writes a JSON object on a line for each case: `name`, `file`, `line` and `tags`.
    pub fn json(&self, mut out: impl Write) -> io::Result<()> {
        self.queue.cases().try_for_each(|case| {
            let (name, place) = (case.name().to_string(), case.place(self.sources));
            let listed = ListedCase { name, file: place.file, line: place.line, tags: case.tags() };
            serde_json::to_writer(&mut out, &listed)?;
            writeln!(out)
        })
    }
}
