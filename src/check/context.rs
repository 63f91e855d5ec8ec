use std::cell::OnceCell;
use std::collections::HashMap;

use jiff::SignedDuration;
use jiff::civil::Date;

use super::behavior::Behavior;
use super::offers::{Offers, offers, significant};
use super::subject::CheckSubject;
use crate::base::source::Span;
use crate::explore::{Horizon, Work};
use crate::plan::{Menu, NamedSchedule, Plan, Prompt, Step, StepId, StepKind};
use crate::time::moment::within_range;
use crate::time::{LocalTimeResolution, OpenSpan as Stretch, Timetable, Zone};

/// What rules look at.
pub(super) struct CheckContext<'a> {
    pub(super) plan: &'a Plan,
    pub(super) subject: CheckSubject<'a>,
    offers: OnceCell<Vec<(StepId, MenuPrompt, Offers)>>,
    names: OnceCell<HashMap<String, StepId>>,
    /// The names of steps that have one, by key.
    keys: OnceCell<HashMap<&'a str, &'a str>>,
    behavior: OnceCell<Behavior>,
}

/// Which prompt of a menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum MenuPrompt {
    /// The one that callers hear when they come.
    First,
    /// What they hear who have pressed nothing, or something else.
    Again,
}

/// How far ahead is looked.
const AHEAD: SignedDuration = SignedDuration::from_hours(2 * 366 * 24);

impl<'a> CheckContext<'a> {
    pub(super) fn new(subject: CheckSubject<'a>) -> Self {
        Self {
            plan: subject.plan,
            subject,
            offers: OnceCell::new(),
            names: OnceCell::new(),
            keys: OnceCell::new(),
            behavior: OnceCell::new(),
        }
    }

    /// The day on which the plan is checked, where the company is.
    pub(super) fn today(&self) -> Date {
        self.plan.zone.wall_clock(self.subject.now).date()
    }

    /// The two years that matter: from today on, or from the day on which the plan comes into force.
    pub(super) fn horizon(&self) -> Horizon {
        let effective = match self.plan.zone.resolve(self.plan.effective.to_datetime(jiff::civil::Time::MIN))
        {
            LocalTimeResolution::Once(at)
            | LocalTimeResolution::Gap { before: at, .. }
            | LocalTimeResolution::Fold { earlier: at, .. } => at,
        };
        let last = Timetable::LAST.checked_sub(AHEAD).unwrap_or(Timetable::LAST);
        let from = effective.max(self.subject.now).clamp(Timetable::FIRST, last);
        let to = from.checked_add(AHEAD).ok().and_then(|to| within_range(to).ok());
        Horizon { from, to: to.unwrap_or(Timetable::LAST) }
    }

    /// The schedule as callers in the plan's own zone find it.
    pub(super) fn timetable(&self, schedule: &'a NamedSchedule) -> &'a Timetable {
        schedule.schedule.in_zone(self.plan.zone)
    }

    /// When the schedule is open and when not, over the time that matters.
    pub(super) fn stretches(&self, schedule: &'a NamedSchedule) -> impl Iterator<Item = Stretch> {
        let Horizon { from, to } = self.horizon();
        self.timetable(schedule).spans(from, to)
    }

    /// What was done to learn what calls come to.
    pub(super) fn work(&self) -> Work {
        self.behavior.get().map(|behavior| behavior.work).unwrap_or_default()
    }

    /// Whether some calls could not be looked at.
    pub(super) fn is_incomplete(&self) -> bool {
        self.behavior.get().is_some_and(|behavior| !behavior.is_complete)
    }

    /// The text of a file that stands here.
    pub(super) fn written(&self, span: Span) -> &'a str {
        self.plan.sources.file(span.file).text().get(span.range()).unwrap_or_default()
    }

    /// The prompt as it is written, with its quotation marks. None: the plan does not write it, as with what is said to
    /// the silent where nobody says otherwise, and with a recording whose words are not known.
    pub(super) fn prompt_text(&self, prompt: &Prompt) -> Option<&'a str> {
        let text = Some(self.written(prompt.span)).filter(|_| !prompt.is_wordless());
        text.filter(|text| text.starts_with(['"', '\'']))
    }

    /// All menus.
    pub(super) fn menus(&self) -> impl Iterator<Item = (StepId, &'a Step, &'a Menu)> {
        let steps: &'a Plan = self.plan;
        steps.steps().filter_map(|(id, step)| match &step.kind {
            StepKind::Menu(menu) => Some((id, step, menu)),
            _ => None,
        })
    }

    /// The menus whose keys are offered in words of their own, with what they offer.
    pub(super) fn spoken_menus(&self) -> impl Iterator<Item = (&'a Step, &'a Menu, &Offers)> {
        let first = self.offered().iter().filter(|(_, said, _)| *said == MenuPrompt::First);
        let menus =
            first.filter_map(|(id, _, offers)| self.as_menu(*id).map(|(step, menu)| (step, menu, offers)));
        menus.filter(|(_, _, offers)| !offers.all.is_empty())
    }

    /// The same for all that menus say, to callers who press nothing or something else too.
    pub(super) fn spoken_prompts(&self) -> impl Iterator<Item = (&'a Step, &'a Menu, &Offers)> {
        self.offered()
            .iter()
            .filter_map(|(id, _, offers)| self.as_menu(*id).map(|(step, menu)| (step, menu, offers)))
    }

    /// What a prompt offers; nothing where the plan does not write it.
    pub(super) fn offers_of(&self, prompt: &Prompt) -> Offers {
        let text = self.prompt_text(prompt);
        text.map(|text| offers(text, prompt.span, |name| self.step_name(name))).unwrap_or_default()
    }

    /// What a prompt offers in another language, which stands here: its keys alone. What they are for is told in words of which
    /// nobody knows whether they are those of the plan's language.
    pub(super) fn offers_of_translation(&self, span: Span) -> Offers {
        let text = self.written(span);
        if !text.starts_with(['"', '\'']) {
            return Offers::default();
        }
        let mut offers = offers(text, span, |_| None);
        for offer in &mut offers.all {
            offer.words.clear();
            offer.things.clear();
        }
        offers
    }

    fn as_menu(&self, id: StepId) -> Option<(&'a Step, &'a Menu)> {
        let step = self.plan.step(id);
        match &step.kind {
            StepKind::Menu(menu) => Some((step, menu)),
            _ => None,
        }
    }

    fn offered(&self) -> &[(StepId, MenuPrompt, Offers)] {
        self.offers.get_or_init(|| {
            let read = |(id, _, menu): (StepId, &Step, &'a Menu)| {
                let again = menu.waiting.prompts().map(|prompt| (MenuPrompt::Again, prompt));
                let prompts = [(MenuPrompt::First, &menu.say)].into_iter().chain(again);
                prompts.flat_map(move |(said, prompt)| {
                    let translated = prompt.translations.iter().map(|(_, words)| words.span);
                    let translated =
                        translated.map(|span| (MenuPrompt::Again, self.offers_of_translation(span)));
                    let all = std::iter::once((said, self.offers_of(prompt))).chain(translated);
                    all.filter(|(_, offers)| *offers != Offers::default())
                        .map(|(said, offers)| (id, said, offers))
                        .collect::<Vec<_>>()
                })
            };
            self.menus().flat_map(read).collect()
        })
    }

    /// The step with just this name, by the words of it that matter.
    pub(super) fn step_called(&self, words: &[String]) -> Option<StepId> {
        let names = self.names.get_or_init(|| {
            let named = self.plan.steps().filter_map(|(id, step)| {
                let mut words = significant(step.name.as_deref()?);
                words.sort_unstable();
                (!words.is_empty()).then(|| (words.join(" "), id))
            });
            named.collect()
        });
        let mut words = words.to_vec();
        words.sort_unstable();
        names.get(&words.join(" ")).copied()
    }

    /// What all calls come to; made when the first rule asks.
    pub(super) fn behavior(&self) -> &Behavior {
        self.behavior.get_or_init(|| Behavior::of(self.plan, self.horizon()))
    }

    fn step_name(&self, key: &str) -> Option<String> {
        let keys = self.keys.get_or_init(|| {
            let named =
                self.plan.steps().filter_map(|(_, step)| Some((step.key.as_str(), step.name.as_deref()?)));
            named.collect()
        });
        keys.get(key).map(|name| (*name).to_owned())
    }

    /// The zone in which a schedule's times are read, for the plan's own callers.
    pub(super) fn zone_of(&self, schedule: &NamedSchedule) -> Zone {
        schedule.schedule.in_zone(self.plan.zone).zone()
    }
}
