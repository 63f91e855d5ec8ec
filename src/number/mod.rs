//! Phone numbers: from how people write them to one canonical form, and from there to a place and its clock.
//!
//! A [`PhoneNumber`] is the digits of E.164, country code first, in one machine word. It is what lines and
//! callers are compared by, so two spellings of one number are equal:
//!
//! ```
//! use ivrsim::number::{Country, PhoneNumber};
//!
//! let printed = PhoneNumber::parse("1-855-720-2559", Country::UnitedStates)?;
//! let linked = PhoneNumber::parse("tel:+1-855-720-2559;ext=12", Country::UnitedStates)?;
//! assert_eq!(printed.number, linked.number);
//! assert_eq!(linked.extension.unwrap().as_str(), "12");
//! assert_eq!(printed.number.to_string(), "1-855-720-2559");
//! assert_eq!(printed.number.e164().to_string(), "+18557202559");
//! # Ok::<(), ivrsim::number::NumberError>(())
//! ```
//!
//! North American numbers are checked against the form that the numbering plan allows, because a plan file is
//! full of them and a slip of the finger must be found; numbers of other countries are taken as they are, 7
//! to 15 digits, and inside their [`Country`] as they are dialed there. An [`AreaCode`] knows its region and zone, or says that it does not: [`Locality`] never
//! guesses.
//!
//! Deliberately absent: whether a number is in service (only its owner knows; fictional 555-01XX numbers are
//! welcome), mobile or landline (numbers are portable), carriers, which numbers of other countries are in use and their zones, and
//! seven-digit local numbers (they mean nothing without knowing who dials).

mod area_code;
mod area_table;
mod country;
mod country_table;
mod dialed;
mod error;
mod extension;
mod format;
mod locality;
mod number_match;
mod parse;
mod phone_number;
mod scan;

pub use crate::number::error::{NumberError, NumberFault};
pub use area_code::{AreaCode, zones};
pub use country::{Country, OtherCountry, UnknownCountry};
pub use dialed::{DialText, Dialed, MachineDial, TypedDial};
pub use extension::Extension;
pub(crate) use format::in_a_cell;
pub use format::{E164, SpokenNumber};
pub use locality::{Locality, Region, Service};
pub use number_match::{NumberMatch, NumberPrefix, WITHHELD};
pub use parse::DialString;
pub use phone_number::PhoneNumber;
