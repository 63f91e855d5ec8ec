//! Finds what the prompts of a plan say of calls.

use super::ids::StepId;
use super::model::Step;
use super::prompt::{Prompt, PromptPart};
use super::spoken_values::{KeptEntries, KeptInput, SpokenValues};

/// What the prompts of these steps say, the inputs as far as there is room for them; and the first prompt that says one
/// for which there is none.
pub(super) fn spoken_values<'s>(
    steps: impl Iterator<Item = Option<&'s Step>> + Clone,
) -> (SpokenValues, Option<&'s Prompt>) {
    let mut inputs: Vec<StepId> = Vec::new();
    let mut answers = Vec::new();
    for (index, step) in steps.clone().enumerate() {
        let mut asked = Vec::new();
        for piece in step.into_iter().flat_map(Step::prompts).flat_map(Prompt::wordings).flatten() {
            match piece {
                PromptPart::Answer(answer) if !asked.contains(answer) => asked.push(*answer),
                // There is no room for more, so one more tells that.
                PromptPart::EntryOf(input)
                    if inputs.len() <= KeptEntries::MAX_KEYS && !inputs.contains(input) =>
                {
                    inputs.push(*input);
                }
                _ => {}
            }
        }
        if !asked.is_empty() {
            answers.push((StepId(index as u16), asked));
        }
    }
    inputs.sort_unstable();
    let mut kept: Vec<KeptInput> = Vec::with_capacity(inputs.len());
    for &step in &inputs {
        let collection = steps.clone().nth(step.index()).flatten().and_then(Step::collection);
        let most = collection.map_or(0, |collection| collection.most);
        kept.extend(KeptInput::behind(&kept, step, most));
    }
    let is_lost = |piece: &PromptPart| match piece {
        PromptPart::EntryOf(input) => !kept.iter().any(|kept| kept.step == *input),
        _ => false,
    };
    let mut prompts = steps.flatten().flat_map(Step::prompts);
    let lost = prompts.find(|prompt| prompt.wordings().flatten().any(is_lost));
    (SpokenValues { inputs: kept, answers }, lost)
}
