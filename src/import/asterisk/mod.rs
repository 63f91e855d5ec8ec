//! Asterisk, with `FreePBX` and Issabel: `extensions.conf` and what it includes.
//!
//! Read in this order: lines (`line`, `reader`, `dialplan`), what extensions match (`pattern`) and when times hold (`time_fields`),
//! values that are not all known (`value`, `expression`, `functions`, `scope`), what steps do (`apps` and those beside it) to a call
//! (`state`), and all of it as a program (`program`) that begins where calls come in (`lines`). The rules are those of `pbx.c`,
//! `pbx_config.c`, `pbx_builtins.c` and `pbx_timing.c`.

mod apps;
mod arguments;
mod calls;
mod clock;
mod dialplan;
mod expression;
mod freepbx;
mod functions;
mod goto;
mod line;
mod lines;
mod lookup;
mod machine;
mod moves;
mod pattern;
mod pressed;
mod program;
mod reader;
mod relevance;
mod scope;
mod state;
mod substitute;
mod time_fields;
mod transfers;
mod variables;

pub(super) use lines::read;
