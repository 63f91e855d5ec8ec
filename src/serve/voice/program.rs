use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use super::speakable::speakable;
use super::words::SpokenWords;
use crate::base::Language;

/// A program that speaks: espeak-ng, or what takes its arguments. It reads words and writes WAV.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpeechProgram {
    /// Where it is.
    pub path: PathBuf,
    /// How long it may take for a prompt.
    pub patience: Duration,
}

/// It takes a hundredth of that.
const PATIENCE: Duration = Duration::from_secs(20);

/// A language as the program calls it, as it is spoken in the countries that plans know. It has no French of Canada.
fn voice_of(language: Language) -> &'static str {
    match language {
        Language::English => "en-us",
        Language::Spanish => "es-419",
        Language::French => "fr",
    }
}

/// It speaks no slower and no faster than this.
const PACES: std::ops::RangeInclusive<u16> = 80..=450;

/// A program at work. It ends with this.
#[derive(Debug)]
pub(super) struct RunningProgram {
    child: Child,
}

impl SpeechProgram {
    /// The program there, with as much patience as is usual.
    #[must_use]
    pub fn at(path: PathBuf) -> Self {
        Self { path, patience: PATIENCE }
    }

    /// Has some words spoken. No word is an argument, and none goes through a shell.
    pub(super) fn begun(&self, words: &SpokenWords) -> io::Result<(RunningProgram, ProgramPipes)> {
        let pace = words.words_per_minute.clamp(*PACES.start(), *PACES.end()).to_string();
        let mut child = Command::new(&self.path)
            .args(["-v", voice_of(words.language), "-b", "1", "-s", &*pace, "--stdin", "--stdout"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let pipes = (child.stdin.take(), child.stdout.take());
        let running = RunningProgram { child };
        let (Some(to), Some(from)) = pipes else { return Err(io::ErrorKind::BrokenPipe.into()) };
        Ok((running, ProgramPipes { words: speakable(&words.text), to, from }))
    }
}

/// What is said to a program, and what it says.
#[derive(Debug)]
pub(super) struct ProgramPipes {
    words: String,
    to: ChildStdin,
    from: ChildStdout,
}

impl ProgramPipes {
    /// Says the words, and gives what is to be read.
    pub(super) fn said(self) -> io::Result<ChildStdout> {
        let Self { words, mut to, from } = self;
        to.write_all(words.as_bytes())?;
        to.write_all(b"\n")?;
        Ok(from)
    }
}

impl RunningProgram {
    /// Ends it, when it has said everything. Whether it had not broken off.
    pub(super) fn has_ended_well(mut self) -> bool {
        // One that goes on without saying more is not waited for. One that is ending, which it does with its last word, ends as it
        // would have, and says how.
        let _ = self.child.kill();
        self.child.wait().is_ok_and(|ended| ended.code().is_none_or(|code| code == 0))
    }
}

impl Drop for RunningProgram {
    fn drop(&mut self) {
        // Nothing comes of that for one that has ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
