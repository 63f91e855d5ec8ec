//! All that a platform cannot say of a plan, and the plan that it can.

use jiff::SignedDuration;

use super::abilities::Abilities;
use super::limit::{ExportLimit, Found, LimitGravity};
use super::sentences::sayable;
use super::{hours, menus, people};
use crate::export::dated_hours::ExportSpan;
use crate::export::needs::prompts;
use crate::export::platform::{ExportPlatform, ExportScope};
use crate::plan::{Handling, Plan, Prompt, Step, StepKind, Waiting};

/// How long a recording is taken to be whose words nobody knows, as an import takes it.
const RECORDING: SignedDuration = SignedDuration::from_secs(5);

/// A plan as a platform says it.
#[derive(Debug)]
pub(in crate::export) struct WrittenPlan {
    /// What cannot be said, in the order of the files.
    pub(in crate::export) limits: Vec<ExportLimit>,
    /// The plan with what is written instead.
    pub(in crate::export) plan: Plan,
}

/// A plan as a platform says it, with all that it says otherwise.
pub(in crate::export) fn writable(
    plan: &Plan,
    platform: ExportPlatform,
    scope: ExportScope,
    span: ExportSpan,
) -> WrittenPlan {
    let mut found = Found::default();
    hours::find(plan, platform, span, &mut found);
    if scope.has_menus() {
        let abilities = Abilities::of(platform);
        for (id, step) in plan.steps() {
            let mut step = step.clone();
            menus::find(&mut step, abilities, &mut found);
            people::find(&mut step, abilities, &mut found);
            words(&mut step, platform, &mut found);
            found.step(id, step);
        }
    }
    let Found { mut limits, changes } = found;
    limits.sort_by_key(|limit| {
        limit.told.primary.as_ref().map(|primary| (primary.span.file, primary.span.start))
    });
    WrittenPlan { plan: plan.with(&changes), limits }
}

/// Leaves out of what a step says what is only known while a call runs.
fn words(step: &mut Step, platform: ExportPlatform, found: &mut Found) {
    let said: Vec<&Prompt> = prompts(step).collect();
    for prompt in said {
        let (_, why) = sayable(prompt);
        for why in why {
            found.tell(ExportLimit::new(
                LimitGravity::Words,
                prompt.span,
                format!("`{}` says {why}, which the words of {platform} cannot", step.key),
                "the sentence that says it is left out",
            ));
        }
    }
    let written = |prompt: &mut Prompt| {
        let (mut said, _) = sayable(prompt);
        if said.is_wordless() {
            said.seconds = Some(RECORDING);
            said.sound = said.sound.map(|path| platform_path(&path, platform).into());
        }
        *prompt = said;
    };
    let waiting = |waiting: &mut Waiting| {
        for handling in [&mut waiting.no_input, &mut waiting.no_match] {
            if let Handling::Misstep(misstep) = handling {
                written(&mut misstep.say);
            }
        }
        if let Some(again) = &mut waiting.again {
            written(again);
        }
    };
    match &mut step.kind {
        StepKind::Menu(menu) => {
            written(&mut menu.say);
            waiting(&mut menu.waiting);
        }
        StepKind::Input(input) => {
            written(&mut input.say);
            waiting(&mut input.waiting);
        }
        StepKind::Message(message) => written(&mut message.say),
        StepKind::Destination(destination) => {
            if let Some(say) = &mut destination.say {
                written(say);
            }
        }
        StepKind::Voicemail(say) => written(say),
        StepKind::Switch(_) => {}
    }
}

/// A recording as it is read back: platforms keep names and no endings.
fn platform_path(path: &str, platform: ExportPlatform) -> String {
    let stem = match path.rsplit_once('.') {
        Some((stem, ending)) if !ending.contains('/') => stem,
        _ => path,
    };
    match platform {
        ExportPlatform::Connect => format!("{}.wav", stem.replace('/', "-")),
        ExportPlatform::Asterisk => format!("{stem}.wav"),
    }
}
