//! The studio: what a plan says and does, for those who edit it, made anew at every save.
//!
//! `reading` holds the plan's files as they are now, with everything that is wrong with them. `compared`, `played` and `drawn` say
//! what follows from that: which callers fare differently, which scenarios fail, what of the map is checked. Each `*_part` sets
//! one of these for the page, as a fragment; nothing in a file is ever more than text there. `saved` and `repaired` write: a file is
//! replaced only if it still says what was loaded, whole or not at all.
//!
//! A [`StudioDesk`] makes the parts in stages, what is wrong with the text first, and tells of each as it is ready.

mod before;
mod board;
mod compared;
mod desk;
mod files_part;
mod host;
mod findings_part;
mod map_part;
mod page;
mod play;
mod played;
mod reading;
mod repaired;
mod routes;
mod saved;
mod underlined;

pub use board::{StudioBoard, StudioPart};
pub use compared::{BaseSource, StudioBase, StudioComparison};
pub use desk::{DeskAudience, DeskSetting, StudioDesk};
pub use files_part::{files_part, lines_part};
pub use findings_part::findings_part;
pub use map_part::{CheckedPlaces, MapSubject, map_part};
pub use play::{play_address, play_addresses};
pub use played::{PlayedScenarios, StudioScenarios, coverage_part};
pub use reading::{StudioReading, finding_key, text_hash};
pub use repaired::{RepairRefusal, repaired};
pub(in crate::serve) use routes::routes;
pub use saved::{FileDraft, SaveRefusal, save};
pub use underlined::{UnderlinedText, has_crlf, is_editable};
