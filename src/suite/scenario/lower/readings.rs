use std::collections::HashMap;
use std::sync::Arc;

use crate::call::Keys;
use crate::plan::StepId;
use crate::suite::scenario::model::{Dial, Moment, Peer};

/// What single texts have turned out to mean: the rows of a table say few things often.
#[derive(Debug, Default)]
pub(super) struct Readings {
    pub(super) calls: HashMap<String, Arc<[Dial]>>,
    pub(super) moments: HashMap<String, Arc<[Moment]>>,
    pub(super) callers: HashMap<String, Arc<[Peer]>>,
    pub(super) presses: HashMap<String, Arc<[Keys]>>,
    pub(super) steps: HashMap<String, StepId>,
    pub(super) destinations: HashMap<String, StepId>,
}
