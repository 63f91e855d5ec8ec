//! `VoiceXML`: documents with forms and menus, and what they lead to.
//!
//! Read in this order: documents (`reader`, into `application`), what callers can press (`grammar`), what expressions come to
//! (`expression`), and what happens to a call (`state`): items are looked for and statements done (`statements`), callers are asked
//! (`asked`), events are handled (`events`), dialogs follow each other (`moves`), all of it as a program (`program`) that begins where
//! calls come in (`lines`). The rules are those of `VoiceXML` 2.1: its form interpretation algorithm, its selection of handlers by
//! count, and its prompts by count.

mod application;
mod asked;
mod events;
mod expression;
mod grammar;
mod lines;
mod machine;
mod moves;
mod program;
mod reader;
mod spoken;
mod state;
mod statements;

pub(super) use lines::read;
