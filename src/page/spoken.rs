use super::made_call::made_call;
use super::request::CallRequest;
use crate::call::{EventKind, Utterance};
use crate::plan::{LineId, Plan};

/// Something that is said in a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpokenPrompt {
    /// The prompt.
    pub utterance: Utterance,
    /// The line that was dialed.
    pub line: Option<LineId>,
    /// The words.
    pub text: String,
}

impl SpokenPrompt {
    /// What the caption of this place in a call says, as a page asks about the call; None where nothing is said there.
    pub fn in_call(plan: &Plan, call: &str, caption: usize) -> Result<Option<Self>, String> {
        let request: CallRequest = serde_json::from_str(call).map_err(|error| error.to_string())?;
        let made = made_call(plan, &request)?;
        let record = made.watcher();
        let Some(event) = record.told_events().nth(caption) else { return Ok(None) };
        let EventKind::Speaks(utterance) = event.what else { return Ok(None) };
        let text = record.told(plan, event).spoken(utterance).to_string();
        Ok(Some(Self { utterance, line: record.line, text }))
    }
}
