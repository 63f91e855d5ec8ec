//! Differences for programs. `docs/diff-json.md` describes it for readers.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;

use super::difference_text::{DiffReport, DifferenceText, GroupText, MergedDifferences};
use crate::base::source::FileLine;
use crate::diff::model::PlanSide;
use crate::diff::pair::BeforeAfter;
use crate::explore::{Act, exactly};
use crate::plan::Plan;
use crate::time::moment::rfc3339;

/// The version of the format. Fields may be added to it; if one is taken away or means something else, this grows.
pub const DIFF_REPORT_VERSION: u32 = 1;

/// Two plans compared, for programs.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DiffJson {
    /// The version of this shape. It grows when a field is removed or comes to mean something else.
    pub version: u32,
    /// The old plan.
    pub old: PlanJson,
    /// The new plan.
    pub new: PlanJson,
    /// The beginning of the time that was looked at.
    pub from: String,
    /// Its end, which is not in it.
    pub to: String,
    /// How much differs in the whole comparison, whatever `--only` and `--expect` have narrowed the list to.
    pub summary: SummaryJson,
    /// How many differences `--expect` has left out.
    pub expected: usize,
    /// Expected differences that are not there any more, in words.
    pub gone: Vec<String>,
    /// The differences by their cause, the gravest first.
    pub groups: Vec<GroupJson>,
}

/// A plan that was compared.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PlanJson {
    /// What it is called.
    pub name: String,
    /// How it is named on the command line; null for the one that comes with the program.
    pub plan: Option<String>,
}

/// How much differs.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SummaryJson {
    /// How many differences are listed, and only those.
    pub differences: usize,
    /// Numbers that either plan answers.
    pub numbers: usize,
    /// Of those, numbers with calls that are routed elsewhere.
    pub numbers_differing: usize,
    /// What callers can do: each key, entry or silence at each place of each number, for each kind of caller.
    pub cells: usize,
    /// Of those, what leads elsewhere.
    pub cells_differing: usize,
    /// For how many hours of a year some caller is routed elsewhere.
    pub hours_a_year: f64,
    /// Differences that no single call could show; they are not listed.
    pub not_shown: usize,
    /// Whether everything was looked at; if not, there may be more.
    pub complete: bool,
}

/// Differences with one cause.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct GroupJson {
    /// Where the old plan says so.
    pub old: Option<PlaceJson>,
    /// Where the new plan says so.
    pub new: Option<PlaceJson>,
    /// Whether the lines are those of the files; otherwise they are decisions in words.
    pub is_text: bool,
    /// What the old plan says there; empty where that is no news.
    pub old_lines: Vec<String>,
    /// What the new plan says there; empty where that is no news.
    pub new_lines: Vec<String>,
    /// The differences, at least one.
    pub differences: Vec<DifferenceJson>,
}

/// A line of a file.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PlaceJson {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
}

/// One difference.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DifferenceJson {
    /// `new-line`, `removed-line`, `outcome`, `destination`, `new-option`, `removed-option`, `hours`, `wording`, `timing` or
    /// `contact`.
    pub kind: &'static str,
    /// Whether calls end otherwise, and not only sound otherwise.
    pub routing: bool,
    /// The number to dial, in E.164; null for a contact.
    pub number: Option<String>,
    /// The name of its line; null for a contact.
    pub line: Option<String>,
    /// The name of the contact, if it is about one.
    pub contact: Option<String>,
    /// What the caller does, in words: `keys 6, 2`.
    pub keys: String,
    /// The same, an item each: a key, the digits of an entry, `silence`, `other-key`; and what the outside answers on the way, `staffed=no`.
    pub acts: Vec<String>,
    /// Before which of `acts`, from 0, the caller waits until hours have changed for the first time; null where none do, or they first
    /// change elsewhere.
    pub change_before: Option<usize>,
    /// After how many of `acts`, 0 being after dialing, hours change for the first time, while something is said to the
    /// caller, who cannot press anything yet; null where none do, or they first change elsewhere.
    pub change_after: Option<usize>,
    /// Who meets it, and when.
    pub met: Vec<MetJson>,
    /// Whether those are all callers.
    pub all_callers: bool,
    /// What comes of it under the old plan.
    pub was: SideJson,
    /// What comes of it under the new plan.
    pub becomes: SideJson,
    /// When the call is dialed that shows it.
    pub at: Option<String>,
    /// What that caller presses.
    pub press: Option<String>,
    /// The commands that make it; null for a contact.
    pub replay: Option<ReplayJson>,
}

/// Callers who meet a difference.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MetJson {
    /// One of these callers: a zone, or a number in E.164; null for one who withholds the number.
    pub caller: Option<String>,
    /// The zones of all who are told apart by nothing but their clock.
    pub timezones: Vec<&'static str>,
    /// When, in words, on the clock of `timezone`.
    pub when: String,
    /// That zone.
    pub timezone: &'static str,
    /// How many seconds of the time that was looked at.
    pub seconds: i64,
    /// The first of them.
    pub first: Option<String>,
    /// The instant after the last of them.
    pub end: Option<String>,
}

/// What comes of it under one plan.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SideJson {
    /// In words.
    pub text: String,
    /// How the call ends, if it does.
    pub outcome: Option<&'static str>,
    /// The step or contact where it ends or waits, by its name in the plan's files.
    pub step: Option<String>,
    /// The decision that makes the difference, in words.
    pub decided: Option<String>,
}

/// The same call under each plan.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ReplayJson {
    /// Under the old plan.
    pub old: String,
    /// Under the new plan.
    pub new: String,
}

impl DiffReport<'_> {
    /// The report for programs.
    #[must_use]
    pub fn json(&self) -> DiffJson {
        let summary = self.diff.summary;
        let (from, to) = self.horizon();
        let plan = |(plan, name): (&Plan, &super::difference_text::PlanName)| PlanJson {
            name: plan.name.clone(),
            plan: name.plan.clone(),
        };
        let BeforeAfter { old, new } = self.plans.zip(self.names.as_ref()).map(plan);
        let review = self.review.clone().unwrap_or_default();
        DiffJson {
            version: DIFF_REPORT_VERSION,
            old,
            new,
            from,
            to,
            summary: SummaryJson {
                differences: self.all().count(),
                numbers: summary.numbers,
                numbers_differing: summary.numbers_differing,
                cells: summary.cells,
                cells_differing: summary.cells_differing,
                hours_a_year: (self.hours_a_year() * 10.0).round() / 10.0,
                not_shown: summary.not_shown,
                complete: summary.complete,
            },
            expected: review.met,
            gone: review.gone,
            groups: self.groups.iter().map(|group| self.group_json(group)).collect(),
        }
    }

    fn group_json(&self, group: &GroupText<'_>) -> GroupJson {
        let place = |place: Option<FileLine<'_>>| {
            place.map(|place| PlaceJson { file: place.file.to_owned(), line: place.line })
        };
        GroupJson {
            old: place(group.edit.places.old),
            new: place(group.edit.places.new),
            is_text: group.edit.is_text,
            old_lines: group.edit.lines.old.clone(),
            new_lines: group.edit.lines.new.clone(),
            differences: group
                .folds
                .iter()
                .flat_map(MergedDifferences::all)
                .map(|told| self.one_json(told))
                .collect(),
        }
    }

    fn one_json(&self, told: &DifferenceText<'_>) -> DifferenceJson {
        let difference = told.difference;
        let act = |act: &Act| match act {
            Act::OtherKey(_) | Act::AnyOther(_) => "other-key".to_owned(),
            act => exactly(&self.diff.answers, *act),
        };
        let side = |((plan, side), text): ((&Plan, &PlanSide), &String)| SideJson {
            text: text.clone(),
            outcome: side.outcome.map(|outcome| outcome.kind().word()),
            step: side
                .outcome
                .map_or_else(
                    || side.waits_at.map(|step| plan.step(step).key.as_str()),
                    |outcome| outcome.place_key(plan),
                )
                .map(str::to_owned),
            decided: super::sides::decided(plan, difference, side),
        };
        let sides = self.plans.zip(BeforeAfter { old: &difference.old, new: &difference.new });
        let BeforeAfter { old: was, new: becomes } = sides.zip(told.ends.text.as_ref()).map(side);
        let instant = |at: Timestamp| rfc3339(at, self.plans.new.zone).to_string();
        let horizon = self.diff.horizon;
        let met = difference.met.iter().map(|met| {
            let zone = super::times::zone(self.plans, difference, met);
            let caller = met.by.caller;
            let number = || caller.number.map(|number| number.e164().to_string());
            MetJson {
                caller: caller.zone.map(|zone| zone.name().to_owned()).or_else(number),
                timezones: met.by.zones.iter().map(|zone| zone.name()).collect(),
                when: met.when.occasions(horizon.from, horizon.to, zone).to_string(),
                timezone: zone.name(),
                seconds: met.when.seconds(),
                first: met.when.first().map(instant),
                end: met.when.spans().next_back().map(|(_, end)| instant(end)),
            }
        });
        DifferenceJson {
            kind: told.kind().word(),
            routing: told.kind().is_routing(),
            number: difference.number.map(|number| number.e164().to_string()),
            line: told.line.map(str::to_owned),
            contact: told.contact.map(str::to_owned),
            keys: told.told_acts.clone(),
            acts: difference.route.acts.iter().map(act).collect(),
            change_before: difference.route.change_before(),
            change_after: difference.route.change_after(),
            met: met.collect(),
            all_callers: difference.by_all,
            was,
            becomes,
            at: difference.witness.as_ref().map(|witness| instant(witness.at)),
            press: difference.witness.as_ref().map(|witness| witness.keys.to_string()),
            replay: told.replay.clone().map(|BeforeAfter { old, new }| ReplayJson { old, new }),
        }
    }
}
