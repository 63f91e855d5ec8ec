//! The TOML of a plan, mirrored: the only place where plans meet serde, and what the published schema is made from.
//!
//! Nothing is checked here beyond shape. Values keep their places; the doc comments are what editors show.

mod callers;
mod announcement;
mod directory;
mod file;
mod hours;
mod misstep;
mod outside;
mod steps;
mod text;

pub(super) use super::raw::misstep::Misstep;
pub(super) use announcement::Announcement;
pub(super) use callers::Callers;
pub(super) use directory::{Contact, Line};
pub(super) use file::{Check, Defaults, File, Plan, PlanChange, Sounds, Synonyms};
pub(super) use hours::{Calendar, Holiday, Hours, Override};
pub(super) use outside::Answer;
pub(super) use steps::{Case, Choice, Destination, Input, Menu, Message, Switch, Voicemail};
pub(super) use text::Allowances;
pub(super) use text::{Text, Wording};
