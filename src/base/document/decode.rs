//! The reader as a deserializer: it reports what is wrong and goes on.

use serde::de::{DeserializeOwned, Deserializer, Visitor};
use serde::forward_to_deserialize_any;
use toml::Spanned;
use toml::de::DeValue;

use super::access::{Contents, ElementReader, Fields, KeyValues, PlaceThenValue};
use super::expected_value::ExpectedValue;
use super::file::Document;
use super::placed::{
    DayText, MomentText, ONE_OR_MANY, ONE_OR_TABLE, Placed, TomlDate, TomlTime, is_plain_date, is_plain_time,
};
use super::reader::{AlreadyReported, Slot, TableOwner, TableReader};
use crate::base::diagnostic::Diagnostic;

/// Reads a table as a `T`. Everything wrong with it is reported, and what is wrong stands as not given.
pub(crate) fn decode<'v, T: DeserializeOwned>(
    document: &'v Document<'v>,
    value: &'v Spanned<DeValue<'v>>,
    owner: TableOwner<'v>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<T> {
    let reader = TableReader {
        document,
        diagnostics,
        owner,
        slot: Slot::Value { value, key: "", element: false },
        is_placed: false,
    };
    T::deserialize(reader).ok()
}

/// The elements of a list, or the one value that stands for a list of one.
fn one_or_many<'de, V: Visitor<'de>>(
    reader: TableReader<'_, '_>,
    visitor: V,
) -> Result<V::Value, AlreadyReported> {
    let (rest, key, element) = match reader.slot {
        Slot::Value { value, key, .. } => match value.get_ref() {
            DeValue::Array(array) => (array.iter(), key, true),
            _ => (std::slice::from_ref(value).iter(), key, false),
        },
        Slot::Missing(_) | Slot::Nothing => ([].iter(), "", false),
    };
    visitor.visit_seq(ElementReader { reader, rest, key, element })
}

/// Hands a leaf to its visitor, or reports that it is something else.
macro_rules! leaf {
    ($method:ident, $expected:ident, $value:ident => $visit:expr) => {
        fn $method<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, AlreadyReported> {
            if let Slot::Value { value, .. } = self.slot {
                let $value = value.get_ref();
                let visit: Option<Result<V::Value, AlreadyReported>> = $visit(visitor);
                if let Some(visited) = visit {
                    return visited;
                }
            }
            self.wrong_type(ExpectedValue::$expected);
            Err(AlreadyReported)
        }
    };
}

impl<'de, 'v> Deserializer<'de> for TableReader<'_, 'v> {
    type Error = AlreadyReported;

    leaf!(deserialize_string, Text, value => |visitor: V| value.as_str().map(|text| visitor.visit_str(text)));

    leaf!(deserialize_bool, YesNo, value => |visitor: V| value.as_bool().map(|yes| visitor.visit_bool(yes)));

    leaf!(deserialize_i64, Whole, value => |visitor: V| {
        let number = value.as_integer()?;
        i64::from_str_radix(number.as_str(), number.radix()).ok().map(|number| visitor.visit_i64(number))
    });

    leaf!(deserialize_f64, Number, value => |visitor: V| {
        let written = match value {
            DeValue::Float(number) => number.as_str(),
            DeValue::Integer(number) if number.radix() == 10 => number.as_str(),
            _ => return None,
        };
        written.parse().ok().map(|number| visitor.visit_f64(number))
    });

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, AlreadyReported> {
        self.deserialize_string(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        mut self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, AlreadyReported> {
        if name == ONE_OR_MANY {
            return one_or_many(self, visitor);
        }
        if name == ONE_OR_TABLE {
            let is_table = matches!(self.slot, Slot::Value { value, .. } if value.get_ref().is_table());
            return if is_table { self.deserialize_map(visitor) } else { one_or_many(self, visitor) };
        }
        if let Slot::Value { value, .. } = self.slot
            && let DeValue::Datetime(moment) = value.get_ref()
        {
            let is_wanted = match (moment.date, moment.time) {
                (Some(_), None) => {
                    name == TomlDate::NAME || name == DayText::NAME || name == MomentText::NAME
                }
                (Some(_), Some(_)) => name == MomentText::NAME,
                (None, Some(_)) => name == TomlTime::NAME,
                _ => false,
            };
            if is_wanted {
                return visitor.visit_str(&moment.to_string());
            }
        }
        if let Slot::Value { value, .. } = self.slot
            && let Some(text) = value.get_ref().as_str()
        {
            // In quotes it is as plain as without.
            let is_wanted = match name {
                TomlDate::NAME => is_plain_date(text),
                TomlTime::NAME => is_plain_time(text),
                _ => name == DayText::NAME || name == MomentText::NAME,
            };
            if is_wanted {
                return visitor.visit_str(text);
            }
        }
        if name == DayText::NAME || name == MomentText::NAME {
            self.wrong_type(ExpectedValue::Text);
            return Err(AlreadyReported);
        }
        self.wrong_type(if name == TomlTime::NAME { ExpectedValue::Time } else { ExpectedValue::Date });
        Err(AlreadyReported)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, AlreadyReported> {
        match self.slot {
            Slot::Value { .. } => visitor.visit_some(self),
            Slot::Missing(_) | Slot::Nothing => visitor.visit_none(),
        }
    }

    /// Only [`Placed`] asks for this: the place, then the value.
    fn deserialize_tuple_struct<V: Visitor<'de>>(
        mut self,
        name: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, AlreadyReported> {
        debug_assert_eq!(name, Placed::<()>::NAME);
        let span = match self.slot {
            Slot::Value { value, .. } => {
                let span = self.document.span(value.span());
                if self.document.is_broken(value.span()) {
                    self.slot = Slot::Nothing;
                }
                span
            }
            Slot::Missing(key) => {
                self.missing(key);
                self.owner.span
            }
            Slot::Nothing => self.owner.span,
        };
        let place = [span.file.0, span.start, span.end];
        self.is_placed = true;
        visitor.visit_seq(PlaceThenValue { place: place.into_iter(), value: Some(self) })
    }

    fn deserialize_seq<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, AlreadyReported> {
        let mut elements: &[Spanned<DeValue<'v>>] = &[];
        let mut under = "";
        if let Slot::Value { value, key, .. } = self.slot {
            under = key;
            if let DeValue::Array(array) = value.get_ref() {
                elements = array;
            } else {
                self.wrong_type(ExpectedValue::List);
                if self.is_placed {
                    return Err(AlreadyReported);
                }
            }
        }
        visitor.visit_seq(ElementReader { reader: self, rest: elements.iter(), key: under, element: true })
    }

    fn deserialize_map<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, AlreadyReported> {
        let mut entries = Vec::new();
        if let Slot::Value { value, .. } = self.slot {
            let DeValue::Table(table) = value.get_ref() else {
                self.wrong_type(ExpectedValue::Table);
                return Err(AlreadyReported);
            };
            entries.extend(table.iter());
        }
        entries.sort_unstable_by_key(|(key, _)| key.span().start);
        visitor.visit_map(KeyValues { reader: self, rest: entries.into_iter(), value: None })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        mut self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, AlreadyReported> {
        let (mut contents, mut meant) = (Contents::Nothing, Vec::new());
        if let Slot::Value { value, .. } = self.slot {
            let short = self.document.vocabulary().short_form(name);
            let words = self.document.vocabulary().words(name);
            match (value.get_ref(), short) {
                (DeValue::Table(table), _) => {
                    if let Some(words) = words {
                        self.owner = TableOwner { words, span: self.document.span(value.span()) };
                    }
                    meant = self.unknown_keys(name, table, fields);
                    contents = Contents::Table(table);
                }
                (DeValue::String(_), Some(field)) => contents = Contents::Short(field),
                (_, Some(_)) => self.wrong_type(ExpectedValue::TextOrTable),
                _ => self.wrong_type(ExpectedValue::Table),
            }
        }
        visitor.visit_map(Fields { reader: self, contents, meant, rest: fields.iter(), current: "" })
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, AlreadyReported> {
        self.deserialize_string(visitor)
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i128 u8 u16 u32 u64 u128 f32 char bytes byte_buf unit unit_struct tuple enum identifier ignored_any
    }
}
