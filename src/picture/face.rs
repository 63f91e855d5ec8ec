//! What a place of a picture says.

use jiff::Timestamp;

use super::forest::NodeKind;
use super::marks::{Emphasis, Marks};
use super::turn::one_line;
use crate::plan::{Plan, StepKind, Target};
use crate::suite::coverage::Share;
use crate::time::Zone;

/// The moment that a picture shows, and for whom.
#[derive(Clone, Copy, Debug)]
pub struct PictureMoment {
    /// The instant.
    pub at: Timestamp,
    /// The zone of hours in the caller's time.
    pub caller_zone: Zone,
}

/// The words for one place, each on one line and with nothing in them that a terminal would obey.
pub(super) struct Face {
    /// The name, or the number of a line.
    pub(super) title: String,
    /// The name of a line.
    pub(super) subtitle: Option<String>,
    /// What kind of step it is, as one word.
    pub(super) kind: PlaceKind,
    /// The hours in words.
    pub(super) hours: Option<String>,
    /// Whether it is open at the moment that is shown; None: it has no hours, or no moment is shown.
    pub(super) open: Option<bool>,
    /// Whether it stands out.
    pub(super) mark: Option<Emphasis>,
    /// How much of it is checked; None: that is not shown.
    pub(super) checked: Option<Share>,
}

/// The kind of a place. Each has a shape and a color.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PlaceKind {
    Line,
    Menu,
    Input,
    Switch,
    Message,
    /// A message after which the call ends.
    LastMessage,
    Destination,
    Voicemail,
    /// No place where a call can be, but a heading of several.
    Heading,
}

impl PlaceKind {
    /// One word, for classes of style.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::Menu => "menu",
            Self::Input => "input",
            Self::Switch => "switch",
            Self::Message | Self::LastMessage => "message",
            Self::Destination => "destination",
            Self::Voicemail => "voicemail",
            Self::Heading => "heading",
        }
    }

    /// What to tell people.
    pub(super) fn told(self) -> &'static str {
        match self {
            Self::LastMessage => "message, then hangs up",
            Self::Line | Self::Heading => "",
            kind => kind.word(),
        }
    }
}

impl Face {
    pub(super) fn of(plan: &Plan, what: NodeKind, moment: Option<PictureMoment>, marks: &Marks) -> Self {
        let heading = |title: &str| Self {
            title: title.to_owned(),
            subtitle: None,
            kind: PlaceKind::Heading,
            hours: None,
            open: None,
            mark: None,
            checked: None,
        };
        match what {
            NodeKind::Line(id) => {
                let line = plan.line(id);
                let (title, subtitle) = match line.dialed() {
                    number if number.is_empty() => (one_line(&line.name), None),
                    number => (number, Some(one_line(&line.name))),
                };
                Self {
                    subtitle,
                    kind: PlaceKind::Line,
                    mark: marks.lines.get(&id).copied(),
                    checked: marks.checked_lines.get(&id).copied(),
                    ..heading(&title)
                }
            }
            NodeKind::Step(id) => {
                let step = plan.step(id);
                let schedule = step.gate.map(|gate| &plan.schedule(gate.schedule).schedule);
                let open = |moment: PictureMoment| {
                    schedule.map(|schedule| schedule.in_zone(moment.caller_zone).is_open(moment.at))
                };
                Self {
                    kind: match &step.kind {
                        StepKind::Menu(_) => PlaceKind::Menu,
                        StepKind::Input(_) => PlaceKind::Input,
                        StepKind::Switch(_) => PlaceKind::Switch,
                        StepKind::Message(message) if message.then.target == Target::HangUp => {
                            PlaceKind::LastMessage
                        }
                        StepKind::Message(_) => PlaceKind::Message,
                        StepKind::Destination(_) => PlaceKind::Destination,
                        StepKind::Voicemail(_) => PlaceKind::Voicemail,
                    },
                    hours: match step.occasion() {
                        Some(occasion) => Some(one_line(&plan.told_occasion(occasion))),
                        None => schedule.map(|schedule| one_line(schedule.spoken())),
                    },
                    // What is there at some times only is never closed to anybody.
                    open: moment.and_then(open).filter(|_| step.occasion().is_none()),
                    mark: marks.steps.get(&id).copied(),
                    checked: marks.checked_steps.get(&id).copied(),
                    ..heading(&one_line(plan.target_name(Target::Step(id))))
                }
            }
            NodeKind::CommonExits => heading("unless shown otherwise"),
            NodeKind::Unreached => heading("no line leads here"),
        }
    }

    /// How much of it is checked, in words and as a class of style. The sign tells what the color tells.
    pub(super) fn checked(&self) -> Option<(&'static str, String)> {
        let Share { covered, of } = self.checked?;
        Some(match covered {
            0 => ("unchecked", format!("○ none of {of} checked")),
            _ if covered == of => ("checked", format!("● all {of} checked")),
            _ => ("partly", format!("◐ {covered} of {of} checked")),
        })
    }

    /// Whether it is closed at the moment that is shown.
    pub(super) fn is_closed(&self) -> bool {
        self.open == Some(false)
    }
}
