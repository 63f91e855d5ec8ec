//! How the reader hands over what stands in a table, a list or a place: one part after the other.

use serde::de::value::StrDeserializer;
use serde::de::{DeserializeSeed, Deserializer, IntoDeserializer as _, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::reader::{AlreadyReported, Slot, TableReader};
use crate::base::source::Span;

pub(super) struct PlaceThenValue<'r, 'v> {
    pub(super) place: std::array::IntoIter<u32, 3>,
    pub(super) value: Option<TableReader<'r, 'v>>,
}

impl<'de> SeqAccess<'de> for PlaceThenValue<'_, '_> {
    type Error = AlreadyReported;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, AlreadyReported> {
        if let Some(number) = self.place.next() {
            return seed.deserialize(number.into_deserializer()).map(Some);
        }
        match self.value.take() {
            Some(reader) if matches!(reader.slot, Slot::Value { .. }) => seed.deserialize(reader).map(Some),
            _ => Ok(None),
        }
    }
}

pub(super) struct ElementReader<'r, 'v> {
    pub(super) reader: TableReader<'r, 'v>,
    pub(super) rest: std::slice::Iter<'v, Spanned<DeValue<'v>>>,
    pub(super) key: &'v str,
    /// Whether they stand in a list.
    pub(super) element: bool,
}

impl<'de> SeqAccess<'de> for ElementReader<'_, '_> {
    type Error = AlreadyReported;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, AlreadyReported> {
        let Some(value) = self.rest.next() else { return Ok(None) };
        let slot = Slot::Value { value, key: self.key, element: self.element };
        seed.deserialize(self.reader.reborrow(slot)).map(Some)
    }
}

pub(super) type KeyValue<'v> = (&'v Spanned<toml::de::DeString<'v>>, &'v Spanned<DeValue<'v>>);

pub(super) struct KeyValues<'r, 'v> {
    pub(super) reader: TableReader<'r, 'v>,
    pub(super) rest: std::vec::IntoIter<KeyValue<'v>>,
    pub(super) value: Option<KeyValue<'v>>,
}

impl<'de> MapAccess<'de> for KeyValues<'_, '_> {
    type Error = AlreadyReported;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, AlreadyReported> {
        self.value = self.rest.next();
        let Some((key, _)) = self.value else { return Ok(None) };
        seed.deserialize(KeyReader { text: key.get_ref(), span: self.reader.document.span(key.span()) })
            .map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, AlreadyReported> {
        let (key, value) = self.value.take().ok_or(AlreadyReported)?;
        seed.deserialize(self.reader.reborrow(Slot::Value { value, key: key.get_ref(), element: false }))
    }
}

/// A key that people choose, with its place.
pub(super) struct KeyReader<'v> {
    pub(super) text: &'v str,
    pub(super) span: Span,
}

impl<'de> Deserializer<'de> for KeyReader<'_> {
    type Error = AlreadyReported;

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, AlreadyReported> {
        let Span { file, start, end } = self.span;
        visitor.visit_seq(PlaceThenKey { place: [file.0, start, end].into_iter(), text: Some(self.text) })
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, AlreadyReported> {
        visitor.visit_str(self.text)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple map struct enum identifier ignored_any
    }
}

pub(super) struct PlaceThenKey<'v> {
    pub(super) place: std::array::IntoIter<u32, 3>,
    pub(super) text: Option<&'v str>,
}

impl<'de> SeqAccess<'de> for PlaceThenKey<'_> {
    type Error = AlreadyReported;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, AlreadyReported> {
        if let Some(number) = self.place.next() {
            return seed.deserialize(number.into_deserializer()).map(Some);
        }
        self.text.take().map(|text| seed.deserialize(StrDeserializer::new(text))).transpose()
    }
}

/// What the fields of a table are filled from.
pub(super) enum Contents<'v> {
    Table(&'v DeTable<'v>),
    /// The value itself stands for this field.
    Short(&'static str),
    Nothing,
}

/// Every field that the type has, whether the table has it or not, so that all that are missing are reported.
pub(super) struct Fields<'r, 'v> {
    pub(super) reader: TableReader<'r, 'v>,
    pub(super) contents: Contents<'v>,
    /// Those that are not there because their keys are written wrongly, which has been reported.
    pub(super) meant: Vec<&'static str>,
    pub(super) rest: std::slice::Iter<'static, &'static str>,
    pub(super) current: &'static str,
}

impl<'de> MapAccess<'de> for Fields<'_, '_> {
    type Error = AlreadyReported;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, AlreadyReported> {
        let Some(field) = self.rest.next() else { return Ok(None) };
        self.current = field;
        seed.deserialize(StrDeserializer::new(field)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, AlreadyReported> {
        let field = self.current;
        let slot = match self.contents {
            Contents::Table(table) => match table.get(field) {
                Some(value) => Slot::Value { value, key: field, element: false },
                None if self.meant.contains(&field) => Slot::Nothing,
                None => Slot::Missing(field),
            },
            Contents::Short(short) if short == field => self.reader.slot,
            Contents::Short(_) => Slot::Missing(field),
            Contents::Nothing => Slot::Nothing,
        };
        seed.deserialize(self.reader.reborrow(slot))
    }
}
