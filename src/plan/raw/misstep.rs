use schemars::JsonSchema;
use serde::Deserialize;

use super::text::{Text, Wording};
use crate::base::document::{Placed, TextOrTable};

/// What happens when a caller does not do what a step asks for.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::plan) struct Misstep {
    /// What is said before the step asks again; `""` for nothing.
    #[schemars(with = "Option<TextOrTable>")]
    pub(in crate::plan) say: Option<Wording>,
    /// The recording that is played, by its path below the folder `sounds` beside the plan, such as "custom/main.wav".
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) sound: Option<Text>,
    /// How many seconds that takes, if known; otherwise it is estimated.
    #[schemars(with = "Option<f64>")]
    pub(in crate::plan) say_seconds: Option<Placed<f64>>,
    /// After how many tries the system gives up, counted anew whenever the call comes to the step; 3 by
    /// default.
    #[schemars(with = "Option<u8>", range(min = 1, max = 20))]
    pub(in crate::plan) tries: Option<Placed<i64>>,
    /// Whether the step asks again for as long as it takes, and never gives up; false by default.
    #[schemars(with = "Option<bool>")]
    pub(in crate::plan) unlimited: Option<Placed<bool>>,
    /// Where the call goes then; "hang-up" by default.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) then: Option<Text>,
    /// Whether a key can be pressed before `say` has ended, where it can be during the prompt; true by default.
    #[schemars(with = "Option<bool>")]
    pub(in crate::plan) barge_in: Option<Placed<bool>>,
}
