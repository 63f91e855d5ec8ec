//! A dialplan that is being written: contexts with extensions, step by step.

use std::fmt::Write as _;

use super::comment::comment;

/// A context.
#[derive(Debug)]
pub(super) struct ContextText {
    text: String,
    /// Whether the extension at hand has a step yet.
    has_steps: bool,
    extension: String,
    label: Option<String>,
}

impl ContextText {
    pub(super) fn new(name: &str, title: &str) -> Self {
        let title = comment(title);
        let text = if title.is_empty() || title == name {
            format!("[{name}]\n")
        } else {
            format!("[{name}] ; {title}\n")
        };
        Self { text, has_steps: false, extension: "s".to_owned(), label: None }
    }

    /// Goes on with another extension.
    pub(super) fn extension(&mut self, extension: &str) {
        extension.clone_into(&mut self.extension);
        self.has_steps = false;
    }

    /// Gives the next step a label. One that has a label already is a step of its own.
    pub(super) fn label(&mut self, label: &str) {
        if self.label.is_some() {
            self.step("NoOp()");
        }
        self.label = Some(label.to_owned());
    }

    /// Adds a step.
    pub(super) fn step(&mut self, step: &str) {
        self.told(step, "");
    }

    /// Adds a step with a comment.
    pub(super) fn told(&mut self, step: &str, said: &str) {
        let label = self.label.take().map_or_else(String::new, |label| format!("({label})"));
        let said = comment(said);
        let said = if said.is_empty() { said } else { format!(" ; {said}") };
        // Writing to memory cannot fail.
        let _ = if std::mem::replace(&mut self.has_steps, true) {
            writeln!(self.text, " same => n{label},{step}{said}")
        } else {
            writeln!(self.text, "exten => {},1{label},{step}{said}", self.extension)
        };
    }

    /// The text.
    pub(super) fn text(self) -> String {
        self.text
    }
}
