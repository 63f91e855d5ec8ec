//! Random contact centers: the plan that is made of one does what a second model of it does.

use std::collections::HashMap;

use ivrsim::call::OutsideAnswers;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::super::choices::{Choice, play_plan};
use super::model::{Model, play};
use super::{WEEK, action, branch, files, flow, hours, queue};

/// So many questions are answered in a call.
const MOST: usize = 14;

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

const QUEUES: [&str; 3] = ["Sales", "Support", "Billing"];
const HOURS: [&str; 2] = ["day", "night"];

/// One flow of `count` actions that lead anywhere.
fn random_flow(random: &mut Random, count: usize, is_module: bool) -> Value {
    let ids: Vec<String> = (0..count).map(|at| format!("a{at:035}")).collect();
    let mut actions = vec![action(
        "start",
        "UpdateContactTargetQueue",
        json!({ "QueueId": format!("id-{}", random.one(&QUEUES)) }),
        &ids[0],
    )];
    for (at, id) in ids.iter().enumerate() {
        let mut to = || {
            // Mostly onward, so that calls get somewhere.
            let at = if random.below(4) > 0 {
                (at + 1 + random.below(3)).min(count - 1)
            } else {
                random.below(count)
            };
            ids[at].clone()
        };
        let (a, b, c) = (to(), to(), to());
        let last = at + 1 == count;
        actions.push(match if last { 20 } else { random.below(15) } {
            0 => action(id, "MessageParticipant", json!({ "Text": format!("Words {at}.") }), &a),
            1..=3 => {
                let keys = [random.one(&["1", "2"]), random.one(&["3", "4"])];
                let errors = [("NoMatchingCondition", c.as_str()), ("InputTimeLimitExceeded", random.one(&[a.as_str(), b.as_str()])), ("NoMatchingError", &c)];
                let parameters = json!({ "Text": format!("Menu {at}."), "StoreInput": "False", "InputTimeLimitSeconds": "4" });
                branch(id, "GetParticipantInput", parameters, &[(keys[0], &a), (keys[1], &b)], &errors)
            }
            4 | 5 => {
                let parameters = json!({ "Text": format!("Code {at}."), "StoreInput": "True", "InputTimeLimitSeconds": "4",
                    "InputValidation": { "CustomValidation": { "MaximumLength": random.one(&["1", "3"]) } } });
                branch(id, "GetParticipantInput", parameters, &[], &[("NoMatchingError", &a)])
            }
            6 => branch(id, "Compare", json!({ "ComparisonValue": "$.StoredCustomerInput" }), &[(random.one(&["1", "12"]), &a), ("Timeout", &b)], &[("NoMatchingCondition", &c)]),
            7 => action(id, "UpdateContactAttributes", json!({ "Attributes": { "way": random.one(&["x", "y", "$.StoredCustomerInput"]) } }), &a),
            8 => branch(id, "Compare", json!({ "ComparisonValue": "$.Attributes.way" }), &[("x", &a), ("12", &b)], &[("NoMatchingCondition", &c)]),
            9 => {
                let parameters = if random.below(2) == 0 { json!({}) } else { json!({ "HoursOfOperationId": format!("id-{}", random.one(&HOURS)) }) };
                branch(id, "CheckHoursOfOperation", parameters, &[("True", &a), ("False", &b)], &[("NoMatchingError", &c)])
            }
            10 => branch(id, "Loop", json!({ "LoopCount": random.one(&["1", "2"]) }), &[("ContinueLooping", &a), ("DoneLooping", &b)], &[]),
            11 => action(id, "UpdateContactTargetQueue", json!({ "QueueId": format!("arn:aws:connect:us-east-1:1:instance/i/queue/id-{}", random.one(&QUEUES)) }), &a),
            12 if !is_module => action(id, "InvokeFlowModule", json!({ "FlowModuleId": "part" }), &a),
            13 => branch(id, "Compare", json!({ "ComparisonValue": random.one(&["$.External.Tier", "$.Channel"]) }), &[("gold", &a), ("VOICE", &b)], &[("NoMatchingCondition", &c)]),
            14 => action(id, "InvokeLambdaFunction", json!({ "LambdaFunctionARN": "arn:aws:lambda:us-east-1:1:function:tiers" }), &a),
            _ if is_module && random.below(3) > 0 => action(id, "EndFlowModuleExecution", json!({}), ""),
            _ => match random.below(4) {
                0 => action(id, "DisconnectParticipant", json!({}), ""),
                1 => action(id, "CreateCallbackContact", json!({}), "nowhere"),
                2 if !is_module => action(id, "TransferToFlow", json!({ "ContactFlowId": "second" }), ""),
                _ => action(id, "TransferContactToQueue", json!({}), &a),
            },
        });
    }
    flow(&actions)
}

fn week(random: &mut Random) -> Vec<(&'static str, u16, u16)> {
    let mut week = Vec::new();
    for day in WEEK {
        if random.below(5) > 0 {
            week.push((day, 60 * random.below(24) as u16, 60 * random.below(24) as u16));
        }
    }
    week
}

/// Whether it is open, by the wall clock: a time that does not end behind its start reaches into the next day.
fn is_open(stretches: &[(&str, u16, u16)], weekday: usize, minute: u16) -> bool {
    stretches.iter().any(|&(day, from, to)| {
        let day = WEEK.iter().position(|known| *known == day).unwrap();
        let is_night = to <= from;
        (day == weekday && minute >= from && (is_night || minute < to))
            || (is_night && (day + 1) % 7 == weekday && minute < to)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn a_random_contact_center_and_its_plan_do_the_same(seed in any::<u64>()) {
        let mut random = Random(seed);
        let [day, night] = [week(&mut random), week(&mut random)];
        let count = 4 + random.below(9);
        let main = random_flow(&mut random, count, false);
        let (second, part) = (random_flow(&mut random, 4, true), random_flow(&mut random, 3, true));
        let named = |name: &str, kind: &str, flow: &Value| {
            (format!("{name}.json"), json!({ "Name": name, "Type": kind, "Content": flow.to_string() }).to_string())
        };
        let mut all = vec![
            named("main", "CONTACT_FLOW", &main),
            named("second", "CUSTOMER_WHISPER", &second),
            named("part", "MODULE", &part),
            ("day.json".to_owned(), hours("day", "America/Chicago", &day).to_string()),
            ("night.json".to_owned(), hours("night", "America/Chicago", &night).to_string()),
        ];
        let of = [HOURS[random.below(2)], HOURS[random.below(2)], HOURS[random.below(2)]];
        all.extend(QUEUES.iter().zip(of).map(|(name, of)| (format!("{name}.json"), queue(name, of).to_string())));
        let all: Vec<(&str, String)> = all.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
        let import = files(&all);
        let json = serde_json::to_value(&import.summary.json).unwrap();
        let sum: u64 = ["carried", "worked_out", "outside", "opaque", "without_effect", "not_reached", "refused"].iter().map(|key| json[key].as_u64().unwrap()).sum();
        prop_assert_eq!(sum, json["steps"].as_u64().unwrap(), "each step has one fate");
        let plan = super::plan(&import);
        for _ in 0..12 {
            let (weekday, hour) = (random.below(7), random.below(24) as u16);
            let tier = random.one(&["gold", "other"]);
            let external = HashMap::from([("Tier", tier)]);
            let minute = hour * 60 + 15;
            let model = Model {
                flows: HashMap::from([("main", &main), ("second", &second), ("part", &part)]),
                open: HashMap::from([("day", is_open(&day, weekday, minute)), ("night", is_open(&night, weekday, minute))]),
                hours_of: QUEUES.iter().copied().zip(of).collect(),
                external,
            };
            let choices: Vec<Choice> = (0..MOST).map(|_| Some(random.one(&["", "1", "2", "3", "4", "1", "7"]).to_owned()).filter(|keys| !keys.is_empty())).collect();
            let Some(wanted) = play(&model, "main", &choices, MOST) else { continue };
            // February 2 of 2026 is a Monday.
            let at = format!("2026-02-{:02} {hour:02}:15", 2 + weekday);
            // What was returned before a program ran and what it returned are two questions; here both have one answer.
            let mut answers = OutsideAnswers::default();
            for (_, answer) in plan.answers().filter(|(_, answer)| answer.key.starts_with("tier")) {
                if answer.values.iter().any(|value| value == tier) {
                    answers.give(&answer.key, tier);
                }
            }
            prop_assert_eq!(play_plan(&plan, "main", &at, &choices, &answers), wanted, "{} {:?} {}\n{}", at, choices, main, import.files[0].text);
        }
    }

    #[test]
    fn hours_are_open_to_the_minute_on_their_own_clock(seed in any::<u64>()) {
        let mut random = Random(seed);
        let week = week(&mut random);
        let zone = random.one(&["America/Chicago", "Australia/Sydney", "Asia/Kolkata"]);
        let main = flow(&[
            branch("check", "CheckHoursOfOperation", json!({ "HoursOfOperationId": "id-day" }), &[("True", "queue"), ("False", "end")], &[]),
            action("queue", "CreateCallbackContact", json!({}), ""),
            action("end", "DisconnectParticipant", json!({}), ""),
        ]);
        let import = files(&[("main.json", main.to_string()), ("hours.json", hours("day", zone, &week).to_string())]);
        let plan = super::plan(&import);
        let clock = jiff::tz::TimeZone::get(zone).unwrap();
        for _ in 0..40 {
            // Around both changes of the clock, and both sides of each edge.
            let day = jiff::civil::date(2026, [3, 4, 10, 11][random.below(4)], 1 + random.below(28) as i8);
            let at = day.at(random.below(24) as i8, 0, 0, 0).to_zoned(clock.clone()).unwrap();
            for second in [-1, 0] {
                let at = at.checked_add(jiff::Span::new().seconds(second)).unwrap();
                let weekday = usize::from(at.weekday().to_monday_zero_offset().unsigned_abs());
                let minute = u16::from(at.hour().unsigned_abs()) * 60 + u16::from(at.minute().unsigned_abs());
                let (_, line) = plan.lines().next().unwrap();
                let told = plan.call(&ivrsim::call::CallSpec::new(line.number.value, at.timestamp())).outcome.kind();
                let open = if is_open(&week, weekday, minute) { "Callback" } else { "Disconnected" };
                prop_assert_eq!(format!("{told:?}"), open, "{} {:?}", at, week);
            }
        }
    }
}
