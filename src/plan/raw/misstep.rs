use schemars::JsonSchema;
use serde::Deserialize;

use super::text::{Text, Wording};
use crate::base::document::{Placed, TextOrTable};

/// What happens when a caller does not do what a step asks for.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::plan) struct Misstep {
    /// What is said before the step's prompt is said again.
    #[schemars(with = "Option<TextOrTable>")]
    pub(in crate::plan) say: Option<Wording>,
    /// After how many tries the system gives up, counted anew whenever the call comes to the step; 3 by
    /// default.
    #[schemars(with = "Option<u8>", range(min = 1, max = 20))]
    pub(in crate::plan) tries: Option<Placed<i64>>,
    /// Where the call goes then; "hang-up" by default.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) then: Option<Text>,
}
