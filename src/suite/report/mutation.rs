//! What a suite notices of the mistakes that were planted in its plan: for people and for programs.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::fmt;

use schemars::JsonSchema;
use serde::Serialize;

use crate::base::source::{FileLine, Sources};
use crate::base::text::{Paint, Percent, Spaces, counted, safe};
use crate::diff::report::{DiffReport, PlanName};
use crate::diff::{BeforeAfter, DifferenceKind};
use crate::explore::ReplayCommand;
use crate::plan::Plan;
use crate::suite::mutation::{
    Mutant, MutantFate, MutantTarget, MutationTally, Operator, Survivor, Tried, UnknownReason,
};

/// The version of the JSON; it changes when something is removed or means something else.
pub const MUTATION_REPORT_VERSION: u32 = 1;

/// What came of the mistakes that were planted in one plan.
#[derive(Debug)]
pub struct MutationReport<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// How the command line names it; None for the one that comes with the program.
    pub path: Option<String>,
    /// The files of the scenarios.
    pub sources: &'a Sources,
    /// How many cases watched.
    pub cases: usize,
    /// What came of the mutants that were tried.
    pub tried: &'a [Tried<'a, 'a>],
    /// How many were not, because somebody would not wait.
    pub not_tried: usize,
    /// The score that is wanted at least, in percent.
    pub min_score: Option<f64>,
}

/// What came of mutants.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MutationJson {
    /// The version of this shape. It grows when a field is removed or comes to mean something else.
    pub version: u32,
    /// The name of the plan.
    pub plan: String,
    /// How many cases watched.
    pub cases: usize,
    /// How many mutants came to what.
    #[serde(flatten)]
    pub tally: TallyJson,
    /// Mistakes that were left when Ctrl-C was pressed.
    pub not_tried: usize,
    /// The score that `--min-score` asks for; null if nobody does.
    pub min_score: Option<f64>,
    /// The same by operator, in the order of the operators.
    pub operators: Vec<OperatorJson>,
    /// Every mistake that was tried, in the order of the operators and of the plan.
    pub mutants: Vec<MutantJson>,
}

/// How many mutants came to what.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct TallyJson {
    /// The killed among those that some call can notice, from 0 to 100.
    pub score: f64,
    /// The same where each mistake counts as often as recorded calls meet it; left out where no scenario has `stands_for`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weighed_score: Option<f64>,
    /// Mistakes that some case notices.
    pub killed: usize,
    /// Mistakes that no case notices, though calls fare otherwise.
    pub survived: usize,
    /// Mistakes that no call of the time that is looked at can notice; they do not count.
    pub equivalent: usize,
    /// Mistakes that no case notices, and of which it is not known whether a call can; they do not count.
    pub undecided: usize,
    /// The share of these among all that were tried, from 0 to 100.
    pub undecided_percent: f64,
}

/// What came of one operator's mutants.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct OperatorJson {
    /// The name of the operator.
    pub operator: &'static str,
    /// How many came to what.
    #[serde(flatten)]
    pub tally: TallyJson,
}

/// A mutant.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MutantJson {
    /// The operator that has planted it.
    pub operator: &'static str,
    /// What is otherwise, in words; no two of an operator are the same.
    pub what: String,
    /// The file of the plan that says what is not so any more.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// `killed`, `survived`, `equivalent` or `undecided`.
    pub fate: &'static str,
    /// The case that noticed it, if one did.
    pub killed_by: Option<String>,
    /// Of a survivor: what callers would have met, a sentence each, the gravest first.
    pub differences: Vec<String>,
    /// Of a survivor: a command that makes a call that fares otherwise.
    pub call: Option<String>,
    /// Of a survivor: the text of a scenario file that notices it.
    pub scenario: Option<String>,
    /// Of an undecided one: why.
    pub doubt: Option<&'static str>,
}

impl From<MutationTally> for TallyJson {
    fn from(tally: MutationTally) -> Self {
        let MutationTally { killed, survived, equivalent, undecided, .. } = tally;
        let (undecided_percent, weighed_score) = (tally.undecided_percent(), tally.weighed_score());
        Self {
            score: tally.score(),
            weighed_score,
            killed,
            survived,
            equivalent,
            undecided,
            undecided_percent,
        }
    }
}

impl<'a> MutationReport<'a> {
    /// How many mutants came to what.
    #[must_use]
    pub fn tally(&self) -> MutationTally {
        MutationTally::of(self.tried)
    }

    /// The score as people read it: 100 only when nothing is left.
    #[must_use]
    pub fn score(&self) -> impl fmt::Display + use<> {
        Percent(self.tally().score())
    }

    /// Those of which nobody knows whether a case could notice them.
    fn undecided(&self) -> impl Iterator<Item = (&'a Mutant, UnknownReason)> {
        self.tried.iter().filter_map(|tried| match tried.fate {
            MutantFate::Undecided(doubt) => Some((tried.mutant, doubt)),
            _ => None,
        })
    }

    /// Those that no case has noticed.
    fn survivors(&self) -> Vec<(&'a Mutant, &'a Survivor)> {
        let survivors = self.tried.iter().filter_map(|tried| match &tried.fate {
            MutantFate::Survived(survivor) => Some((tried.mutant, &**survivor)),
            _ => None,
        });
        survivors.collect()
    }

    /// What callers would have met, a sentence each.
    fn sentences(&self, survivor: &Survivor) -> Vec<String> {
        let names = BeforeAfter { old: PlanName { plan: self.path.clone() }, new: PlanName { plan: None } };
        DiffReport::new(self.plan, &survivor.plan, names, &survivor.diff, false).sentences().collect()
    }

    /// The command that makes the call of the scenario that notices it.
    fn call(&self, survivor: &Survivor) -> String {
        let witness = &survivor.catching.witness;
        ReplayCommand { witness, plans: &[self.plan], plan: self.path.as_deref() }.to_string()
    }

    /// The operators that made mutants, with what came of these.
    fn operators(&self) -> impl Iterator<Item = (Operator, MutationTally)> {
        let tallies = Operator::ALL
            .into_iter()
            .map(|operator| (operator, MutationTally::of_operator(self.tried, operator)));
        tallies.filter(|(_, tally)| tally.all() > 0)
    }

    /// A few lines for people: what is not noticed, by place and the worst first, each with the scenario that would; then
    /// what is, by operator.
    #[must_use]
    pub fn text(&self, paint: Paint) -> impl fmt::Display {
        self.limited(paint, usize::MAX)
    }

    /// The same with no more than so many mistakes that are not noticed; the others are counted.
    #[must_use]
    pub fn limited(&self, paint: Paint, limit: usize) -> impl fmt::Display {
        MutationText { report: self, paint, limit }
    }

    /// The survivors by the line of the plan that they are about, the worst first.
    fn places(&self) -> Vec<SurvivorPlace<'a>> {
        let mut places: Vec<SurvivorPlace<'_>> = Vec::new();
        let mut known: HashMap<FileLine<'_>, usize> = HashMap::new();
        for (mutant, survivor) in self.survivors() {
            let line = self.plan.sources.place(mutant.place);
            let position = *known.entry(line).or_insert_with(|| {
                places.push(SurvivorPlace { line, survivors: Vec::new() });
                places.len() - 1
            });
            places[position].survivors.push((mutant, survivor));
        }
        for place in &mut places {
            place.survivors.sort_by_key(|(_, survivor)| gravity(survivor));
        }
        places.sort_by_key(|place| {
            let worst = place.survivors.first().map(|(_, survivor)| gravity(survivor));
            (worst, Reverse(place.survivors.len()))
        });
        places
    }

    /// The same for programs.
    #[must_use]
    pub fn json(&self) -> MutationJson {
        MutationJson {
            version: MUTATION_REPORT_VERSION,
            plan: self.plan.name.clone(),
            cases: self.cases,
            tally: self.tally().into(),
            not_tried: self.not_tried,
            min_score: self.min_score,
            operators: self
                .operators()
                .map(|(operator, tally)| OperatorJson { operator: operator.word(), tally: tally.into() })
                .collect(),
            mutants: self.tried.iter().map(|tried| self.mutant(tried)).collect(),
        }
    }

    fn mutant(&self, Tried { mutant, fate, .. }: &Tried<'_, '_>) -> MutantJson {
        let place = self.plan.sources.place(mutant.place);
        let mut json = MutantJson {
            operator: mutant.operator.word(),
            what: mutant.words.clone(),
            file: place.file.to_owned(),
            line: place.line,
            fate: match fate {
                MutantFate::Killed(_) => "killed",
                MutantFate::Survived(_) => "survived",
                MutantFate::Equivalent => "equivalent",
                MutantFate::Undecided(_) => "undecided",
            },
            killed_by: None,
            differences: Vec::new(),
            call: None,
            scenario: None,
            doubt: None,
        };
        match fate {
            MutantFate::Killed(case) => {
                json.killed_by = Some(format!("{}: {}", case.place(self.sources), case.name()));
            }
            MutantFate::Survived(survivor) => {
                json.differences = self.sentences(survivor);
                json.call = Some(self.call(survivor));
                json.scenario = Some(survivor.catching.text());
            }
            MutantFate::Undecided(doubt) => json.doubt = Some(doubt.told()),
            MutantFate::Equivalent => {}
        }
        json
    }
}

/// What was not noticed of one line of the plan.
struct SurvivorPlace<'a> {
    line: FileLine<'a>,
    /// The worst first; at least one.
    survivors: Vec<(&'a Mutant, &'a Survivor)>,
}

/// How bad it is that nobody noticed: what kind of thing callers would have met, and of how many kinds.
fn gravity(survivor: &Survivor) -> (Option<DifferenceKind>, Reverse<usize>) {
    let differences = || survivor.diff.groups.iter().flat_map(|group| &group.differences);
    (differences().map(|difference| difference.kind).min(), Reverse(differences().count()))
}

struct MutationText<'a> {
    report: &'a MutationReport<'a>,
    paint: Paint,
    limit: usize,
}

impl fmt::Display for MutationText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { report, paint, limit } = self;
        let mut left = *limit;
        let places = report.places();
        for place in &places {
            if left == 0 {
                break;
            }
            self.place(f, place, &mut left)?;
        }
        let all: usize = places.iter().map(|place| place.survivors.len()).sum();
        if all > *limit {
            let told = format!("{} that no case notices are not shown", counted(all - limit, "more mistake"));
            let how = "`--limit 0` shows them, `--out FILE` writes scenarios that notice them";
            writeln!(f, "{}: {how}\n", paint.bold(told))?;
        }
        for (mutant, doubt) in report.undecided().take(left) {
            let place = report.plan.sources.place(mutant.place);
            writeln!(f, "{}:{}: {}", safe(place.file), place.line, paint.note(safe(&mutant.words)))?;
            writeln!(f, "  undecided: {}\n", doubt.told())?;
        }
        let tally = report.tally();
        let width = report.operators().map(|(operator, _)| operator.word().len()).max().unwrap_or(0);
        for (operator, tally) in report.operators() {
            let told = format!("{} of {}", tally.killed, tally.killed + tally.survived);
            let told = if tally.survived == 0 { paint.good(told) } else { paint.bad(told) };
            let word = operator.word();
            let gap = Spaces::behind(word, width);
            writeln!(f, "  {word}{gap}  {told}{}", paint.dim(besides(tally)))?;
        }
        let of = tally.killed + tally.survived;
        let told =
            format!("{} of {} noticed, {}", tally.killed, counted(of, "mistake"), Percent(tally.score()));
        writeln!(f, "{}: {}", safe(&report.plan.name), paint.bold(told))?;
        writeln!(f, "{}", self.counted(tally))?;
        if let Some(score) = tally.weighed_score() {
            writeln!(f, "Weighed by the recorded calls that meet them: {}.", Percent(score))?;
        }
        if report.not_tried > 0 {
            writeln!(f, "{}", paint.note(format!("Stopped: {} more were not tried.", report.not_tried)))?;
        }
        Ok(())
    }
}

/// What else there is to be known of an operator's mutants.
fn besides(tally: MutationTally) -> String {
    let MutationTally { equivalent, undecided, .. } = tally;
    let unnoticed = (equivalent > 0).then(|| format!(", {equivalent} that no call can notice"));
    let unknown =
        (undecided > 0).then(|| format!(", {undecided} undecided ({:.1}%)", tally.undecided_percent()));
    unnoticed.unwrap_or_default() + &unknown.unwrap_or_default()
}

impl MutationText<'_> {
    /// What was not noticed of one place, as long as there is room.
    fn place(&self, f: &mut fmt::Formatter<'_>, place: &SurvivorPlace<'_>, left: &mut usize) -> fmt::Result {
        let Self { paint, .. } = self;
        let count = counted(place.survivors.len(), "mistake");
        let about = place.survivors.first().and_then(|(mutant, _)| self.about(mutant));
        let line = paint.bold(place.line);
        match &about {
            Some(about) => writeln!(f, "{line}: `{}`, {count} not noticed", safe(about))?,
            None => writeln!(f, "{line}: {count} not noticed")?,
        }
        for (mutant, survivor) in place.survivors.iter().take(*left) {
            let words = self.words(mutant, about.as_deref());
            writeln!(f, "  {}", paint.bad(safe(&words)))?;
            self.survivor(f, survivor)?;
        }
        *left = left.saturating_sub(place.survivors.len());
        Ok(())
    }

    /// The step that a mistake is about, by its name in the files.
    fn about(&self, mutant: &Mutant) -> Option<String> {
        match mutant.touches().next()? {
            MutantTarget::Step(step) => Some(self.report.plan.step(step).key.clone()),
            _ => None,
        }
    }

    /// What is otherwise, by the names that people use: "key 4 leads to Payoffs instead of nowhere".
    fn words(&self, mutant: &Mutant, about: Option<&str>) -> String {
        let plan = self.report.plan;
        let mut words = mutant.words.clone();
        if let Some(about) = about {
            words = words.replacen(&format!(" of `{about}`"), "", 1);
        }
        let mut told = String::with_capacity(words.len());
        for (index, part) in words.split('`').enumerate() {
            let name = || plan.step_named(part).and_then(|step| plan.step(step).name.as_deref());
            match (index % 2, name()) {
                (0, _) => told.push_str(part),
                (_, Some(name)) => told.push_str(name),
                (_, None) if part == "hang-up" => told.push_str("the end of the call"),
                (_, None) => told.extend(["`", part, "`"]),
            }
        }
        told
    }

    fn survivor(&self, f: &mut fmt::Formatter<'_>, survivor: &Survivor) -> fmt::Result {
        let Self { report, paint, .. } = self;
        let sentences = report.sentences(survivor);
        if let Some(first) = sentences.first() {
            writeln!(f, "    {}", safe(first))?;
        }
        if sentences.len() > 1 {
            writeln!(f, "    {}", paint.dim(format!("and {} more", sentences.len() - 1)))?;
        }
        let scenario = survivor.catching.text();
        scenario.lines().try_for_each(|line| writeln!(f, "    {}", paint.whole(paint.good(safe(line)))))?;
        writeln!(f)
    }

    fn counted(&self, tally: MutationTally) -> String {
        let cases = self.report.cases;
        let cases = counted(cases, "case");
        let planted = match tally.all() {
            1 => "1 mistake was planted".to_owned(),
            all => format!("{all} mistakes were planted, one at a time"),
        };
        format!("{planted}{}, and {cases} looked out for them.", besides(tally))
    }
}
