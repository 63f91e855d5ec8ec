//! A plan for the browsers of a class: the phone, lessons, and a trainer's page, over HTTP.
//!
//! A [`Site`] is what is served: the plan of the moment, who may do what, and where all else is. Requests are answered by a
//! router, which needs no socket, so that tests ask it directly; [`serve`] holds it to a socket. `guard` tells who may ask
//! at all, and knows nothing of what is asked for: pages of other sites, under whatever name, are kept off there.
//!
//! A page is trusted by what it was given, a token that is in no address and no log. People are trusted by where they sit, or
//! by a password where others can reach the machine.

mod access;
mod attempts;
mod blocking;
mod cards;
mod deck_of_day;
mod events;
mod guard;
mod learner_writer;
mod learners;
mod lessons;
mod listen;
mod login;
mod password;
mod patient_stream;
mod phone;
mod plan_lessons;
mod plan_watch;
mod refusal;
mod role;
mod router;
mod seats;
mod secret;
mod secret_map;
mod server;
mod sessions;
mod shell;
mod site;
mod snapshot;
mod sound;
mod store_refusal;
pub mod studio;
mod trainer;
mod voice;

pub use access::{Access, LoginResult};
pub use attempts::{LoginAttempts, MAX_ATTEMPTS, MAX_ATTEMPTS_OF_ALL, WINDOW};
pub use guard::{RequestHead, TOKEN_HEADER};
pub use listen::{HostNames, ListenPlace};
pub use password::{MAX_PASSWORD, MIN_PASSWORD, Passwords};
pub use plan_watch::watch_files;
pub use refusal::Refusal;
pub use role::Role;
pub use router::{MAX_BODY, MAX_IMPORT, answer, router};
pub use secret::Secret;
pub use server::{StopSignal, bind, serve};
pub use sessions::{MAX_SESSIONS, SESSION, SignedIn};
pub use site::{Site, SiteSettings};
pub use snapshot::{PlanSnapshot, SiteSnapshot};
pub use voice::SpeechProgram;
