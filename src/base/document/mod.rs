//! From the text of a TOML file to typed shapes, for every format that people write: all that is wrong with the TOML
//! itself, and with what stands where.
//!
//! The reader never gives up. A value of the wrong kind is reported and stands as "not given" from then on, so that one
//! run shows every mistake of a table, and no mistake is reported twice in other words. What a format calls its tables
//! is its [`Vocabulary`].

mod access;
mod bare_value;
mod decode;
mod file;
mod placed;
mod reader;
mod syntax;
mod vocabulary;
mod expected_value;

pub(crate) use bare_value::{ValueAdvice, WrittenValue};
pub(crate) use decode::decode;
pub(crate) use file::Document;
pub(crate) use placed::{
    DayText, MomentText, OneOrMany, OneOrTable, Placed, TableEntries, TextOrTable, Texts, TomlDate, TomlTime,
};
pub(crate) use reader::TableOwner;
/// What a table can be read as. Only the mirrors of formats know more of serde than this name.
pub(crate) use serde::de::DeserializeOwned as Shape;
pub(crate) use vocabulary::Vocabulary;
