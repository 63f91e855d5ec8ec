//! `FreeSWITCH`: XML dialplans, menus, phrases, and what they include.
//!
//! Read in this order: files (`documents`, `reader`, `menus`, `phrases`, into `system`), what expressions match (`expressions`) and when
//! times hold (`times`, `ranges`), values that are not all known (`scope`, `functions`, `substitute`, `matching`), what happens
//! to a call (`state`): a number is looked for (`hunt`), what was found is done (`apps` and those beside it), menus are visited
//! (`menu_visit`), and all of it as a program (`program`) that begins where calls come in (`lines`). The rules are those of
//! `mod_dialplan_xml.c`, `switch_ivr_menu.c`, `switch_xml.c`, `switch_utils.c` and `mod_dptools.c`.

mod apps;
mod arguments;
mod digits;
mod documents;
mod expressions;
mod functions;
mod hunt;
mod lines;
mod machine;
mod matching;
mod menu_keys;
mod menu_names;
mod menu_visit;
mod menus;
mod phrases;
mod program;
mod ranges;
mod reader;
mod relevance;
mod scope;
mod setters;
mod state;
mod step_words;
mod substitute;
mod system;
mod times;
mod transfers;

pub(super) use lines::read;
