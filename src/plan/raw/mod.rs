//! The TOML of a plan, mirrored: the only place where plans meet serde, and what the published schema is made from.
//!
//! Nothing is checked here beyond shape. Values keep their places; the doc comments are what editors show.

mod directory;
mod file;
mod hours;
mod steps;

use crate::document::{Entries, Placed};

pub(super) use directory::{Contact, Line};
pub(super) use file::{Check, Defaults, File, Misstep, Plan};
pub(super) use hours::{Calendar, Holiday, Hours, Override};
pub(super) use steps::{Case, Choice, Destination, Input, Menu, Message, Switch, Voicemail};

/// Text with its place.
pub(super) type Text = Placed<String>;

/// Reasons by the names of rules.
pub(super) type Allowances = Placed<Entries<Text>>;
