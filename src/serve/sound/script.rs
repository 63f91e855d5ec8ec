//! What there is to record, as those need it who record it: file by file, with the words.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;
use maud::{Markup, html};

use super::found::FoundRecordings;
use super::names::{is_the_same_everywhere, own_name, recording_names, sound_name, step_of_name};
use crate::base::Language;
use crate::base::diagnostic::did_you_mean;
use crate::base::text::counted;
use crate::call::{KnownAnswers, PromptKind, SpokenText, Utterance};
use crate::files::load::recorded_files;
use crate::page::SpokenPrompt;
use crate::plan::{Digits, Gate, KeptEntries, LineId, Link, Plan, PromptPart, Step, StepId, Target};
use crate::serve::blocking::blocking;
use crate::serve::refusal::Refusal;
use crate::serve::shell::ServedShell;
use crate::serve::site::Site;

/// `GET /studio/recordings`
pub(in crate::serve) async fn page(State(site): State<Arc<Site>>) -> Result<Response, Refusal> {
    let served = Arc::clone(&site);
    let body = blocking(move || Ok(body(&served))).await?;
    Ok(ServedShell { title: "Recordings", script: None, style: Some("/trainer/style.css"), token: None }
        .with(&body))
}

fn body(site: &Site) -> Markup {
    let snapshot = site.snapshot();
    let plan = &*snapshot.plan.plan;
    let beside = site.settings.source.path();
    let rows = ScriptRow::all(plan, site.time());
    let speaks = site.sounds.speaks();
    let states: Vec<RecordingState> = rows.iter().map(|row| row.state(plan, beside)).collect();
    let recorded = states.iter().filter(|state| matches!(state, RecordingState::Recorded(_))).count();
    html! {
        nav.bar aria-label="Pages" { a href="/studio" { "Studio" } " " a href="/" { "Phone and lessons" } }
        main {
            h1 { (plan.name) ": recordings" }
            p { (recorded) " of " (counted(rows.len(), "prompt")) " are recorded. "
                @if speaks { "The others are spoken by espeak-ng, which is installed on this machine." }
                @else { "The others are read as captions; with espeak-ng installed on this machine, they would be spoken." } }
            p { "To record one, save it as a WAV file of the name below in the folder " b { "sounds" }
                " beside the plan’s files. It is played from then on." }
            @if let Some(beside) = beside { (unused(plan, beside)) }
            table.recordings {
                thead { tr { th { "File" } th { "Words" } th { "Now" } } }
                tbody { @for (row, state) in rows.iter().zip(&states) {
                    tr {
                        th scope="row" { (row.file(plan)) ".wav" }
                        td { (row.text) @if row.changes { " " span.dim { "(These words change from call to call: a recording should say what is always right.)" } } }
                        td { (state.told(speaks)) }
                    }
                } }
            }
        }
    }
}

/// A prompt to record.
struct ScriptRow {
    step: StepId,
    kind: PromptKind,
    line: Option<LineId>,
    language: Language,
    text: String,
    /// Whether the words are not the same in every call.
    changes: bool,
}

/// What there is of a prompt.
enum RecordingState {
    /// A recording that takes so many milliseconds.
    Recorded(u64),
    /// A file that is not played, and why.
    NotPlayed(String),
    Nothing,
}

impl ScriptRow {
    /// The prompts of a plan. Words that are the same everywhere are recorded once.
    fn all(plan: &Plan, at: Timestamp) -> Vec<Self> {
        let mut lines: HashMap<StepId, Vec<LineId>> = HashMap::new();
        for (line, _) in plan.lines() {
            for step in plan.steps_of(line) {
                lines.entry(step).or_default().push(line);
            }
        }
        let mut closed: HashMap<StepId, StepId> = HashMap::new();
        for (id, step) in plan.steps() {
            if let Some(Gate { closed: Link { target: Target::Step(there), .. }, .. }) = step.gate {
                closed.entry(there).or_insert(id);
            }
        }
        let languages = plan.languages();
        let mut told: Vec<(&[PromptPart], PromptKind, Language)> = Vec::new();
        let mut rows = Vec::new();
        for (id, step) in plan.steps() {
            for kind in PromptKind::ALL {
                let Some(prompt) = kind.of(step).filter(|prompt| !prompt.is_empty()) else { continue };
                let lines = lines.get(&id).map_or(&[][..], Vec::as_slice);
                for &language in &languages {
                    let pieces = prompt.pieces_in(language);
                    if is_the_same_everywhere(pieces) && told.contains(&(pieces, kind, language)) {
                        continue;
                    }
                    told.push((pieces, kind, language));
                    rows.push(Self::of(plan, (id, kind), language, lines, closed.get(&id).copied(), at));
                }
            }
        }
        rows
    }

    /// A prompt that is heard on these lines, and by those whom this step sends here because it is closed.
    fn of(
        plan: &Plan,
        (step, kind): (StepId, PromptKind),
        language: Language,
        lines: &[LineId],
        closed: Option<StepId>,
        at: Timestamp,
    ) -> Self {
        let is_nameless = plan.step(step).name.is_none();
        let closed = closed.filter(|_| is_nameless);
        let subject = closed.unwrap_or(step);
        let hours = plan.step(subject).gate.map(|gate| gate.schedule);
        // What is said when it is closed is told as it is said then.
        let timetable =
            hours.filter(|_| closed.is_some()).map(|id| plan.schedule(id).schedule.in_zone(plan.zone));
        let from = timetable
            .filter(|timetable| timetable.is_open(at))
            .and_then(|timetable| timetable.next_change(at));
        let at = from.unwrap_or(at);
        let utterance = Utterance {
            step,
            part: kind,
            subject,
            hours,
            entered: Digits::NONE,
            kept: KeptEntries::NONE,
            answers: KnownAnswers::NONE,
            language,
        };
        let line = lines.first().copied();
        let text = line.map(|first| {
            let dialled = plan.line(first).number.value;
            SpokenText { plan, line, dialled, caller_zone: plan.zone, utterance, at }.to_string()
        });
        let has_many = lines.len() > 1;
        let changes = utterance.pieces(plan).iter().any(|piece| match piece {
            PromptPart::NextOpen
            | PromptPart::NextOpenOf(_)
            | PromptPart::Entered
            | PromptPart::EntryOf(_)
            | PromptPart::Answer(_)
            | PromptPart::Reason
            | PromptPart::ReasonOf(_) => true,
            PromptPart::Number => has_many,
            PromptPart::Name => closed.is_some() || is_nameless && has_many,
            PromptPart::Hours => closed.is_some(),
            _ => false,
        });
        Self { step, kind, line, language, text: text.unwrap_or_default(), changes }
    }

    /// The file that is to be recorded, without the ending.
    fn file(&self, plan: &Plan) -> String {
        let step = plan.step(self.step);
        self.kind
            .of(step)
            .and_then(sound_name)
            .unwrap_or_else(|| own_name(plan, &step.key, self.kind, self.language))
    }

    fn state(&self, plan: &Plan, beside: Option<&Path>) -> RecordingState {
        let Some(found) = beside.map(FoundRecordings) else { return RecordingState::Nothing };
        let utterance = Utterance {
            step: self.step,
            part: self.kind,
            subject: self.step,
            hours: None,
            entered: Digits::NONE,
            kept: KeptEntries::NONE,
            answers: KnownAnswers::NONE,
            language: self.language,
        };
        let spoken = SpokenPrompt { utterance, line: self.line, text: String::new() };
        if let Some(recording) = found.first(&recording_names(plan, &spoken)) {
            return RecordingState::Recorded(recording.milliseconds());
        }
        match found.named(&self.file(plan)) {
            Some(Err(trouble)) => RecordingState::NotPlayed(trouble.to_string()),
            _ => RecordingState::Nothing,
        }
    }
}

impl RecordingState {
    fn told(&self, speaks: bool) -> Markup {
        html! {
            @match self {
                Self::Recorded(milliseconds) => {
                    span.good { "recorded" } ", " (milliseconds / 1000) "." (milliseconds % 1000 / 100) " seconds"
                }
                Self::NotPlayed(why) => span.bad { "not played: " (why) },
                Self::Nothing if speaks => "spoken",
                Self::Nothing => "captions only",
            }
        }
    }
}

/// The files that belong to no prompt, which may be slips.
fn unused(plan: &Plan, beside: &Path) -> Markup {
    let names = recorded_files(beside);
    let stem =
        |name: &str| name.rsplit_once('.').map_or_else(|| name.to_owned(), |(stem, _)| stem.to_owned());
    let prompts = || plan.steps().flat_map(|(_, step)| PromptKind::ALL.map(|kind| kind.of(step))).flatten();
    let is_named = |name: &str| prompts().filter_map(sound_name).any(|sound| sound == stem(name));
    let unused: Vec<String> = names
        .into_iter()
        .filter(|name| step_of_name(plan, &stem(name)).is_none() && !is_named(name))
        .collect();
    let languages = plan.languages();
    let names = |step: &Step| {
        let of_kind = |kind| languages.iter().map(move |language| (kind, *language));
        let all = PromptKind::ALL.into_iter().flat_map(of_kind);
        all.map(|(kind, language)| own_name(plan, &step.key, kind, language)).collect::<Vec<_>>()
    };
    let own: Vec<String> = plan.steps().flat_map(|(_, step)| names(step)).collect();
    html! {
        @if !unused.is_empty() {
            h2 { "Files that belong to no prompt" }
            ul { @for name in unused {
                li { (name) @if let Some(near) = did_you_mean(&stem(&name), own.iter().map(String::as_str)) { ": did you mean " (near) ".wav?" } }
            } }
        }
    }
}
