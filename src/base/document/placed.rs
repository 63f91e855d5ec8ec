use std::fmt;
use std::marker::PhantomData;

use jiff::civil::{Date, Time};
use serde::Deserialize;
use serde::de::{self, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::base::source::{FileId, Span};

/// A value with its place. Without a value it was missing or of the wrong kind, and that has been reported.
#[derive(Clone, Debug)]
pub(crate) struct Placed<T> {
    value: Option<T>,
    pub(crate) span: Span,
}

impl<T> Placed<T> {
    /// What the reader says to a type when it hands it a place along with the value.
    pub(super) const NAME: &'static str = "Placed";

    /// A value that another reader than this one found here.
    pub(crate) fn found(value: T, span: Span) -> Self {
        Self { value: Some(value), span }
    }

    /// The same place with what is made of the value.
    pub(crate) fn map<U>(self, make: impl FnOnce(T) -> U) -> Placed<U> {
        Placed { value: self.value.map(make), span: self.span }
    }

    /// The value, if it could be read.
    pub(crate) fn given(&self) -> Option<&T> {
        self.value.as_ref()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Placed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PlaceThenValue<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for PlaceThenValue<T> {
            type Value = Placed<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("file, start, end and value")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Placed<T>, A::Error> {
                let mut number = || parts.next_element().map(Option::unwrap_or_default);
                let span = Span { file: FileId(number()?), start: number()?, end: number()? };
                // What is wrong with the value has been reported when it comes back as an error.
                let value = parts.next_element().ok().flatten();
                Ok(Placed { value, span })
            }
        }

        deserializer.deserialize_tuple_struct(Self::NAME, 4, PlaceThenValue(PhantomData))
    }
}

/// The entries of a table whose keys people choose, in the order of the file.
#[derive(Debug)]
pub(crate) struct TableEntries<T>(pub(crate) Vec<(Placed<String>, T)>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for TableEntries<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for InOrder<T> {
            type Value = TableEntries<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a table")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<TableEntries<T>, A::Error> {
                let mut entries = Vec::with_capacity(map.size_hint().unwrap_or_default());
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(TableEntries(entries))
            }
        }

        deserializer.deserialize_map(InOrder(PhantomData))
    }
}

/// One value, or a list of them.
#[derive(Clone, Debug)]
pub(crate) struct OneOrMany<T> {
    /// Where the value or the list stands; where it would belong if it is missing, which has been reported.
    pub(crate) span: Span,
    /// Whether it was given at all.
    pub(crate) is_given: bool,
    /// The value, or the elements of the list.
    pub(crate) values: Vec<T>,
}

impl<T> OneOrMany<T> {
    /// One value that another reader than this one found here.
    pub(crate) fn found(value: T, span: Span) -> Self {
        Self { span, is_given: true, values: vec![value] }
    }
}

/// The elements alone: what the reader fills where a list may stand.
struct Elements<T>(Vec<T>);

/// One value, or a table of them whose keys people choose.
#[derive(Clone, Debug)]
pub(crate) struct OneOrTable<T> {
    /// Where the value or the table stands; where it would belong if it is missing, which has been reported.
    pub(crate) span: Span,
    /// The value, where it stands alone.
    pub(crate) one: Option<T>,
    /// The entries of the table, in the order of the file, where it is one.
    pub(crate) entries: Option<Vec<(Placed<String>, T)>>,
}

/// The value or the entries alone: what the reader fills where a table may stand.
enum OneOrEntries<T> {
    One(Option<T>),
    Entries(Vec<(Placed<String>, T)>),
}

/// Text, or a table of it by the codes of languages: `{ en = "Sales", es = "ventas" }`.
#[derive(schemars::JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "a shape for the schema alone")]
pub(crate) enum TextOrTable {
    One(String),
    Several(#[schemars(extend("minProperties" = 1))] std::collections::BTreeMap<String, String>),
}

/// What the reader is asked for where a table may stand.
pub(super) const ONE_OR_TABLE: &str = "OneOrTable";

impl<'de, T: Deserialize<'de>> Deserialize<'de> for OneOrTable<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Placed { value, span } = Placed::<OneOrEntries<T>>::deserialize(deserializer)?;
        let (one, entries) = match value {
            Some(OneOrEntries::One(one)) => (one, None),
            Some(OneOrEntries::Entries(entries)) => (None, Some(entries)),
            None => (None, None),
        };
        Ok(Self { span, one, entries })
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for OneOrEntries<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Either<T> {
            type Value = OneOrEntries<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value or a table")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<OneOrEntries<T>, A::Error> {
                elements.next_element().map(OneOrEntries::One)
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<OneOrEntries<T>, A::Error> {
                let mut entries = Vec::with_capacity(map.size_hint().unwrap_or_default());
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(OneOrEntries::Entries(entries))
            }
        }

        deserializer.deserialize_newtype_struct(ONE_OR_TABLE, Either(PhantomData))
    }
}

/// One text or a list of them, for the schema.
#[derive(schemars::JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "a shape for the schema alone")]
pub(crate) enum Texts {
    One(String),
    Several(#[schemars(length(min = 1))] Vec<String>),
}

/// What the reader is asked for where a list may stand.
pub(super) const ONE_OR_MANY: &str = "OneOrMany";

impl<'de, T: Deserialize<'de>> Deserialize<'de> for OneOrMany<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Placed { value, span } = Placed::<Elements<T>>::deserialize(deserializer)?;
        let is_given = value.is_some();
        Ok(Self { span, is_given, values: value.map_or_else(Vec::new, |elements| elements.0) })
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Elements<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for InOrder<T> {
            type Value = Elements<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value or a list")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Elements<T>, A::Error> {
                let mut list = Vec::new();
                while let Some(element) = elements.next_element()? {
                    list.push(element);
                }
                Ok(Elements(list))
            }
        }

        deserializer.deserialize_newtype_struct(ONE_OR_MANY, InOrder(PhantomData))
    }
}

/// A date of TOML's own, which stands without quotes, or the same date in quotes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TomlDate(pub(crate) Date);

/// A text that names a day. A date may stand without quotes, and is its own text.
#[derive(Clone, Debug)]
pub(crate) struct DayText(pub(crate) String);

/// A text that names a moment. A date with a time may stand without quotes, and is its own text.
#[derive(Clone, Debug)]
pub(crate) struct MomentText(pub(crate) String);

/// A time of day of TOML's own, which stands without quotes, or the same time in quotes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TomlTime(pub(crate) Time);

impl TomlDate {
    pub(super) const NAME: &'static str = "Day";
}

impl DayText {
    pub(super) const NAME: &'static str = "DayText";
}

impl MomentText {
    pub(super) const NAME: &'static str = "MomentText";
}

impl<'de> Deserialize<'de> for MomentText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(Self::NAME, TomlDatetimeReader(PhantomData)).map(Self)
    }
}

impl<'de> Deserialize<'de> for DayText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(Self::NAME, TomlDatetimeReader(PhantomData)).map(Self)
    }
}

/// Whether a text is a date as TOML writes them: `2026-12-24`.
pub(super) fn is_plain_date(text: &str) -> bool {
    text.len() == 10 && has_shape(text, b'-', &[4, 7]) && text.parse::<Date>().is_ok()
}

/// Whether a text is a time as TOML writes them: `14:00:00`, `14:00`.
pub(super) fn is_plain_time(text: &str) -> bool {
    let is_shaped = match text.len() {
        5 => has_shape(text, b':', &[2]),
        8 => has_shape(text, b':', &[2, 5]),
        _ => false,
    };
    is_shaped && text.parse::<Time>().is_ok()
}

/// Whether a sign stands at these places, and digits everywhere else.
fn has_shape(text: &str, sign: u8, places: &[usize]) -> bool {
    text.bytes()
        .enumerate()
        .all(|(at, byte)| if places.contains(&at) { byte == sign } else { byte.is_ascii_digit() })
}

impl TomlTime {
    pub(super) const NAME: &'static str = "Clock";
}

impl<'de> Deserialize<'de> for TomlDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(Self::NAME, TomlDatetimeReader(PhantomData)).map(Self)
    }
}

impl<'de> Deserialize<'de> for TomlTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(Self::NAME, TomlDatetimeReader(PhantomData)).map(Self)
    }
}

/// Reads a date or a time from the text that TOML has found to be one.
struct TomlDatetimeReader<T>(PhantomData<T>);

impl<T: std::str::FromStr<Err: fmt::Display>> Visitor<'_> for TomlDatetimeReader<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date or a time")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }
}
