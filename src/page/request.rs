use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

use crate::call::{Caller, OutsideAnswers};
use crate::directory;
use crate::number::Dialed;
use crate::plan::{Key, Plan};

/// Something that a page asks. Times are milliseconds since 1970.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case")]
pub(super) enum PageRequest {
    /// What the plan is: its name, from when it is in force, its lines.
    Plan,
    /// What happens in a call until a moment of it.
    Call(CallRequest),
    /// A call to its end, as a scenario that expects what came of it.
    Scenario(CallRequest),
    /// Who can be reached on each line.
    Lines(MomentRequest),
    /// Who handles a request.
    Find {
        /// The request, in people's words.
        words: String,
        /// When, and who asks.
        #[serde(flatten)]
        moment: MomentRequest,
    },
    /// When somebody is there on a line, for a week around a moment.
    Week {
        /// The number of the line.
        number: String,
        /// The moment, and who asks.
        #[serde(flatten)]
        moment: MomentRequest,
    },
    /// Moments worth a call to a line: just before and after its hours change, the next holiday.
    Jumps {
        /// The number of the line.
        number: String,
        /// The moment from which on, and who asks.
        #[serde(flatten)]
        moment: MomentRequest,
    },
    /// A moment as people write it: "Saturday 10:40".
    Moment {
        /// What was written.
        text: String,
        /// What time it is.
        #[serde(flatten)]
        moment: MomentRequest,
    },
    /// Who calls, as people write it: a number or a time zone; and what follows from it.
    Caller {
        /// What time it is, and who calls.
        #[serde(flatten)]
        moment: MomentRequest,
    },
}

/// A call until a moment of it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CallRequest {
    /// The number, in any spelling.
    pub(super) number: String,
    /// Who calls: a number or a time zone; withheld if not given.
    pub(super) from: Option<String>,
    /// When it is dialed.
    pub(super) at: i64,
    /// What the caller does, in the order of time.
    pub(super) acts: Vec<ActRequest>,
    /// What the outside answers, where that is not the usual: `staffed=no; support=busy`.
    pub(super) answers: Option<String>,
    /// Keys that are pressed after that, each as soon as it is taken; a comma is a pause of two seconds.
    pub(super) press: Option<String>,
    /// Until how many milliseconds after it was dialed; until the end if not given.
    pub(super) until: Option<i64>,
}

/// Something that a caller does.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ActRequest {
    /// How many milliseconds after the number was dialed.
    pub(super) after: i64,
    /// The key that is pressed; hangs up if not given.
    pub(super) key: Option<char>,
}

/// A moment, and who asks.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct MomentRequest {
    /// The moment.
    pub(super) at: i64,
    /// Who asks: a number or a time zone.
    pub(super) from: Option<String>,
}

impl PageRequest {
    /// The moment that it is about.
    pub(super) fn at(&self) -> Option<Timestamp> {
        let at = match self {
            Self::Plan => return None,
            Self::Call(call) | Self::Scenario(call) => call.at,
            Self::Lines(moment)
            | Self::Find { moment, .. }
            | Self::Week { moment, .. }
            | Self::Jumps { moment, .. }
            | Self::Moment { moment, .. }
            | Self::Caller { moment } => moment.at,
        };
        instant(at).ok()
    }
}

impl MomentRequest {
    pub(super) fn at(&self) -> Result<Timestamp, String> {
        instant(self.at)
    }

    pub(super) fn caller(&self, plan: &Plan) -> Result<Caller, String> {
        caller(plan, self.from.as_deref())
    }
}

impl ActRequest {
    pub(super) fn key(&self) -> Result<Option<Key>, String> {
        let key = |c| Key::new(c).ok_or_else(|| format!("{c:?} is no key of a phone"));
        self.key.map(key).transpose()
    }
}

/// An instant of the years for which hours are known.
pub(super) fn instant(milliseconds: i64) -> Result<Timestamp, String> {
    let at = Timestamp::from_millisecond(milliseconds).map_err(|_| "that is no time".to_owned())?;
    crate::time::moment::within_range(at).map_err(|error| error.what())
}

/// So many milliseconds after an instant, held at the end of time.
pub(super) fn after(began: Timestamp, milliseconds: i64) -> Timestamp {
    began.checked_add(SignedDuration::from_millis(milliseconds.max(0))).unwrap_or(Timestamp::MAX)
}

/// Who calls; nobody in particular where nothing is written.
pub(super) fn caller(plan: &Plan, text: Option<&str>) -> Result<Caller, String> {
    match text.map(str::trim) {
        None | Some("") => Ok(Caller::default()),
        Some(text) => Caller::parse(text, plan.country).map_err(|error| error.to_string()),
    }
}

/// What the outside answers; as usual where nothing is written.
pub(super) fn answers(plan: &Plan, text: Option<&str>) -> Result<OutsideAnswers, String> {
    OutsideAnswers::read(text.unwrap_or_default(), plan).map_err(|error| error.to_string())
}

/// A number that is dialed.
pub(super) fn number(plan: &Plan, text: &str) -> Result<Dialed, String> {
    directory::number(plan, text).map_err(|error| error.what())
}
