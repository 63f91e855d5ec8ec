//! Random flows: the plan that is made of one does what a second model of it does.

use std::collections::HashMap;

use ivrsim::call::OutsideAnswers;
use ivrsim::plan::Plan;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::super::choices::{Choice, play_plan};
use super::model::{Model, play};
use super::{counted, files, flex, flow, flow_by, gather, say, set, split, summary, widget};

/// So many questions are answered in a call.
const MOST: usize = 13;

/// Numbers that are made of one.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }

    fn one<'t>(&mut self, all: &[&'t str]) -> &'t str {
        all[self.below(all.len())]
    }
}

const CLOCK: &str = "{{'now' | date: '%H%M', 'America/Chicago'}}";
const DAY: &str = "{{'now' | date: '%u', 'America/Chicago'}}";

#[expect(clippy::too_many_lines, reason = "a row for each widget")]
/// Widgets that lead anywhere; those of one that takes long entries take long ones everywhere.
fn random_widgets(random: &mut Random, count: usize, is_long: bool, is_inner: bool) -> Vec<Value> {
    let mark = if is_inner { 'q' } else { 'p' };
    let names: Vec<String> = (0..count).map(|at| format!("{mark}{at}")).collect();
    let mut widgets = Vec::new();
    for (at, name) in names.iter().enumerate() {
        let mut to = || {
            // Mostly onward, so that calls get somewhere.
            match random.below(12) {
                0 if is_inner => String::new(),
                0..=2 => names[random.below(count)].clone(),
                _ => names[(at + 1 + random.below(3)).min(count - 1)].clone(),
            }
        };
        let (a, b, c) = (to(), to(), to());
        let last = at + 1 == count;
        let one = match if last { 30 } else { random.below(20) } {
            0 => say(name, &format!("Words {at}."), &a),
            1..=4 => {
                let mut one = gather(name, &a, &b);
                if is_long && let Some(properties) = one["properties"].as_object_mut() {
                    properties.remove("number_of_digits");
                }
                one
            }
            5..=8 => {
                let digits = format!("{{{{widgets.{}.Digits}}}}", names[random.below(count)]);
                let operators = [
                    ("equal_to", "1"),
                    ("equal_to", "12"),
                    ("matches_any_of", "2,12"),
                    ("not_equal_to", "2"),
                    ("contains", "2"),
                    ("does_not_contain", "1"),
                    ("starts_with", "1"),
                    ("is_blank", ""),
                    ("is_not_blank", ""),
                    ("less_than", "2"),
                    ("greater_than", "4"),
                ];
                let (one, other) = (operators[random.below(11)], operators[random.below(11)]);
                split(name, &digits, &[(one.0, one.1, &a), (other.0, other.1, &b)], &c)
            }
            9 | 10 => counted(name, random.one(&["n", "m"]), &a),
            11 => set(name, random.one(&["n", "m"]), random.one(&["0", "1", "{{flow.variables.m}}"]), &a),
            12 | 13 => {
                let variable = format!("{{{{flow.variables.{}}}}}", random.one(&["n", "m"]));
                split(
                    name,
                    &variable,
                    &[(
                        random.one(&["greater_than", "equal_to", "less_than"]),
                        random.one(&["1", "2", "3"]),
                        &a,
                    )],
                    &b,
                )
            }
            14 => widget(
                name,
                "make-http-request",
                json!({ "method": "GET", "url": "https://example.com/look" }),
                &[("success", &a), ("failed", &b)],
            ),
            15 => split(
                name,
                &format!("{{{{widgets.{}.parsed.tier}}}}", names[random.below(count)]),
                &[("equal_to", "gold", &a), ("matches_any_of", "silver,bronze", &b)],
                &c,
            ),
            16 => split(name, CLOCK, &[("less_than", "0900", &a), ("greater_than", "1659", &b)], &c),
            17 => split(name, DAY, &[("greater_than", "5", &a)], &b),
            18 => {
                let status = format!("{{{{widgets.{name}.DialCallStatus}}}}");
                let after = format!("after_{name}");
                widgets.push(split(
                    &after,
                    &status,
                    &[("equal_to", "busy", &a), ("equal_to", "no-answer", &b)],
                    &c,
                ));
                let to = json!({ "noun": "client", "to": name, "timeout": 20 });
                widget(name, "connect-call-to", to, &[("callCompleted", &after), ("hangup", "")])
            }
            19 if !is_inner => widget(
                name,
                "run-subflow",
                json!({ "flow_sid": "inner", "flow_revision": "LatestPublished", "parameters": [{ "type": "string", "key": "n", "value": "{{flow.variables.n}}" }] }),
                &[("completed", &a), ("failed", &b)],
            ),
            19 => split(name, "{{trigger.parent.parameters.n}}", &[("greater_than", "1", &a)], &b),
            _ if is_inner && random.below(3) > 0 => say(name, "Words behind which it goes back.", ""),
            _ => match random.below(4) {
                0 => say(name, "Goodbye.", ""),
                1 => widget(
                    name,
                    "record-voicemail",
                    json!({ "timeout": 5, "max_length": 60 }),
                    &[("recordingComplete", &a), ("noAudio", ""), ("hangup", "")],
                ),
                _ => flex(name),
            },
        };
        widgets.push(one);
    }
    widgets
}

/// Answers of the outside to all questions and transfers of a plan.
fn answers(plan: &Plan, tier: Option<&str>, dials: &HashMap<&str, &str>) -> OutsideAnswers {
    let mut answers = OutsideAnswers::default();
    for (_, answer) in plan.answers() {
        let value = match tier {
            None if answer.values.iter().any(|value| value == "failed") => "failed",
            Some(tier) if answer.values.iter().any(|value| value == tier) => tier,
            _ => continue,
        };
        answers.give(&answer.key, value);
    }
    for (_, step) in plan.steps() {
        let name = step.key.split('-').next().unwrap_or_default();
        if let Some(status) = dials.get(name) {
            let result = match *status {
                "no-answer" => "unanswered",
                "busy" => "busy",
                "failed" => "full",
                _ => "ended",
            };
            let given = OutsideAnswers::default().and(&step.key, result);
            let alike =
                OutsideAnswers::default().and(&step.key, if result == "full" { "busy" } else { result });
            answers = given.known_to(plan).over(&alike.known_to(plan)).over(&answers);
        }
    }
    answers
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 70, ..ProptestConfig::default() })]

    #[test]
    fn a_random_flow_and_its_plan_do_the_same(seed in any::<u64>()) {
        let mut random = Random(seed);
        let is_long = random.below(3) == 0;
        let count = 5 + random.below(10);
        let main = flow(&random_widgets(&mut random, count, is_long, false));
        let inner = flow_by("incomingParent", &random_widgets(&mut random, 4, is_long, true));
        let import = files(&[("main.json", main.to_string()), ("inner.json", inner.to_string())]);
        let json = summary(&import);
        let sum: u64 = ["carried", "worked_out", "outside", "opaque", "without_effect", "not_reached", "refused"].iter().map(|key| json[key].as_u64().unwrap()).sum();
        prop_assert_eq!(sum, json["steps"].as_u64().unwrap(), "each step has one fate");
        let plan = super::plan(&import);
        for _ in 0..14 {
            let (weekday, hour) = (random.below(7), random.below(24) as u16);
            let tier = [None, Some("gold"), Some("silver"), Some("other")][random.below(4)];
            let names: Vec<String> = (0..count).flat_map(|at| [format!("p{at}"), format!("q{at}")]).collect();
            let statuses = ["no-answer", "busy", "failed", ""];
            let dials: HashMap<&str, &str> = names.iter().map(|name| (name.as_str(), random.one(&statuses))).filter(|(_, status)| !status.is_empty()).collect();
            let keys: &[&str] = if is_long { &["", "1", "2", "12", "21", "3", "*", "922"] } else { &["", "1", "2", "1", "5", "*"] };
            let choices: Vec<Choice> = (0..MOST).map(|_| Some(random.one(keys).to_owned()).filter(|keys| !keys.is_empty())).collect();
            let model = Model { flows: HashMap::from([("main", &main), ("inner", &inner)]), tier, dials: dials.clone(), clock: (hour * 100 + 15, weekday as u8 + 1) };
            let Some(wanted) = play(&model, &choices) else { continue };
            // February 2 of 2026 is a Monday.
            let at = format!("2026-02-{:02} {hour:02}:15", 2 + weekday);
            let found = play_plan(&plan, "main", &at, &choices, &answers(&plan, tier, &dials));
            prop_assert_eq!(found, wanted, "{} {:?} {:?} {:?}\n{}\n{}\n{}", at, choices, tier, dials, main, inner, import.files[0].text);
        }
    }
}
