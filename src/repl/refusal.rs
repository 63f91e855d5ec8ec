use std::fmt;
use std::io;
use std::path::PathBuf;

use super::command::CommandError;
use super::scenario::ScenarioExportError;
use crate::base::source::DisplayPath;
use crate::call::{CallerError, KeySequence};
use crate::directory::NameError;
use crate::files::load::LoadError;
use crate::files::save::SaveError;
use crate::time::moment::MomentError;

/// Why a command was not obeyed. The phone stays as it was.
#[derive(Debug)]
pub enum CommandRefusal {
    /// The line is no command.
    Command(CommandError),
    /// It names what is not there.
    Name(NameError),
    /// It gives no time.
    Moment(MomentError),
    /// It gives no caller.
    Caller(CallerError),
    /// It needs a call, and there was none yet.
    NoCall,
    /// It needs a call that is still on.
    CallOver,
    /// The call ended before these keys were pressed.
    NotPressed(KeySequence),
    /// It cannot be done during a call.
    OnCall(&'static str),
    /// There is nothing to wait for.
    NothingToWaitFor,
    /// The call cannot be saved.
    CannotTell(ScenarioExportError),
    /// There is a file in the way.
    InTheWay(PathBuf),
    /// The file cannot be written.
    Save(SaveError),
    /// Where the file would stand cannot be told.
    Place(PathBuf, io::Error),
    /// The plan cannot be read.
    Load(LoadError),
    /// The plan has mistakes; here they are, rendered.
    Mistakes(String),
}

impl fmt::Display for CommandRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Command(error) => error.fmt(f),
            Self::Name(error) => error.fmt(f),
            Self::Moment(error) => error.fmt(f),
            Self::Caller(error) => error.fmt(f),
            Self::NoCall => f.write_str("there was no call yet: dial a number first"),
            Self::CallOver => f.write_str("the call is over: dial again"),
            Self::NotPressed(keys) => {
                write!(f, "the call had ended, so {} was not pressed", keys.for_people())
            }
            Self::OnCall(what) => f.write_str(what),
            Self::NothingToWaitFor => {
                f.write_str("there is no call, so nothing will happen: say how long, as in `wait 5s`")
            }
            Self::CannotTell(why) => write!(f, "this call cannot be saved: {why}"),
            Self::InTheWay(path) => {
                write!(f, "{} is there already; `save --force {0}` replaces it", DisplayPath(path))
            }
            Self::Save(error) => error.fmt(f),
            Self::Place(path, error) => write!(f, "cannot write {}: {error}", DisplayPath(path)),
            Self::Load(error) => write!(f, "{error}\nthe plan stays as it was"),
            Self::Mistakes(shown) => write!(f, "{shown}the plan stays as it was"),
        }
    }
}

impl std::error::Error for CommandRefusal {}

impl From<CommandError> for CommandRefusal {
    fn from(error: CommandError) -> Self {
        Self::Command(error)
    }
}

impl From<NameError> for CommandRefusal {
    fn from(error: NameError) -> Self {
        Self::Name(error)
    }
}

impl From<MomentError> for CommandRefusal {
    fn from(error: MomentError) -> Self {
        Self::Moment(error)
    }
}

impl From<CallerError> for CommandRefusal {
    fn from(error: CallerError) -> Self {
        Self::Caller(error)
    }
}

impl From<ScenarioExportError> for CommandRefusal {
    fn from(error: ScenarioExportError) -> Self {
        Self::CannotTell(error)
    }
}

impl From<LoadError> for CommandRefusal {
    fn from(error: LoadError) -> Self {
        Self::Load(error)
    }
}
