//! Rows: what one table says of calls, and what it leaves to the tables below.

use std::collections::HashMap;
use std::sync::Arc;

use super::layer::{Layer, LayerValue};
use super::readings::Readings;

use super::lowering::ScenarioLowering;
use crate::base::diagnostic::Diagnostic;
use crate::base::document::{OneOrMany, Placed};
use crate::base::source::{Span, Spanned};
use crate::suite::scenario::model::CaseMark;
use crate::suite::scenario::raw::{self, PlacedText};

/// A row with what it says of its own.
#[derive(Debug)]
pub(super) struct LoweredRow {
    pub(super) name: Option<Spanned<String>>,
    pub(super) span: Span,
    pub(super) layer: Layer,
    pub(super) mark: Option<Arc<CaseMark>>,
}

/// The keys of a table that speak of calls.
pub(super) struct RawLayer<'r> {
    pub(super) call: Option<&'r OneOrMany<PlacedText>>,
    pub(super) at: Option<&'r OneOrMany<PlacedText>>,
    pub(super) from: Option<&'r OneOrMany<PlacedText>>,
    pub(super) press: Option<&'r OneOrMany<PlacedText>>,
    pub(super) answers: Option<&'r Placed<raw::RawAnswers>>,
    pub(super) expect: Option<&'r Placed<raw::RawExpect>>,
}

/// Three tables have these keys, and what they mean is the same in each.
macro_rules! raw_layer {
    ($($table:ident),+) => {
        $(impl<'r> From<&'r raw::$table> for RawLayer<'r> {
            fn from(raw: &'r raw::$table) -> Self {
                let raw::$table { call, at, from, press, answers, expect, .. } = raw;
                Self {
                    call: call.as_ref(),
                    at: at.as_ref(),
                    from: from.as_ref(),
                    press: press.as_ref(),
                    answers: answers.as_ref(),
                    expect: expect.as_ref(),
                }
            }
        })+
    };
}

raw_layer!(RawDefaults, RawScenario, RawRow);

impl ScenarioLowering<'_> {
    pub(super) fn layer(&mut self, raw: &RawLayer<'_>) -> Layer {
        Layer {
            call: self.each(raw.call, "call", |known| &mut known.calls, Self::dial),
            at: self.each(raw.at, "at", |known| &mut known.moments, Self::moment),
            from: self.each(raw.from, "from", |known| &mut known.callers, Self::caller),
            press: self.each(raw.press, "press", |known| &mut known.presses, Self::keys),
            answers: raw.answers.map_or(LayerValue::Nothing, |answers| LayerValue::of(self.answers(answers))),
            expect: raw.expect.map_or(LayerValue::Nothing, |expect| {
                LayerValue::of(expect.given().and_then(|given| self.expect(given, expect.span)))
            }),
        }
    }

    pub(super) fn row(&mut self, raw: &raw::RawRow, span: Span) -> LoweredRow {
        let name = raw.name.as_ref().and_then(|name| self.name(name));
        LoweredRow {
            name,
            span,
            layer: self.layer(&raw.into()),
            mark: self.mark(raw.xfail.as_ref(), raw.skip.as_ref()),
        }
    }

    /// What a table wants to be thought of its failures.
    pub(super) fn mark(
        &mut self,
        xfail: Option<&PlacedText>,
        skip: Option<&PlacedText>,
    ) -> Option<Arc<CaseMark>> {
        if let (Some(first), Some(again)) = (xfail, skip) {
            self.report(
                Diagnostic::error(
                    "bad-mark",
                    again.span,
                    "a case that is skipped cannot be expected to fail",
                )
                .related(first.span, "expected to fail")
                .help("keep `skip` or `xfail`"),
            );
        }
        let mut reason = |text: Option<&PlacedText>, key: &str| {
            let text = text?;
            Some(Spanned { value: self.said(text, key)?, span: text.span })
        };
        let fails = reason(xfail, "xfail").map(CaseMark::Fails);
        fails.or(reason(skip, "skip").map(CaseMark::Skipped)).map(Arc::new)
    }

    /// Each element of a list that must have some. What rows say over and over again is kept once.
    fn each<T>(
        &mut self,
        list: Option<&OneOrMany<PlacedText>>,
        key: &'static str,
        known: impl Fn(&mut Readings) -> &mut HashMap<String, Arc<[T]>>,
        lower: impl Fn(&mut Self, &PlacedText) -> Option<T>,
    ) -> LayerValue<Arc<[T]>> {
        let Some(list) = list else { return LayerValue::Nothing };
        let texts = self.some(list, key).unwrap_or_default();
        let only = match texts {
            [only] => only.given(),
            _ => None,
        };
        if let Some(same) = only.and_then(|only| known(&mut self.readings).get(only)) {
            return LayerValue::This(Arc::clone(same));
        }
        let lowered: Vec<Option<T>> = texts.iter().map(|text| lower(self, text)).collect();
        let lowered: Option<Arc<[T]>> = lowered.into_iter().collect();
        let lowered = lowered.filter(|list| !list.is_empty());
        if let (Some(only), Some(lowered)) = (only, &lowered) {
            let known = known(&mut self.readings);
            if known.len() < MAX_KNOWN {
                known.insert(only.clone(), Arc::clone(lowered));
            }
        }
        LayerValue::of(lowered)
    }
}

/// So many different texts of a key are remembered.
const MAX_KNOWN: usize = 10_000;
