use std::io;
use std::path::PathBuf;

use super::command::CommandError;
use super::scenario::ScenarioExportError;
use crate::base::source::DisplayPath;
use crate::call::{AnswersError, CallerError, KeySequence};
use crate::directory::NameError;
use crate::files::load::LoadError;
use crate::files::save::SaveError;
use crate::time::moment::MomentError;

/// Why a command was not obeyed. The phone stays as it was.
#[derive(Debug, thiserror::Error)]
pub enum CommandRefusal {
    /// The line is no command.
    #[error(transparent)]
    Command(#[from] CommandError),
    /// It names what is not there.
    #[error(transparent)]
    Name(#[from] NameError),
    /// It gives no time.
    #[error(transparent)]
    Moment(#[from] MomentError),
    /// It gives no caller.
    #[error(transparent)]
    Caller(#[from] CallerError),
    /// It gives no outside answer.
    #[error(transparent)]
    Answers(#[from] AnswersError),
    /// It needs a call, and there was none yet.
    #[error("there has been no call yet: dial a number first")]
    NoCall,
    /// It needs a call that is still on.
    #[error("the call is over: dial again")]
    CallOver,
    /// The call ended before these keys were pressed.
    #[error("the call had ended, so {keys} was not pressed", keys = .0.for_people())]
    NotPressed(KeySequence),
    /// A number of the plan, typed where a call takes one key.
    #[error("a call is in progress: `hangup` before you dial {0}; `press {0}` presses these keys")]
    NumberOnCall(String),
    /// It cannot be done during a call.
    #[error("{0}")]
    OnCall(&'static str),
    /// There is nothing to wait for.
    #[error("there is no call, so nothing will happen: give a duration, as in `wait 5s`")]
    NothingToWaitFor,
    /// The call cannot be saved.
    #[error("this call cannot be saved: {0}")]
    CannotTell(#[from] ScenarioExportError),
    /// There is a file in the way.
    #[error("{path} already exists; `save --force {path}` replaces it", path = DisplayPath(.0))]
    InTheWay(PathBuf),
    /// The file cannot be written.
    #[error(transparent)]
    Save(SaveError),
    /// Where the file would stand cannot be told.
    #[error("cannot write {path}: {1}", path = DisplayPath(.0))]
    Place(PathBuf, io::Error),
    /// The plan cannot be read.
    #[error("{0}\nthe plan was not reloaded")]
    Load(#[from] LoadError),
    /// The plan has mistakes; here they are, rendered.
    #[error("{0}the plan was not reloaded")]
    Mistakes(String),
}
