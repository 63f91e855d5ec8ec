//! All parts of the studio as they are at one moment, each with how often it has changed.

use std::sync::Arc;

use maud::html;

use super::compared::{StudioBase, StudioComparison};
use super::files_part::files_part;
use super::findings_part::findings_part;
use super::map_part::{CheckedPlaces, MapSubject, map_part};
use super::played::PlayedScenarios;
use super::reading::StudioReading;
use crate::base::text::{Page, Percent, counted};
use crate::plan::Plan;
use crate::suite::runner::RunTally;

/// A part of the page that is made anew by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StudioPart {
    /// The files.
    Files,
    /// What is wrong in them.
    Findings,
    /// Which callers fare differently.
    Differences,
    /// The scenarios.
    Scenarios,
    /// What they check.
    Coverage,
    /// The map.
    Map,
}

impl StudioPart {
    /// All of them, in the order in which they are made.
    pub const ALL: [Self; 6] =
        [Self::Files, Self::Findings, Self::Differences, Self::Scenarios, Self::Coverage, Self::Map];

    /// The word for it in addresses.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Files => "files",
            Self::Findings => "findings",
            Self::Differences => "differences",
            Self::Scenarios => "scenarios",
            Self::Coverage => "coverage",
            Self::Map => "map",
        }
    }
}

/// The studio at one moment. Parts that follow from the plan speak of the last one that could be read.
#[derive(Clone, Debug, Default)]
pub struct StudioBoard {
    /// The files, and what is wrong with them.
    pub reading: Arc<StudioReading>,
    /// Whether files can be saved from here.
    pub writable: bool,
    /// The last plan that could be read.
    pub plan: Option<Arc<Plan>>,
    /// Whether nothing more is to come until files change again.
    pub is_done: bool,
    compared: Option<Arc<StudioComparison>>,
    /// With the plan that it is of.
    checked: Option<(Arc<Plan>, Arc<CheckedPlaces>)>,
    tally: Option<RunTally>,
    mistakes: usize,
    /// What is told where a comparison cannot be made.
    not_compared: Option<String>,
    parts: [PartText; 6],
}

/// A part as it is.
#[derive(Clone, Debug, Default)]
struct PartText {
    text: Arc<str>,
    /// How often it has been another one.
    count: u64,
}

impl StudioBoard {
    /// The first moment, at which nothing is known.
    #[must_use]
    pub fn new(writable: bool) -> Self {
        Self { writable, ..Self::default() }
    }

    /// The files are these now.
    pub fn read(&mut self, reading: StudioReading) {
        if reading.plan.is_some() {
            self.plan.clone_from(&reading.plan);
        }
        self.reading = Arc::new(reading);
        // The files that were there are still shown where none can be read.
        if self.reading.trouble.is_none() {
            self.put(StudioPart::Files, files_part(&self.reading, self.writable));
        }
        self.put(StudioPart::Findings, findings_part(&self.reading, self.writable));
    }

    /// What the plan was compared with, if it was.
    #[must_use]
    pub fn base(&self) -> Option<&StudioBase> {
        self.compared.as_ref().map(|compared| &compared.base)
    }

    /// The plan was compared, or could not be.
    pub fn compare(&mut self, compared: Result<StudioComparison, String>, plan_word: Option<&str>) {
        let part = match compared {
            Ok(compared) => {
                let part = compared.part(plan_word);
                self.compared = Some(Arc::new(compared));
                self.not_compared = None;
                part
            }
            Err(why) => {
                let part = Page::part(&html! { p.bad { "Nothing to compare with: " (why) } });
                self.compared = None;
                self.not_compared = Some(why);
                part
            }
        };
        self.put(StudioPart::Differences, part);
        self.draw();
    }

    /// The scenarios were played.
    pub fn play(&mut self, played: PlayedScenarios, mistakes: usize) {
        self.tally = Some(played.tally);
        self.mistakes = mistakes;
        self.put(StudioPart::Scenarios, played.part);
    }

    /// What is checked is known.
    pub fn cover(&mut self, checked: CheckedPlaces, part: String) {
        self.checked = self.plan.clone().map(|plan| (plan, Arc::new(checked)));
        self.put(StudioPart::Coverage, part);
        self.draw();
    }

    /// A part as it is.
    #[must_use]
    pub fn part(&self, part: StudioPart) -> &str {
        &self.parts[part as usize].text
    }

    /// How often a part has been another one.
    #[must_use]
    pub fn count(&self, part: StudioPart) -> u64 {
        self.parts[part as usize].count
    }

    /// The map of a line, or of those that are worth a look.
    #[must_use]
    pub fn map(&self, line: Option<&str>, shows_checked: bool) -> String {
        let Some(plan) = &self.plan else { return String::new() };
        let subject = match &self.checked {
            Some((of, checked)) if shows_checked && Arc::ptr_eq(of, plan) => MapSubject::Checked(checked),
            _ => MapSubject::Changes(
                self.compared.as_deref().filter(|compared| Arc::ptr_eq(&compared.plan, plan)),
            ),
        };
        map_part(plan, subject, line)
    }

    /// Whether the parts that follow from the plan are of an earlier one, because this cannot be read.
    #[must_use]
    pub fn is_behind(&self) -> bool {
        self.reading.plan.is_none()
    }

    /// What there is to know at a glance, a subject each, with whether it is bad.
    #[must_use]
    pub fn glance(&self) -> Vec<(StudioPart, String, bool)> {
        let mut glance = Vec::new();
        let reading = &self.reading;
        let wrong = reading.trouble.as_ref().map(|_| "no files".to_owned()).or_else(|| reading.told());
        let is_wrong = wrong.is_some();
        glance.push((StudioPart::Findings, wrong.unwrap_or_else(|| "nothing wrong".to_owned()), is_wrong));
        if let Some(compared) = &self.compared {
            let differences = match compared.count() {
                0 => "no differences".to_owned(),
                count => counted(count, "difference"),
            };
            glance.push((StudioPart::Differences, differences, false));
        } else if self.not_compared.is_some() {
            glance.push((StudioPart::Differences, "not compared".to_owned(), false));
        }
        if let Some(tally) = self.tally {
            let cases = tally.told() + tally.not_played;
            let told = match (tally.failures(), cases) {
                (0, 0) => "no scenarios".to_owned(),
                (0, cases) => {
                    format!("{} pass{}", counted(cases, "case"), if cases == 1 { "es" } else { "" })
                }
                (failures, cases) => {
                    format!(
                        "{failures} of {} fail{}",
                        counted(cases, "case"),
                        if failures == 1 { "s" } else { "" }
                    )
                }
            };
            let told = if self.mistakes > 0 {
                format!("{told}, {} in scenarios", counted(self.mistakes, "mistake"))
            } else {
                told
            };
            glance.push((StudioPart::Scenarios, told, tally.is_failure() || self.mistakes > 0));
        }
        if let Some((_, checked)) = &self.checked {
            glance.push((
                StudioPart::Coverage,
                format!("{} checked", Percent(checked.share.percent())),
                false,
            ));
        }
        glance
    }

    /// All of that as one sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        let glance: Vec<String> = self.glance().into_iter().map(|(_, told, _)| told).collect();
        let mut sentence = crate::base::text::capital(&glance.join(", "));
        sentence.push('.');
        if self.is_behind() {
            sentence
                .push_str(" The plan cannot be read: all but the mistakes is of the last one that could.");
        }
        sentence
    }

    fn put(&mut self, part: StudioPart, text: String) {
        let own = &mut self.parts[part as usize];
        if *own.text != *text {
            own.text = text.into();
            own.count += 1;
        }
    }

    /// Whoever shows the map asks for the lines that are wanted.
    fn draw(&mut self) {
        self.parts[StudioPart::Map as usize].count += 1;
    }
}
