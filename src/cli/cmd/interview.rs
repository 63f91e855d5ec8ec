//! The questions of `ivrsim init`. What an answer means, and what is made of it, is for `start` to say.

use std::collections::VecDeque;
use std::io::{self, BufRead, Write as _};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::base::source::DisplayPath;
use crate::cli::context::CommandContext;
use crate::files::load::{InputLine, next_line};
use crate::files::save::Pending;
use crate::number::PhoneNumber;
use crate::start::{self, Answers, CiHost, LineAnswer, Opening, StartFile};
use crate::time::Zone;

/// Why there are no answers.
#[derive(Debug)]
pub(super) enum InterviewEnd {
    /// Whoever was asked has left.
    Left,
    /// Whoever was asked wants the question before to be asked again.
    Back,
    /// The terminal cannot be read or written.
    Io(io::Error),
}

impl From<io::Error> for InterviewEnd {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

type InterviewResult<T> = Result<T, InterviewEnd>;

/// Somebody who is asked.
pub(super) struct Interview<'a, R> {
    context: &'a mut CommandContext,
    input: R,
    now: Timestamp,
    /// What was typed and taken up to now.
    taken: Vec<String>,
    /// Of that, what is taken again without a question: whoever goes back is asked all questions anew, and has answered
    /// those before already.
    again: VecDeque<String>,
}

impl<'a, R: BufRead> Interview<'a, R> {
    pub(super) fn new(context: &'a mut CommandContext, input: R) -> Self {
        let now = context.now;
        Self { context, input, now, taken: Vec::new(), again: VecDeque::new() }
    }

    /// Asks for all that a folder needs, and where it is if nobody has said so.
    pub(super) fn folder_and_files(
        &mut self,
        dir: Option<&Path>,
    ) -> InterviewResult<(PathBuf, Vec<StartFile>)> {
        self.say(
            "A phone plan in a few questions. Enter alone takes what stands in brackets; `back` returns to the question \
             before. Everything can be changed later; Ctrl-C leaves, and nothing is written.",
        )?;
        loop {
            match self.asked_in_order(dir) {
                Err(InterviewEnd::Back) => {
                    self.taken.pop();
                    self.again = self.taken.drain(..).collect();
                }
                end => return end,
            }
        }
    }

    fn asked_in_order(&mut self, dir: Option<&Path>) -> InterviewResult<(PathBuf, Vec<StartFile>)> {
        let mut answers = Answers::example();
        let now = self.now;
        // An answer counts if a plan can be made of it, with all that was answered before.
        let fits = |answers: Answers| start::files(&answers, now).map(|_| answers);
        answers = self.ask("What is the company called?", None, |text| {
            let company = start::name(text)?;
            fits(Answers { company, ..answers.clone() })
        })?;
        let numbers = self.ask(
            "Which numbers do people dial? One, or several with commas between them. The one in brackets belongs to nobody.",
            Some("1-800-555-0100"),
            start::numbers,
        )?;
        answers.lines = self.lines(&answers.company, numbers)?;
        answers.zone = self.zone(&answers.lines)?;
        answers.opening = self.opening(answers.zone)?;
        for at in 0..answers.lines.len() {
            answers = self.choices(answers, at)?;
        }
        if answers.opening != Opening::ALWAYS {
            let question = "Can callers leave a message when nobody is there?";
            answers.takes_messages = self.ask(question, Some("no"), start::yes_or_no)?;
        }
        let dir = match dir {
            Some(dir) => dir.to_owned(),
            None => self.folder(&answers.company)?,
        };
        let question = "What checks every change: GitHub, GitLab, Jenkins or none?";
        let files = self.ask(question, Some("none"), |text| {
            let files = start::files(&Answers { ci: CiHost::read(text)?, ..answers.clone() }, now)?;
            can_hold(&dir, &files)?;
            Ok(files)
        })?;
        self.say("")?;
        Ok((dir, files))
    }

    fn lines(&mut self, company: &str, numbers: Vec<PhoneNumber>) -> InterviewResult<Vec<LineAnswer>> {
        let is_only = numbers.len() == 1;
        let mut lines: Vec<LineAnswer> = Vec::new();
        for number in numbers {
            let purpose = if is_only {
                company.to_owned()
            } else {
                let question = format!(
                    "What is {number} for? Callers hear it: \u{201c}Thank you for calling ...\u{201d}"
                );
                self.ask(&question, None, |text| {
                    let others: Vec<String> = lines.iter().map(|line| line.purpose.clone()).collect();
                    start::purpose(text, &others)
                })?
            };
            lines.push(LineAnswer { number, purpose, choices: Vec::new() });
        }
        Ok(lines)
    }

    fn zone(&mut self, lines: &[LineAnswer]) -> InterviewResult<Zone> {
        let guessed = lines.iter().find_map(|line| start::guessed_zone(line.number));
        let question = "By which clock do the hours go? A city, or a name such as Eastern.";
        let zone = self.ask(question, guessed.map(Zone::name), start::zone)?;
        self.say(&format!("  That is {}, {}.", zone.spoken(), zone.name()))?;
        Ok(zone)
    }

    fn opening(&mut self, zone: Zone) -> InterviewResult<Opening> {
        let now = self.now;
        loop {
            let question = "When are people there? In words, such as Mon-Fri 9am-5pm, Sat 10am-2pm.";
            let opening =
                self.ask(question, Some("Mon-Fri 9am-5pm"), |text| Opening::read(text, zone, now))?;
            let heard = format!("That is: {}. Is that right?", opening.spoken(zone));
            if self.ask(&heard, Some("yes"), start::yes_or_no)? {
                return Ok(opening);
            }
        }
    }

    /// Asks what stands behind the keys of a line.
    fn choices(&mut self, mut answers: Answers, at: usize) -> InterviewResult<Answers> {
        let now = self.now;
        let who = match answers.lines.as_slice() {
            [_] => "callers".to_owned(),
            lines => format!("callers of {}", lines[at].purpose),
        };
        for key in 1..=start::MAX_CHOICES {
            let question = match key {
                1 => format!(
                    "What can {who} choose with key 1? Enter alone: nothing, they are put through at once."
                ),
                _ => format!("And with key {key}? Enter alone: that is all."),
            };
            let next = self.ask(&question, None, |text| {
                if text.is_empty() {
                    return Ok(None);
                }
                let mut answers = answers.clone();
                let choice = start::choice(text, &answers.lines[at].choices)?;
                answers.lines[at].choices.push(choice);
                start::files(&answers, now).map(|_| Some(answers))
            })?;
            match next {
                Some(next) => answers = next,
                None => break,
            }
        }
        Ok(answers)
    }

    fn folder(&mut self, company: &str) -> InterviewResult<PathBuf> {
        let suggested = start::folder_name(company);
        self.ask("Which folder should it be written to?", Some(&suggested), |text| {
            let dir = PathBuf::from(text);
            can_hold(&dir, &start::example())?;
            Ok(dir)
        })
    }

    /// Forgets the answer that was taken last, so that its question can be asked again.
    pub(super) fn back(&mut self) {
        self.taken.pop();
    }

    /// Asks until an answer can be taken.
    pub(super) fn ask<T>(
        &mut self,
        question: &str,
        default: Option<&str>,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> InterviewResult<T> {
        let default_shown = default.map_or_else(String::new, |default| format!(" [{default}]"));
        if let Some(typed) = self.again.pop_front()
            && let Ok(answer) = read(&typed)
        {
            self.taken.push(typed);
            return Ok(answer);
        }
        self.again.clear();
        self.say(&format!("\n{question}{default_shown}"))?;
        loop {
            write!(self.context.out, "> ")?;
            self.context.out.flush()?;
            let Some(typed) = self.typed()? else {
                self.say("  this cannot be read as text; type it again")?;
                continue;
            };
            let typed = typed.trim();
            if typed.eq_ignore_ascii_case("back") || typed == "<" {
                if !self.taken.is_empty() {
                    return Err(InterviewEnd::Back);
                }
                self.say("  this is the first question")?;
                continue;
            }
            let typed = if typed.is_empty() { default.unwrap_or_default() } else { typed };
            match read(typed) {
                Ok(answer) => {
                    self.taken.push(typed.to_owned());
                    return Ok(answer);
                }
                Err(why) => self.say(&format!("  {why}"))?,
            }
        }
    }

    /// What is typed next. None: it is no text.
    fn typed(&mut self) -> InterviewResult<Option<String>> {
        let mut line = Vec::new();
        match next_line(&mut self.input, &mut line)? {
            InputLine::End => Err(InterviewEnd::Left),
            InputLine::TooLong => {
                // The rest of it is no answer to what is asked next.
                while !line.ends_with(b"\n") && next_line(&mut self.input, &mut line)? != InputLine::End {}
                Ok(None)
            }
            InputLine::Read => Ok(String::from_utf8(line).ok()),
        }
    }

    /// Shows a text, unless what it is about was shown before.
    pub(super) fn say(&mut self, text: &str) -> io::Result<()> {
        if !self.again.is_empty() {
            return Ok(());
        }
        self.context.show(|_| format!("{text}\n"))
    }
}

/// Whether all files can be written to this folder, or why not.
pub(super) fn can_hold(dir: &Path, files: &[StartFile]) -> Result<(), String> {
    if dir.exists() && !dir.is_dir() {
        return Err(format!("{} is a file, not a folder", DisplayPath(dir)));
    }
    for path in files.iter().map(|file| dir.join(file.path)) {
        if path.symlink_metadata().is_ok() {
            let path = DisplayPath(&path);
            return Err(format!("{path} already exists and was not overwritten"));
        }
        // It is dropped, and leaves no trace.
        Pending::beside(&path).map_err(|error| error.to_string())?;
    }
    Ok(())
}
