use std::collections::HashSet;

use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use crate::base::Language;
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::source::Span;
use crate::plan::{Choice, Plan, Prompt, PromptPart, ScheduleId, Step, StepId, StepKind, Target};

pub(in crate::check) const RULE: Rule = Rule {
    code: "untranslated-words",
    level: Level::Warning,
    summary: "Callers who have chosen another language hear the plan's own",
    why: "Whoever has pressed 2 for Spanish may not understand the English that follows, and hangs up or presses 0. It is \
          easily left behind when a menu gets a new choice.",
    mend: "Write the words in both languages: `say = { en = \"...\", es = \"...\" }`. A name that is the same in both is \
           written twice, so that everybody sees that it is meant.",
    examples: examples!("untranslated-words"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    let plan = context.plan;
    let mut told = HashSet::new();
    for (id, language) in spoken_in(plan) {
        let step = plan.step(id);
        let words = Untranslated { plan, id, step, language };
        for (span, what) in words.all() {
            if told.insert((span, language)) {
                let message = format!("{what} has no words in {}", language.name());
                let own = plan.language;
                let help = format!(
                    "callers who have chosen {} hear it in {}: write `{} = \"...\"` beside `{} = \"...\"`",
                    language.name(),
                    own.name(),
                    language.code(),
                    own.code()
                );
                found.push(finding(span, message).help(help));
            }
        }
    }
}

/// The steps to which callers can come who are spoken to in another language than the plan's.
fn spoken_in(plan: &Plan) -> Vec<(StepId, Language)> {
    let mut next: Vec<(StepId, Language)> = Vec::new();
    for (_, line) in plan.lines() {
        if let Target::Step(step) = line.answer.target {
            next.push((step, line.language));
        }
    }
    let mut seen: HashSet<(StepId, Language)> = next.iter().copied().collect();
    let mut all = Vec::new();
    while let Some((id, language)) = next.pop() {
        let step = plan.step(id);
        let mut visit = |target: Target, language: Language| {
            let to = match target {
                Target::Step(to) => to,
                Target::Repeat => id,
                Target::Back | Target::HangUp | Target::Dropped => return,
            };
            if seen.insert((to, language)) {
                next.push((to, language));
            }
        };
        step.links().iter().for_each(|link| visit(link.target, language));
        for Choice { link, language: set, .. } in step.choices() {
            visit(link.target, set.unwrap_or(language));
        }
        if language != plan.language {
            all.push((id, language));
        }
    }
    all.sort_unstable();
    all
}

/// What a step says in a language in which it is not written.
struct Untranslated<'a> {
    plan: &'a Plan,
    id: StepId,
    step: &'a Step,
    language: Language,
}

impl Untranslated<'_> {
    /// Where that is, and what it is.
    fn all(&self) -> Vec<(Span, String)> {
        let mut all = Vec::new();
        for prompt in self.step.prompts() {
            if prompt.translations.get(self.language).is_none() && has_words(prompt) {
                all.push((prompt.span, format!("what {} `{}` says", self.step.kind.word(), self.step.key)));
            }
            for piece in prompt.pieces_in(self.language) {
                match piece {
                    PromptPart::Options => all.extend(self.options()),
                    PromptPart::Name => all.extend(self.name(self.step)),
                    PromptPart::NameOf(other) => all.extend(self.name(self.plan.step(*other))),
                    PromptPart::Reason => {
                        all.extend(self.told_hours().into_iter().flat_map(|hours| self.reasons(hours)));
                    }
                    PromptPart::ReasonOf(schedule) => all.extend(self.reasons(*schedule)),
                    _ => {}
                }
            }
        }
        all
    }

    fn options(&self) -> Vec<(Span, String)> {
        let option = |choice: &Choice| match (&choice.say, choice.link.target) {
            (Some(_), _) => choice
                .translated_say
                .get(self.language)
                .is_none()
                .then(|| (choice.origin.span, "what the key is for".to_owned())),
            (None, Target::Step(id)) => self.name(self.plan.step(id)),
            (None, _) => None,
        };
        match &self.step.kind {
            StepKind::Menu(menu) => menu.ways().filter_map(|(_, choice)| option(choice)).collect(),
            StepKind::Destination(destination) => {
                destination.keys().filter_map(|(_, choice)| option(choice)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The hours that a prompt speaks of which names none: those of its step, or those that send calls there.
    fn told_hours(&self) -> Vec<ScheduleId> {
        let own = self.step.gate.map(|gate| gate.schedule);
        let leads_here =
            |step: &&Step| step.gate.is_some_and(|gate| gate.closed.target == Target::Step(self.id));
        let sending = self.plan.steps().map(|(_, step)| step).filter(leads_here);
        let sending = sending.filter_map(|step| step.gate).map(|gate| gate.schedule);
        let mut hours: Vec<ScheduleId> = own.into_iter().chain(sending).collect();
        hours.sort_unstable();
        hours.dedup();
        hours
    }

    /// What the holidays and exceptions of some hours are called.
    fn reasons(&self, schedule: ScheduleId) -> Vec<(Span, String)> {
        let (plan, language) = (self.plan, self.language);
        let is_missing = |name: &str| plan.translated_reason(name, language).is_none();
        let named = plan.schedule(schedule);
        let calendars = plan.calendars().filter(|calendar| named.schedule.keeps(&calendar.calendar));
        let days = calendars.filter_map(|calendar| {
            let missing = calendar.calendar.days.iter().find(|day| is_missing(&day.name));
            missing.map(|day| (calendar.origin.span, format!("the holiday \"{}\"", day.name)))
        });
        let overrides = plan.overrides().filter(|one| one.concerns(schedule) && is_missing(&one.change.name));
        let reasons = overrides.map(|one| (one.origin.span, format!("the reason \"{}\"", one.change.name)));
        days.chain(reasons).collect()
    }

    fn name(&self, step: &Step) -> Option<(Span, String)> {
        let is_missing = step.name.is_some() && step.translated_names.get(self.language).is_none();
        is_missing.then(|| (step.origin.span, format!("the name of {} `{}`", step.kind.word(), step.key)))
    }
}

/// Whether a prompt says words of its own beside its placeholders.
fn has_words(prompt: &Prompt) -> bool {
    prompt
        .pieces
        .iter()
        .any(|piece| matches!(piece, PromptPart::Text(text) if text.chars().any(char::is_alphabetic)))
}
