//! Twilio Studio: flows as its console exports them, as its interface answers them, and as Terraform writes them, alone or in templates.
//!
//! Read in this order: all that files hold (`documents`), a flow with its widgets (`studio_flow`), templates in its texts (`template`,
//! `template_value`), values that are not all known (`value`) and what is asked of them (`operator`, `condition`, `clock`, `digits`), which of them
//! still matter (`liveness`), what widgets do (`widgets` and those beside it) to a call (`state`, `machine`), and all of it as a program
//! (`program`) that begins where calls come in (`entries`).
//!
//! Rules that the platform documents: a widget that has run ten times in a row ends the execution; transitions that lead nowhere
//! end it, and in a sub-flow lead back to the flow that runs it; the finish key alone is no input. What it does not: texts are compared
//! without case; words that are repeated are spoken as often behind each other.

mod clock;
mod clock_text;
mod condition;
mod digit_conditions;
mod digits;
mod documents;
mod entries;
mod filters;
mod gather;
mod liveness;
mod machine;
mod opaque;
mod operator;
mod program;
mod reference;
mod said;
mod split;
mod state;
mod studio_flow;
mod subflow;
mod template;
mod template_value;
mod transfers;
mod value;
mod widgets;

pub(super) use entries::read;
