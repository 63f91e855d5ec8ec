//! Announcements in front of lines, and what overrides bring in front of closed steps.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use jiff::civil::DateTime;

use super::hours::Schedules;
use super::lowering::PlanLowering;
use super::names::Namespace;
use super::prompts::PromptPlace;
use super::sounds::WrittenPrompt;
use super::values::said;
use crate::base::diagnostic::Diagnostic;
use crate::base::document::{MomentText, Placed};
use crate::base::source::{Span, Spanned};
use crate::plan::announcement::{Announcement, Occasion, OverrideWords};
use crate::plan::hours::{NamedOverride, NamedSchedule};
use crate::plan::ids::{LineId, ScheduleId, StepId};
use crate::plan::link::{Link, Target};
use crate::plan::model::{Gate, Line, Message, Step, StepKind};
use crate::plan::origin::Origin;
use crate::plan::prompt::Prompt;
use crate::plan::raw;
use crate::plan::sections::{Section, SectionEntry};
use crate::plan::translations::Translations;
use crate::time::moment::{self, MomentError};
use crate::time::{Effect, LocalTimeResolution, Schedule, Zone};

impl<'v> PlanLowering<'v> {
    /// The announcements. Which steps say them is not known yet.
    pub(super) fn announcements(&mut self, entries: &[SectionEntry<'v>]) -> Vec<Option<Announcement>> {
        let announcements = entries.iter().filter(|entry| entry.section == Section::Announcements);
        announcements.map(|entry| self.announcement(entry)).collect()
    }

    fn announcement(&mut self, entry: &SectionEntry<'v>) -> Option<Announcement> {
        let raw: raw::Announcement = self.decode(entry, &format!("announcement `{}`", entry.name))?;
        let say = self.prompt(&raw.say, raw.say_seconds.as_ref(), PromptPlace::Elsewhere);
        let from = self.moment(&raw.from);
        let to = match &raw.to {
            Some(to) => self.moment(to).map(Some),
            None => Some(None),
        };
        let lines = match &raw.lines {
            Some(lines) => self.announced_lines(entry, lines),
            None => Some(Vec::new()),
        };
        let origin = self.origin(entry.span, &said!(raw));
        let (from, to) = (from?, to?);
        if let (Some(end), Some(written)) = (to, &raw.to)
            && end <= from
        {
            let diagnostic = Diagnostic::error("bad-announcement", written.span, "it ends before it begins")
                .related(raw.from.span, "it begins here")
                .help("swap `from` and `to`, or correct one of them");
            self.diagnostics.push(diagnostic);
            return None;
        }
        let (key, window, steps) = (entry.name.to_owned(), ScheduleId(0), Vec::new());
        Some(Announcement { key, lines: lines?, from, to, say: say?, window, steps, origin })
    }

    fn announced_lines(
        &mut self,
        entry: &SectionEntry<'v>,
        lines: &Placed<Vec<raw::Text>>,
    ) -> Option<Vec<LineId>> {
        let names = lines.given()?;
        if names.is_empty() {
            let message = format!("announcement `{}` is said on no line", entry.name);
            self.error(
                "bad-announcement",
                lines.span,
                message,
                "name lines, or leave `lines` out for all of them",
            );
            return None;
        }
        let found: Vec<_> = names.iter().map(|name| self.find(Namespace::Lines, name).map(LineId)).collect();
        let mut found = found.into_iter().collect::<Option<Vec<_>>>()?;
        found.sort_unstable();
        found.dedup();
        Some(found)
    }

    /// A time that the plan's clock shows once.
    fn moment(&mut self, text: &Placed<MomentText>) -> Option<Timestamp> {
        let written = &text.given()?.0;
        let found = moment::parse(written.trim(), self.zone).map_err(|error| {
            let code = match error {
                MomentError::Gap(_) => "time-skipped",
                MomentError::Fold(_) => "time-twice",
                _ => "bad-time",
            };
            (code, error.what(), error.help())
        });
        let found = found.and_then(|at| match self.zone.resolve(self.zone.wall_clock(at)) {
            LocalTimeResolution::Fold { .. } => {
                let what = format!("the clock of {} shows this time twice", self.zone.name());
                Err(("time-twice", what, Some("choose a time before or after that hour".to_owned())))
            }
            _ => Ok(at),
        });
        match found {
            Ok(at) => Some(at),
            Err((code, message, help)) => {
                self.diagnostics.push(Diagnostic::error(code, text.span, message).maybe_help(help));
                None
            }
        }
    }

    /// What an override brings, if it brings something. None: it could not be read, which has been reported.
    #[expect(clippy::option_option, reason = "what is not written is not what cannot be read")]
    pub(super) fn override_words(
        &mut self,
        raw: &raw::Override,
        effect: Option<&Effect>,
    ) -> Option<Option<OverrideWords>> {
        let written = WrittenPrompt { say: raw.say.as_ref(), sound: None, seconds: raw.say_seconds.as_ref() };
        let say = self.any_prompt(&written, PromptPlace::Elsewhere).ok();
        let place = raw.say.as_ref().map(|say| say.span).or(raw.then.as_ref().map(|then| then.span));
        let Some(place) = place else {
            return Some(None);
        };
        let then = match &raw.then {
            Some(then) => self.link(then).map(Some),
            None => Some(None),
        };
        if let Some(Effect::Extra(_)) = effect {
            let message = "an override with `extra` closes nothing, so nobody would come to what it says";
            self.error(
                "bad-override",
                place,
                message,
                "remove it; to tell callers of more hours, write an announcement",
            );
            return None;
        }
        Some(Some(OverrideWords { say: say?, then: then? }))
    }

    /// Puts announcements before what answers lines, and what overrides bring before what closed hours lead to.
    pub(super) fn lay_occasions(
        &mut self,
        announcements: &mut [Option<Announcement>],
        schedules: &mut Schedules,
        steps: &mut Vec<Option<Step>>,
        lines: &mut [Option<Line>],
    ) {
        let has_words = schedules.overrides.iter().flatten().any(|named| named.words.is_some());
        if announcements.is_empty() && !has_words {
            return;
        }
        let taken = steps.iter().flatten().map(|step| step.key.clone()).collect();
        let mut layer = OccasionLayer { steps, hours: &mut schedules.hours, taken };
        layer.lay_words(&schedules.overrides);
        layer.lay_announcements(announcements, lines, self.zone);
        let most = self.limits.entries.min(usize::from(u16::MAX));
        if steps.len() > most || schedules.hours.len() > most {
            let place = announcements.iter().flatten().map(|known| known.origin.span).next();
            let place =
                place.or_else(|| schedules.overrides.iter().flatten().map(|named| named.origin.span).next());
            let message = "announcements and the words of overrides lead to too many steps and lines";
            self.diagnostics.extend(place.map(|place| {
                Diagnostic::error("too-many-entries", place, message)
                    .help("name fewer lines or hours, or split the plan into several")
            }));
        }
    }
}

/// Lays steps that are there at some times only.
struct OccasionLayer<'l> {
    steps: &'l mut Vec<Option<Step>>,
    hours: &'l mut Vec<Option<NamedSchedule>>,
    /// The names that steps have.
    taken: HashSet<String>,
}

impl OccasionLayer<'_> {
    /// Lays what overrides bring before where calls go that come to something which these close.
    fn lay_words(&mut self, overrides: &[Option<NamedOverride>]) {
        let words = overrides.iter().enumerate().filter_map(|(index, named)| {
            let named = named.as_ref()?;
            Some((index, named, named.words.as_ref()?))
        });
        let words: Vec<_> = words.collect();
        let mut windows: HashMap<(usize, ScheduleId), ScheduleId> = HashMap::new();
        let mut laid: HashMap<(usize, ScheduleId, Target), StepId> = HashMap::new();
        for at in 0..self.steps.len() {
            let Some(gate) = self.steps[at].as_ref().and_then(|step| step.gate) else { continue };
            // From where closed hours lead back, calls go on as if they had not come.
            if matches!(gate.closed.target, Target::Repeat | Target::Back) {
                continue;
            }
            let mut next = gate.closed.target;
            for &(index, named, words) in &words {
                if !named.concerns(gate.schedule) {
                    continue;
                }
                let before = overrides[..index].iter().flatten();
                let place = before.filter(|other| other.concerns(gate.schedule)).count();
                let own = (index, gate.schedule);
                let Some(whose) = self.hours.get(gate.schedule.index()).and_then(Option::as_ref) else {
                    continue;
                };
                let whose_key = whose.key.clone();
                let window = if let Some(window) = windows.get(&own) {
                    *window
                } else {
                    let key = format!("override {} ({whose_key})", named.key);
                    let schedule = whose.schedule.while_overridden(place);
                    let window = self.window(key, schedule, &named.origin);
                    windows.insert(own, window);
                    window
                };
                let key = (index, gate.schedule, next);
                let step = *laid.entry(key).or_insert_with(|| {
                    let span = words.say.as_ref().map_or(named.origin.span, |say| say.span);
                    let say =
                        words.say.clone().unwrap_or(Prompt { pieces: Vec::new(), ..Prompt::plain("", span) });
                    let then = words.then.unwrap_or(Link { target: gate.closed.target, ..gate.closed });
                    self.step(
                        &format!("override {}", named.key),
                        &whose_key,
                        Gate {
                            schedule: window,
                            span: named.origin.span,
                            closed: Link { target: next, span: gate.closed.span },
                            occasion: Some(Occasion::Override(index as u16)),
                        },
                        Message { say, then, barge_in: false },
                        &named.origin,
                    )
                });
                next = Target::Step(step);
            }
            if let Some(gate) = self.steps[at].as_mut().and_then(|step| step.gate.as_mut()) {
                gate.closed.target = next;
            }
        }
    }

    /// Lays announcements before what answers lines.
    fn lay_announcements(
        &mut self,
        announcements: &mut [Option<Announcement>],
        lines: &mut [Option<Line>],
        zone: Zone,
    ) {
        for announcement in announcements.iter_mut().flatten() {
            let clock = |at: Timestamp| -> DateTime { zone.wall_clock(at) };
            let window = Schedule::between(clock(announcement.from), announcement.to.map(clock), zone);
            let key = format!("announcement {}", announcement.key);
            announcement.window = self.window(key, window, &announcement.origin);
        }
        let mut laid: HashMap<(usize, Target), StepId> = HashMap::new();
        for (id, line) in lines.iter_mut().enumerate() {
            let Some(line) = line else { continue };
            // The first of the files is said first.
            for (index, announcement) in announcements.iter_mut().enumerate().rev() {
                let Some(announcement) = announcement.as_mut().filter(|known| known.is_on(LineId(id as u16)))
                else {
                    continue;
                };
                let next = line.answer.target;
                let step = *laid.entry((index, next)).or_insert_with(|| {
                    let span = announcement.origin.span;
                    let step = self.step(
                        &format!("announcement {}", announcement.key),
                        &line.key,
                        Gate {
                            schedule: announcement.window,
                            span,
                            closed: Link { target: next, span },
                            occasion: Some(Occasion::Announcement(index as u16)),
                        },
                        Message {
                            say: announcement.say.clone(),
                            then: Link { target: next, span },
                            barge_in: false,
                        },
                        &announcement.origin,
                    );
                    announcement.steps.push(step);
                    step
                });
                line.answer.target = Target::Step(step);
            }
        }
    }

    fn window(&mut self, key: String, schedule: Schedule, origin: &Origin) -> ScheduleId {
        let written = Spanned { value: String::new(), span: origin.span };
        let id = ScheduleId(self.hours.len().min(usize::from(u16::MAX)) as u16);
        let origin = bare(origin.span);
        self.hours.push(Some(NamedSchedule { key, written, schedule, timezone: None, origin }));
        id
    }

    /// A step whose name says what it is for, and where that does not tell it apart, for which line or hours.
    fn step(&mut self, name: &str, whose: &str, gate: Gate, message: Message, origin: &Origin) -> StepId {
        let named = [name.to_owned(), format!("{name} ({whose})")].into_iter();
        let counted = (2..).map(|count| format!("{name} ({whose}, {count})"));
        let key = named.chain(counted).find(|key| !self.taken.contains(key)).unwrap_or_default();
        self.taken.insert(key.clone());
        let id = StepId(self.steps.len().min(usize::from(u16::MAX)) as u16);
        self.steps.push(Some(Step {
            key,
            name: None,
            translated_names: Translations::default(),
            unit: None,
            topics: Vec::new(),
            gate: Some(gate),
            kind: StepKind::Message(message),
            origin: bare(origin.span),
        }));
        id
    }
}

/// Of what is laid for something else, that has told already what it comes from.
fn bare(span: Span) -> Origin {
    Origin { span, source: None, assumed: None, allowed: Vec::new() }
}
