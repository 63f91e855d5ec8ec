use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::dated::{self, DatedEntries};
use super::lines::dialable;
use super::lowering::PlanLowering;
use super::names::Names;
use super::settings::PlanUpdate;
use crate::base::Language;
use crate::base::diagnostic::{Diagnostic, has_errors, tell_unseen};
use crate::base::document::Document;
use crate::base::source::{FileId, Sources};
use crate::number::Country;
use crate::plan::dated_change::DatedChange;
use crate::plan::limits::PlanLimits;
use crate::plan::model::Plan;
use crate::plan::sections::{self, Section, SectionEntry};
use crate::time::Zone;

/// What came of reading a plan.
#[derive(Debug)]
pub struct ParsedPlan {
    /// The plan. None: there are errors among the diagnostics.
    pub plan: Option<Plan>,
    /// Everything there is to say, by file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// The files that the diagnostics speak of; the plan's own, where there is one.
    pub sources: Arc<Sources>,
}

/// Reads the files of a plan, given as names and texts, as one plan.
///
/// Never fails and never stops early: a plan with mistakes comes back as all of its mistakes.
///
/// ```
/// use ivrsim::plan::{PlanLimits, read};
///
/// let text = r#"
///     [plan]
///     name = "Example"
///     effective = 2026-01-01
///     timezone = "America/New_York"
///
///     [lines.main]
///     number = "1-800-555-0100"
///     name = "Example Company"
///     answer = "operator"
///
///     [destinations.operator]
///     name = "Operator"
/// "#;
/// let reading = read([("plan.toml", text)], &PlanLimits::STANDARD);
/// assert!(reading.diagnostics.is_empty());
/// assert_eq!(reading.plan.unwrap().lines().len(), 1);
///
/// let broken = text.replace("\"operator\"", "\"operater\"");
/// let reading = read([("plan.toml", broken)], &PlanLimits::STANDARD);
/// assert_eq!(reading.diagnostics[0].help[0], "did you mean `operator`?");
/// ```
pub fn read<N, T>(files: impl IntoIterator<Item = (N, T)>, limits: &PlanLimits) -> ParsedPlan
where
    N: Into<String>,
    T: Into<Arc<str>>,
{
    let mut diagnostics = Vec::new();
    let sources = Arc::new(take_up(files, limits, &mut diagnostics));
    let plan = lower(&sources, limits, &mut diagnostics);
    tell_unseen(&mut diagnostics, &sources);
    // Sorted stably, those without a place first: what is said first of a place is what matters most.
    diagnostics.sort_by_key(|diagnostic| diagnostic.primary.as_ref().map(|primary| primary.span));
    ParsedPlan { plan: plan.filter(|_| !has_errors(&diagnostics)), diagnostics, sources }
}

/// The files that are small enough to be read.
fn take_up<N: Into<String>, T: Into<Arc<str>>>(
    files: impl IntoIterator<Item = (N, T)>,
    limits: &PlanLimits,
    diagnostics: &mut Vec<Diagnostic>,
) -> Sources {
    let mut sources = Sources::default();
    let mut total = 0_usize;
    for (index, (name, text)) in files.into_iter().enumerate() {
        if index == limits.files {
            let message = format!("a plan can have at most {} files", limits.files);
            diagnostics.push(
                Diagnostic::without_place("too-many-files", message)
                    .help("name a folder that contains the plan and nothing else"),
            );
            break;
        }
        let text = text.into();
        total = text.len().saturating_add(total);
        if total > limits.plan_bytes {
            let message =
                format!("together, the files of the plan have more than {} bytes", limits.plan_bytes);
            let help = "split the plan into several, one for each part of the company";
            diagnostics.push(Diagnostic::without_place("file-too-large", message).help(help));
            break;
        }
        if text.len() > limits.file_bytes {
            let message = format!(
                "the file {} has {} bytes; the limit is {}",
                name.into(),
                text.len(),
                limits.file_bytes
            );
            diagnostics.push(
                Diagnostic::without_place("file-too-large", message).help("split it into several files"),
            );
            continue;
        }
        sources.add(name, text);
    }
    sources
}

fn lower(sources: &Arc<Sources>, limits: &PlanLimits, diagnostics: &mut Vec<Diagnostic>) -> Option<Plan> {
    let files_were_refused = !diagnostics.is_empty();
    let documents: Vec<Document<'_>> =
        sources.iter().map(|(id, file)| sections::document(id, file.text(), diagnostics)).collect();
    let entries: Vec<SectionEntry<'_>> =
        documents.iter().flat_map(|document| sections::entries(document, diagnostics)).collect();
    let is_whole = !files_were_refused && !documents.iter().any(Document::has_syntax_errors);
    let names_are_whole = !files_were_refused && !documents.iter().any(Document::hides_names);
    let has_head = documents.iter().any(|document| sections::has(document, Section::Plan));
    let lowering = |diagnostics: Vec<Diagnostic>| PlanLowering {
        sources,
        limits: *limits,
        diagnostics,
        names: Names::default(),
        answer_words: Vec::new(),
        caller_lists: Vec::new(),
        counters: Vec::new(),
        translated_reasons: BTreeMap::new(),
        sound_words: HashMap::new(),
        numbers: HashMap::new(),
        is_whole,
        names_are_whole,
        comparisons_left: 300_000,
        zone: Zone::UTC,
        country: Country::default(),
        language: Language::default(),
    };
    let several = entries.iter().filter(|entry| entry.section == Section::Plan).count() > 1;
    let Some(heads) = dated::heads(&entries, diagnostics) else {
        let mut lower = lowering(std::mem::take(diagnostics));
        // Which of several is meant is not known; what else is wrong can be told of the first.
        let entries = if several { first_head_only(entries) } else { entries };
        let plan = lower.plan(sources, entries, has_head, None);
        *diagnostics = lower.diagnostics;
        return plan;
    };
    let mut present = dated::as_it_begins(&entries, &heads);
    let mut lower = lowering(std::mem::take(diagnostics));
    let mut plans = vec![lower.plan(sources, present.clone(), true, None)];
    *diagnostics = lower.diagnostics;
    for head in &heads[1..] {
        let mut lower = lowering(Vec::new());
        let Some((update, without)) = lower.update(&head.entry) else {
            diagnostics.append(&mut lower.diagnostics);
            plans.push(None);
            continue;
        };
        let next = DatedEntries::of(*head, &entries, &present, &without, sources, &mut lower.diagnostics);
        plans.push(lower.plan(sources, next.entries.clone(), true, Some((update, next.change))));
        present = next.entries;
        // What is wrong from the beginning was told; what is wrong only then, says from when.
        for mut found in lower.diagnostics {
            if !diagnostics.iter().any(|known| known.says_the_same_as(&found)) {
                if found.primary.as_ref().is_none_or(|label| label.span.file != next.head.span.file) {
                    found = found.related(
                        next.head.span,
                        format!("in the plan that is in force from {} on", head.date),
                    );
                }
                diagnostics.push(found);
            }
        }
    }
    in_a_row(plans)
}

/// The first plan, with those that follow it.
fn in_a_row(plans: Vec<Option<Plan>>) -> Option<Plan> {
    let mut later: Vec<Arc<Plan>> = Vec::new();
    let mut plans = plans.into_iter().collect::<Option<Vec<Plan>>>()?.into_iter().rev();
    let mut last = plans.next()?;
    for mut plan in plans {
        later.insert(0, Arc::new(last));
        plan.later = later.clone().into();
        last = plan;
    }
    Some(last)
}

/// The entries without the files that have a `[plan]` of their own behind the first.
fn first_head_only(mut entries: Vec<SectionEntry<'_>>) -> Vec<SectionEntry<'_>> {
    let heads = entries.iter().filter(|entry| entry.section == Section::Plan).map(|entry| entry.span.file);
    let others: Vec<FileId> = heads.skip(1).collect();
    entries.retain(|entry| !others.contains(&entry.span.file));
    entries
}

impl<'v> PlanLowering<'v> {
    fn plan(
        &mut self,
        sources: &Arc<Sources>,
        entries: Vec<SectionEntry<'v>>,
        has_head: bool,
        dated: Option<(PlanUpdate, DatedChange)>,
    ) -> Option<Plan> {
        let head = self.single(Section::Plan, &entries);
        let defaults = self.single(Section::Defaults, &entries);
        let check = self.single(Section::Check, &entries);
        let synonyms = self.single(Section::Synonyms, &entries);
        let sounds = self.single(Section::Sounds, &entries);
        let (entries, again) = self.declare(entries);
        if !has_head && self.is_whole {
            self.diagnostics.push(
                Diagnostic::without_place("missing-plan", "the plan has no `[plan]` table")
                    .help("write `[plan]` with `name`, `effective` and `timezone` in one of its files"),
            );
        }
        let settings = head.and_then(|entry| self.settings(&entry));
        self.sound_words = self.sounds(sounds.as_ref());
        let defaults = self.defaults(defaults.as_ref());
        let checking = self.checking(check.as_ref());
        let synonyms = self.synonyms(synonyms.as_ref());
        let mut schedules = self.schedules(&entries);
        let own_schedules = schedules.hours.len();
        let mut announcements = self.announcements(&entries);
        let mut answers = self.answers(&entries);
        self.answer_words = answers.iter().map(|answer| Some(answer.as_ref()?.values.clone())).collect();
        self.caller_lists = self.caller_lists(&entries);
        let mut steps = self.steps(&entries, &defaults);
        self.transfers(&mut answers, &mut steps);
        let mut lines = self.lines(&entries);
        self.lay_occasions(&mut announcements, &mut schedules, &mut steps, &mut lines);
        let contacts = self.contacts(&entries);
        self.check_lengths(&steps, &schedules.hours);
        let spoken_values = self.spoken_values(&steps);
        let dialable = dialable(&lines, &contacts);
        if again.is_empty() {
            self.check_subjects(&steps);
            self.check_circles(&steps);
        } else {
            // Where a name means two things, nobody knows where calls go. What else is wrong can be told.
            self.schedules(&again);
            self.announcements(&again);
            self.answers(&again);
            self.caller_lists(&again);
            self.steps(&again, &defaults);
            self.lines(&again);
            self.contacts(&again);
        }
        let mut settings = settings?;
        let change = dated.map(|(update, change)| {
            update.apply(&mut settings);
            Arc::new(change)
        });
        Some(Plan {
            later: Arc::default(),
            change,
            name: settings.name,
            effective: settings.effective,
            zone: self.zone,
            country: self.country,
            language: self.language,
            unknown_caller_zone: settings.unknown_caller_zone,
            call_limit: settings.call_limit,
            speech: settings.speech,
            origin: settings.origin,
            checking: Arc::new(checking),
            synonyms: synonyms.into(),
            has_explicit_unknown_caller_zone: settings.has_explicit_unknown_caller_zone,
            sources: Arc::clone(sources),
            defaults: defaults.origin,
            lines: all(lines)?.into(),
            steps: all(steps)?.into_iter().map(Arc::new).collect(),
            schedules: all(schedules.hours)?.into_iter().map(Arc::new).collect(),
            calendars: all(schedules.calendars)?.into(),
            overrides: all(schedules.overrides)?.into(),
            announcements: all(announcements)?.into(),
            own_schedules,
            contacts: all(contacts)?.into(),
            counters: std::mem::take(&mut self.counters).into(),
            translated_reasons: Arc::new(std::mem::take(&mut self.translated_reasons)),
            answers: all(answers)?.into(),
            spoken_values: Arc::new(spoken_values),
            dialable: dialable.into(),
        })
    }

    /// The entry of a section that there can be only one of.
    fn single(&mut self, section: Section, entries: &[SectionEntry<'v>]) -> Option<SectionEntry<'v>> {
        let mut found = entries.iter().filter(|entry| entry.section == section);
        let first = *found.next()?;
        for again in found {
            let name = section.name();
            self.diagnostics.push(
                Diagnostic::error("duplicate-name", again.span, format!("there are two `[{name}]` tables"))
                    .label("again here")
                    .related(first.span, "first here")
                    .help(format!("a plan can have only one `[{name}]`, in one of its files")),
            );
        }
        Some(first)
    }
}

/// All of them, if none had to be left out.
fn all<T>(entries: Vec<Option<T>>) -> Option<Vec<T>> {
    entries.into_iter().collect()
}
