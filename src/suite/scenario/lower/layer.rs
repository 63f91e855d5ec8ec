use std::sync::Arc;

use super::promises::ExpectKeys;
use crate::call::{KeySequence, OutsideAnswers};
use crate::suite::scenario::model::{CallerSpec, DialedNumber, InstantSpec};

/// What a table says under one key.
#[derive(Debug)]
pub(super) enum LayerValue<T> {
    /// It does not have the key.
    Nothing,
    /// What it says cannot be used, which has been reported.
    Wrong,
    /// This.
    This(T),
}

impl<T> LayerValue<T> {
    pub(super) fn of(value: Option<T>) -> Self {
        value.map_or(Self::Wrong, Self::This)
    }

    /// This, or what the table below says where this says nothing.
    pub(super) fn or<'s>(&'s self, below: &'s Self) -> &'s Self {
        match self {
            Self::Nothing => below,
            Self::Wrong | Self::This(_) => self,
        }
    }

    pub(super) fn is_nothing(&self) -> bool {
        matches!(self, Self::Nothing)
    }

    pub(super) fn this(&self) -> Option<&T> {
        match self {
            Self::This(value) => Some(value),
            Self::Nothing | Self::Wrong => None,
        }
    }
}

impl LayerValue<ExpectKeys> {
    /// This over what the table below says, key by key.
    pub(super) fn over(&self, below: &Self) -> Self {
        match (self, below) {
            (Self::Wrong, _) | (_, Self::Wrong) => Self::Wrong,
            (Self::Nothing, Self::Nothing) => Self::Nothing,
            (Self::This(one), Self::Nothing) | (Self::Nothing, Self::This(one)) => Self::This(one.clone()),
            (Self::This(own), Self::This(below)) => Self::This(own.over(below)),
        }
    }
}

impl LayerValue<Arc<OutsideAnswers>> {
    /// This over what the table below says, answer by answer.
    pub(super) fn over(&self, below: &Self) -> Self {
        match (self, below) {
            (Self::Wrong, _) | (_, Self::Wrong) => Self::Wrong,
            (Self::Nothing, Self::Nothing) => Self::Nothing,
            (Self::This(one), Self::Nothing) | (Self::Nothing, Self::This(one)) => {
                Self::This(Arc::clone(one))
            }
            (Self::This(own), Self::This(below)) => Self::This(Arc::new(own.over(below))),
        }
    }
}

/// What one table says of calls: a scenario, a row of it, or the suite's defaults.
#[derive(Debug)]
pub(super) struct Layer {
    pub(super) call: LayerValue<Arc<[DialedNumber]>>,
    pub(super) at: LayerValue<Arc<[InstantSpec]>>,
    pub(super) from: LayerValue<Arc<[CallerSpec]>>,
    pub(super) press: LayerValue<Arc<[KeySequence]>>,
    pub(super) answers: LayerValue<Arc<OutsideAnswers>>,
    pub(super) expect: LayerValue<ExpectKeys>,
}

impl Layer {
    pub(super) const SILENT: Self = Self {
        call: LayerValue::Nothing,
        at: LayerValue::Nothing,
        from: LayerValue::Nothing,
        press: LayerValue::Nothing,
        answers: LayerValue::Nothing,
        expect: LayerValue::Nothing,
    };
}
