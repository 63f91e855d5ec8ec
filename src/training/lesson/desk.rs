use std::io::{self, BufRead, Write};

use jiff::Timestamp;

use super::key_mode::Awaited;
use super::keyboard::Keyboard;
use super::tone::TextTone;
use crate::base::text::{Paint, safe_lines, typed, wrapped};
use crate::files::load;

/// Where a learner sits: what is typed, what is shown, and the clock on the wall.
pub struct LearnerDesk<'d> {
    /// How the learner types.
    pub typed: Typing<'d>,
    /// What the learner sees.
    pub shown: &'d mut dyn Write,
    /// Colors.
    pub paint: Paint,
    /// What time it is.
    pub clock: &'d dyn Fn() -> Timestamp,
}

/// How a learner types.
pub enum Typing<'d> {
    /// Lines from a pipe or a script, each ended by a line break. There are no prompts, and nobody waits for anybody.
    Lines(&'d mut dyn BufRead),
    /// Keys of a terminal: one is enough where one says all.
    Keys(Box<Keyboard>),
}

impl LearnerDesk<'_> {
    /// What time it is.
    pub(super) fn now(&self) -> Timestamp {
        (self.clock)()
    }

    /// The next line that the learner types, without the white space around it. None: the learner has left. A line that is
    /// not text is an empty one, and so is what nobody types, once that is said.
    pub(super) fn line(&mut self, awaited: Awaited<'_>) -> io::Result<Option<String>> {
        self.shown.flush()?;
        let line = match &mut self.typed {
            Typing::Lines(lines) => next_line(*lines),
            Typing::Keys(keyboard) => keyboard.line(PROMPT, &self.paint.bold(PROMPT).to_string(), awaited),
        }?;
        match line.as_deref().map(typed) {
            Some(Err(long)) => {
                self.say(TextTone::Plain, 0, &format!("Too long: {long}."))?;
                Ok(Some(String::new()))
            }
            _ => Ok(line),
        }
    }

    /// Waits until the learner wants to go on, which is an empty text, or presses one of the keys, of which `told` speaks.
    /// Where lines are typed, nobody waits. None: the learner has left.
    pub(super) fn pause(&mut self, told: &str, keys: &str) -> io::Result<Option<String>> {
        self.shown.flush()?;
        match &mut self.typed {
            Typing::Lines(_) => Ok(Some(String::new())),
            Typing::Keys(keyboard) => {
                keyboard.line(told, &self.paint.dim(told).to_string(), Awaited::Key(keys))
            }
        }
    }

    /// Shows a text, which may have any number of lines and come from anywhere. What does not fit into a line goes on in
    /// the next one, behind so many spaces.
    pub(super) fn say(&mut self, tone: TextTone, hanging: usize, text: &str) -> io::Result<()> {
        self.lead("", TextTone::Plain, tone, hanging, text)
    }

    /// Shows a text whose beginning has a tone of its own.
    pub(super) fn lead(
        &mut self,
        lead: &str,
        lead_tone: TextTone,
        tone: TextTone,
        hanging: usize,
        text: &str,
    ) -> io::Result<()> {
        let whole = format!("{lead}{}", safe_lines(text));
        let width = self.width();
        let mut lead = Some(lead);
        for line in whole.split('\n') {
            for line in wrapped(line, width, hanging) {
                let (first, rest) = match lead.take().and_then(|lead| line.split_at_checked(lead.len())) {
                    Some((first, rest)) => (lead_tone.paint(self.paint, first), rest),
                    None => (String::new(), line.as_str()),
                };
                let painted = format!("{first}{}", tone.paint(self.paint, rest));
                self.put(&painted)?;
            }
        }
        Ok(())
    }

    /// An empty line.
    pub(super) fn gap(&mut self) -> io::Result<()> {
        self.put("")
    }

    /// A line that is set already. On a terminal, nothing leaves the screen that nobody has had the time to read.
    pub(super) fn put(&mut self, line: &str) -> io::Result<()> {
        let is_full = match &mut self.typed {
            Typing::Lines(_) => false,
            Typing::Keys(keyboard) => keyboard.is_full(),
        };
        if is_full {
            self.pause("Enter shows more ", "")?;
        }
        writeln!(self.shown, "{line}")?;
        if let Typing::Keys(keyboard) = &mut self.typed {
            keyboard.note_line();
        }
        Ok(())
    }

    /// In columns. What goes down a pipe is set by whoever reads it.
    pub(super) fn width(&mut self) -> usize {
        match &mut self.typed {
            Typing::Lines(_) => usize::MAX,
            Typing::Keys(keyboard) => keyboard.width().clamp(NARROWEST, WIDEST),
        }
    }
}

const PROMPT: &str = "> ";

/// Narrower, nothing can be set.
const NARROWEST: usize = 30;

/// Wider lines are read by nobody.
const WIDEST: usize = 110;

fn next_line(mut lines: &mut dyn BufRead) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    Ok(match load::next_line(&mut lines, &mut line)? {
        load::InputLine::End => None,
        // Who sends more than that is no learner, and gets no memory for it.
        load::InputLine::Read | load::InputLine::TooLong => {
            Some(String::from_utf8(line).unwrap_or_default().trim().to_owned())
        }
    })
}
