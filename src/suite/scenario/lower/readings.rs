use std::collections::HashMap;
use std::sync::Arc;

use crate::call::KeySequence;
use crate::plan::StepId;
use crate::suite::scenario::model::{CallerSpec, DialedNumber, InstantSpec};

/// What single texts have turned out to mean: the rows of a table say few things often.
#[derive(Debug, Default)]
pub(super) struct Readings {
    pub(super) calls: HashMap<String, Arc<[DialedNumber]>>,
    pub(super) moments: HashMap<String, Arc<[InstantSpec]>>,
    pub(super) callers: HashMap<String, Arc<[CallerSpec]>>,
    pub(super) presses: HashMap<String, Arc<[KeySequence]>>,
    pub(super) steps: HashMap<String, StepId>,
    pub(super) destinations: HashMap<String, StepId>,
}
