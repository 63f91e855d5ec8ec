use super::leg::Leg;
use super::names::RecordNames;
use super::row_trouble::RowTrouble;

/// What was read of a part of a file.
#[derive(Debug, Default)]
pub(crate) struct PartReading {
    /// What its records say.
    pub(crate) legs: Vec<Leg>,
    /// The texts that these legs speak of.
    pub(crate) names: RecordNames,
    /// What cannot be read, each with its row.
    pub(crate) troubles: Vec<(RowTrouble, u32)>,
}
