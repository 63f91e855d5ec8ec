use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use super::line_view::offered;
use super::made_call::{MadeCall, made_call};
use super::reason::Reasons;
use super::request::CallRequest;
use crate::call::{
    ArrivalCause, Call, CallDriver, CallEvent, CallRecord, Decision, EndReason, EventKind, Outcome,
    OutcomeKind, Phase, PromptKind, Speaker,
};
use crate::plan::{Choice, Key, Plan, Prompt, StepKind};

/// A call until a moment of it. Times are milliseconds since the number was dialed.
#[derive(Clone, Debug, Serialize)]
pub(super) struct CallView {
    /// The number as people write it.
    number: String,
    /// The name of the line; None: nothing of the plan answers.
    line: Option<String>,
    /// What was heard and pressed.
    captions: Vec<CaptionView>,
    /// Why, a sentence each.
    reasons: Vec<ReasonView>,
    /// Where the call is; None: it is over.
    now: Option<WaitView>,
    /// What became of it; None: it goes on.
    outcome: Option<OutcomeView>,
    /// Which steps of the plan the call came to, in order.
    places: Vec<usize>,
    /// At what time of the call something happens next, if nothing is pressed.
    next: Option<i64>,
    /// How long it has lasted.
    lasted: i64,
}

/// Something that was heard or pressed.
#[derive(Clone, Debug, Serialize)]
pub(super) struct CaptionView {
    /// When it began.
    from: i64,
    /// When it ended: when it had been said, or was cut short.
    to: i64,
    /// When all of it would have been said.
    full: i64,
    /// `system`, `caller` or `outcome`.
    who: &'static str,
    text: String,
    /// The language of what the system says, by its code.
    language: Option<&'static str>,
    /// Whether it stands for a recording whose words are not known: a voice has nothing to say.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    wordless: bool,
    /// Whether the caller did not wait for the end of it.
    cut_short: bool,
}

/// One decision.
#[derive(Clone, Debug, Serialize)]
pub(super) struct ReasonView {
    at: i64,
    text: String,
    /// The plan's file and line that say so.
    source: Option<String>,
}

/// Where a call is.
#[derive(Clone, Debug, Serialize)]
pub(super) struct WaitView {
    /// What it is for people: "Sales", "a menu of Auction Support".
    name: String,
    /// `speaking`, `listening` or `collecting`.
    phase: &'static str,
    /// Whether a key would be taken.
    listens: bool,
    /// The keys that are offered, with their words.
    keys: Vec<KeyView>,
    /// What was entered so far.
    entered: String,
    /// How many digits are asked for: "4 digits", "1 to 10 digits, then #".
    digits: Option<String>,
    /// What happens if nothing is pressed.
    silence: Option<String>,
}

/// A key that is offered.
#[derive(Clone, Debug, Serialize)]
pub(super) struct KeyView {
    key: char,
    label: String,
}

/// What became of a call.
#[derive(Clone, Debug, Serialize)]
pub(super) struct OutcomeView {
    /// `transferred`, `voicemail`, `callback`, `fax-tone`, `not-in-service`, `disconnected`, `dropped` or `caller-hung-up`.
    kind: &'static str,
    text: String,
}

impl CallView {
    /// Makes the call. What cannot be made is told.
    pub(super) fn of(plan: &Plan, request: &CallRequest) -> Result<Self, String> {
        Ok(Self::told(plan, &made_call(plan, request)?))
    }

    fn told(plan: &Plan, driver: &MadeCall<'_>) -> Self {
        let (call, record) = (driver.call(), driver.watcher());
        let reasons = Reasons { plan, record };
        let since = |at: Timestamp| at.duration_since(record.began).as_millis() as i64;
        let next = call.poll_timeout().map(since);
        let told = |event: &CallEvent| match event.what {
            EventKind::Decided(decision) => Some(ReasonView {
                at: since(event.at),
                text: reasons.sentence(&decision, event.at)?,
                source: decision.span(plan).map(|span| plan.sources.place(span).to_string()),
            }),
            _ => None,
        };
        let outcome = record.outcome().map(|outcome| OutcomeView {
            kind: outcome.kind().word(),
            text: outcome_sentence(reasons, outcome),
        });
        Self {
            number: record.dialled.to_string(),
            line: record.line.map(|line| plan.line(line).name.clone()),
            captions: captions(plan, record, outcome.as_ref(), since),
            reasons: record.events.iter().filter_map(told).collect(),
            now: WaitView::of(plan, call, reasons),
            places: record.path().map(crate::plan::StepId::index).collect(),
            next,
            lasted: since(call.ended().unwrap_or(driver.now())),
            outcome,
        }
    }
}

fn captions(
    plan: &Plan,
    record: &CallRecord,
    outcome: Option<&OutcomeView>,
    since: impl Fn(Timestamp) -> i64,
) -> Vec<CaptionView> {
    // How long each utterance takes if it is not cut short, in the order of the transcript.
    let mut spoken = record.events.iter().filter_map(|event| match event.what {
        EventKind::Speaks(utterance) => {
            let is_wordless = utterance.prompt(plan).is_some_and(Prompt::is_wordless);
            Some((record.told(plan, event).spoken(utterance).duration(), utterance.language, is_wordless))
        }
        _ => None,
    });
    let entries = record.transcript(plan);
    let starts: Vec<i64> = entries.iter().map(|entry| since(entry.at)).collect();
    let caption = |(index, entry): (usize, crate::call::TranscriptEntry)| {
        let from = starts[index];
        let said = if entry.speaker == Speaker::System { spoken.next() } else { None };
        let length = said.map_or(0, |(duration, ..)| duration.as_millis() as i64);
        let cut =
            if entry.cut_short { starts.get(index + 1).map_or(length, |next| next - from) } else { length };
        CaptionView {
            from,
            to: from + length.min(cut),
            full: from + length,
            who: entry.speaker.word(),
            text: match (entry.speaker, outcome) {
                (Speaker::Outcome, Some(outcome)) => outcome.text.clone(),
                _ => entry.text,
            },
            language: said.map(|(_, language, _)| language.code()),
            wordless: said.is_some_and(|(.., is_wordless)| is_wordless),
            cut_short: entry.cut_short,
        }
    };
    entries.into_iter().enumerate().map(caption).collect()
}

/// What became of a call, said to the one who called.
fn outcome_sentence(reasons: Reasons<'_>, outcome: Outcome) -> String {
    let Reasons { plan, record } = reasons;
    let line = || record.line.map_or("the company", |line| plan.line(line).name.as_str());
    let name = outcome.place_name(plan).unwrap_or_else(line);
    match outcome.kind() {
        OutcomeKind::Transferred => format!("You are put through to {name}."),
        OutcomeKind::Voicemail => format!("You reach {name} and can leave a message."),
        OutcomeKind::Callback => format!("You are promised a call back: {name}."),
        OutcomeKind::Dropped => "The call is lost: the phone system has nothing there.".to_owned(),
        OutcomeKind::FaxTone => format!("A fax machine answers: {name}."),
        OutcomeKind::NotInService => "This number is not in service.".to_owned(),
        OutcomeKind::CallerHungUp => "You hung up.".to_owned(),
        OutcomeKind::Disconnected => match (outcome.because, outcome.reason) {
            (Some(ArrivalCause::Closed(step)), _) => {
                format!("The call ends: {} is closed.", reasons.name(step))
            }
            (Some(ArrivalCause::NoInput), _) => "The call ends: nothing was pressed.".to_owned(),
            (Some(ArrivalCause::NoMatch), _) => {
                "The call ends: what was pressed is not one of the choices.".to_owned()
            }
            (None, EndReason::TooLong) => {
                "The call ends: it has lasted as long as calls may last.".to_owned()
            }
            (None, EndReason::Loop) => "The call ends: it went in circles.".to_owned(),
            (Some(ArrivalCause::Transfer { .. }) | None, _) => "The phone system ends the call.".to_owned(),
        },
    }
}

impl WaitView {
    fn of(plan: &Plan, call: &Call<&Plan>, reasons: Reasons<'_>) -> Option<Self> {
        let state = call.state();
        let step = state.step().filter(|_| call.outcome().is_none())?;
        let phase = match state.phase {
            Phase::Speaking { .. } => "speaking",
            Phase::Listening { .. } => "listening",
            Phase::Collecting { .. } => "collecting",
            Phase::Ringing { .. } => "ringing",
            Phase::Asking { .. } | Phase::Ended(_) => return None,
        };
        let kind = &plan.step(step).kind;
        let wired: Vec<(Key, &Choice)> = match kind {
            StepKind::Menu(menu) => menu.choices().collect(),
            StepKind::Destination(destination) if phase == "ringing" => destination.keys().collect(),
            _ => Vec::new(),
        };
        let view = |(key, choice): (Key, &Choice)| KeyView {
            key: key.character(),
            label: offered(plan, choice.say.as_deref(), choice.link.target),
        };
        let keys = wired.into_iter().map(view).collect();
        let digits = match kind {
            StepKind::Input(input) => {
                let many = input.entry.length();
                Some(match input.entry.terminator {
                    Some(key) => format!("{many}, then {key}"),
                    None => many,
                })
            }
            _ => None,
        };
        Some(Self {
            name: reasons.whereabouts(step),
            phase,
            listens: call.listens(),
            keys,
            entered: state.entered.to_string(),
            digits,
            silence: silence(plan, call, reasons),
        })
    }
}

/// What happens at a step that waits, if nothing is pressed: found out by pressing nothing.
fn silence(plan: &Plan, call: &Call<&Plan>, reasons: Reasons<'_>) -> Option<String> {
    let step = call.state().step()?;
    if let (Phase::Ringing { .. }, StepKind::Destination(destination)) =
        (call.state().phase, &plan.step(step).kind)
    {
        let (rings, link) = destination.unanswered()?;
        return Some(format!("It rings. After {rings:#} without an answer, {}.", reasons.leads(link)));
    }
    let waiting = plan.step(step).waiting()?;
    if let Phase::Collecting { .. } = call.state().phase {
        return Some("If no more is pressed, the digits so far are taken.".to_owned());
    }
    let mut later = CallDriver::new(Box::new(call.clone()), CallRecord::of(call));
    let decided = |record: &CallRecord, wanted: fn(&Decision) -> bool| {
        record
            .events
            .iter()
            .any(|event| matches!(&event.what, EventKind::Decided(decision) if wanted(decision)))
    };
    let is_noticed = |record: &CallRecord| {
        decided(record, |decision| matches!(decision, Decision::NoInput { .. } | Decision::TakesSilence(_)))
    };
    later.pass_until(|_, record| is_noticed(record));
    let leads_on = decided(later.watcher(), |decision| {
        matches!(decision, Decision::GivesUp { part: PromptKind::NoInput, .. } | Decision::TakesSilence(_))
    });
    let wait = match waiting.wait {
        wait if wait == SignedDuration::from_secs(1) => "a second".to_owned(),
        wait => format!("{} seconds", wait.as_secs_f64()),
    };
    Some(if leads_on {
        format!("If nothing is pressed for {wait}, {}.", reasons.leads(waiting.no_input.link()))
    } else {
        format!("If nothing is pressed for {wait}, it is asked again.")
    })
}
