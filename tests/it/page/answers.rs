//! The phone as a page: what it is answered, and the file that it is.

use std::path::Path;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use ivrsim::base::source::Sources;
use ivrsim::call::{CallSpec, Caller, KeySequence};
use ivrsim::page::{PageEngine, PageFile, SCRIPT, SERVED_SCRIPT, STYLE};
use ivrsim::plan::{self, Plan};
use ivrsim::suite::scenario::{ParsedScenarioFile, Player, VerdictKind};
use ivrsim::time::moment;
use jiff::Timestamp;
use proptest::prelude::*;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::helpers::drawn;
use crate::helpers::generated::assert_generated;
use crate::oracles;
use crate::oracles::call;
use crate::oracles::dice::Dice;

fn engine() -> PageEngine {
    let files =
        plan::builtin().sources.iter().map(|(_, file)| (file.name().to_owned(), file.text().to_owned()));
    PageEngine::read(files).unwrap()
}

fn ask(engine: &PageEngine, question: &Value) -> Value {
    serde_json::from_str(&engine.answer(&question.to_string())).unwrap()
}

fn at(text: &str) -> i64 {
    moment::parse(text, plan::builtin().zone).unwrap().as_millisecond()
}

fn texts(of: &Value) -> Vec<&str> {
    of.as_array().unwrap().iter().map(|one| one["text"].as_str().unwrap()).collect()
}

#[test]
fn the_page_may_run_its_own_script_and_style_and_nothing_else() {
    let hash = |text: &str| BASE64.encode(Sha256::digest(text));
    let policy = format!(
        "default-src 'none'; script-src 'sha256-{}' 'wasm-unsafe-eval'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'\n",
        hash(&SCRIPT),
        hash(STYLE)
    );
    let front = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/page/front");
    assert_generated(&front.join("policy.txt"), &policy);
    // The page of a server asks that server, and nobody else.
    let served = policy
        .replacen(&hash(&SCRIPT), &hash(&SERVED_SCRIPT), 1)
        .replacen("form-action 'none'", "form-action 'self'", 1)
        .replace('\n', "; connect-src 'self'; media-src 'self'; frame-ancestors 'none'\n");
    assert_generated(&front.join("served-policy.txt"), &served);
}

fn file(plan: &Plan, title: Option<&str>) -> String {
    let mut page = Vec::new();
    let made = Timestamp::from_second(1_767_700_800).unwrap();
    PageFile { plan, title, at: None, line: None, lessons: false, questions: &[], made, served: None }
        .write(&mut page)
        .unwrap();
    String::from_utf8(page).unwrap()
}

#[test]
fn the_page_is_one_small_file_that_asks_for_nothing() {
    let page = file(plan::builtin(), None);
    assert!(page.len() <= 1_200_000, "{} bytes", page.len());
    let (before, after) = page.split_once("id=\"engine\">").unwrap();
    let drawn = format!("{before}{}", after.split_once("</script>").unwrap().1);
    for asks in ["http:", "https:", "src=", "url(", "import(", "fetch(", "XMLHttpRequest", "WebSocket"] {
        assert!(!drawn.contains(asks), "{asks}");
    }
}

#[test]
fn what_a_plan_says_never_ends_the_part_of_the_page_that_it_stands_in() {
    let hostile = "</script><script>alert(1)</script><!--";
    let text = format!(
        "[plan]\nname = \"Garage\"\neffective = 2026-01-05\ntimezone = \"America/New_York\"\n\
         [lines.main]\nnumber = \"1-800-555-0100\"\nname = \"{hostile}\"\nanswer = \"desk\"\n\
         [destinations.desk]\nname = \"Desk\"\n"
    );
    let page = file(&oracles::plan::plan(&text), Some("<b>&\"</title>"));
    assert!(!page.contains(hostile) && !page.contains("alert(1)</script>"));
    assert_eq!(page.matches("</script>").count(), 4);
    assert_eq!(page.matches("</title>").count(), 1);
}

#[test]
fn a_call_is_told_in_plain_sentences() {
    let engine = engine();
    let question = |from: Option<&str>| json!({ "ask": "call", "number": "877-357-8477", "from": from, "at": at("2026-01-16 18:30"), "acts": [], "press": "6" });
    let late = ask(&engine, &question(None));
    assert_eq!(late["outcome"]["kind"], "disconnected");
    assert_eq!(
        texts(&late["reasons"]),
        [
            "1-877-357-8477 is the number of Dealer Products & Services.",
            "Key 6 is for Sales Support.",
            "The caller's number is withheld, so Eastern time counts.",
            "Sales Support closed at 5 PM; it is Friday 6:30 PM Eastern.",
        ]
    );
    let west = ask(&engine, &question(Some("303-555-0100")));
    assert_eq!(west["outcome"]["text"], "You are put through to Sales Support.");
    assert!(
        texts(&west["reasons"]).contains(&"Sales Support is open until 5 PM; it is Friday 4:30 PM Mountain.")
    );
}

/// A voice would read its length aloud.
#[test]
fn a_recording_whose_words_are_not_known_is_nothing_to_be_read_aloud() {
    let text = "[plan]\nname = \"P\"\neffective = 2026-01-01\ntimezone = \"America/New_York\"\n\
                [lines.main]\nnumber = \"1-800-555-0100\"\nname = \"M\"\nanswer = \"hello\"\n\
                [messages.hello]\nsound = \"hello.wav\"\nsay_seconds = 3\nthen = \"bye\"\n\
                [messages.bye]\nsay = \"Good-bye.\"\nthen = \"hang-up\"\n";
    let engine = PageEngine::read([("plan.toml".to_owned(), text.to_owned())]).unwrap();
    let question = json!({ "ask": "call", "number": "1-800-555-0100", "at": at("2026-01-16 12:00"), "acts": [], "until": 60_000 });
    let call = ask(&engine, &question);
    assert_eq!(texts(&call["captions"])[..2], ["(recording, 3 seconds)", "Good-bye."]);
    assert_eq!(
        (&call["captions"][0]["wordless"], &call["captions"][1]["wordless"]),
        (&json!(true), &Value::Null)
    );
}

#[test]
fn a_call_that_waits_tells_what_it_waits_for_and_what_silence_does() {
    let engine = engine();
    let question = |until: i64| json!({ "ask": "call", "number": "877-357-8477", "at": at("2026-01-16 12:00"), "acts": [], "until": until });
    let speaking = ask(&engine, &question(500));
    assert_eq!(speaking["now"]["phase"], "speaking");
    let next = speaking["next"].as_i64().unwrap();
    let waiting = ask(&engine, &question(next));
    assert_eq!(waiting["now"]["phase"], "listening");
    assert_eq!(waiting["now"]["keys"], json!([{ "key": "6", "label": "Sales Support" }]));
    assert_eq!(waiting["now"]["silence"], "If nothing is pressed for 5 seconds, it is asked again.");
    assert_eq!(waiting["captions"][0]["to"], next);
}

#[test]
fn what_is_asked_wrongly_is_told_in_words() {
    let engine = engine();
    for (question, told) in [
        (json!({ "ask": "call", "number": "no", "at": 0, "acts": [] }), "no"),
        (json!({ "ask": "moment", "text": "soon", "at": at("2026-01-16 12:00") }), "soon"),
        (json!({ "ask": "caller", "from": "America/Nowhere", "at": at("2026-01-16 12:00") }), "time zone"),
        (json!({ "ask": "sing" }), "not understood"),
        (json!({ "ask": "call", "number": "1-877-357-8477", "at": i64::MAX, "acts": [] }), "time"),
    ] {
        let answer = ask(&engine, &question);
        let error = answer["error"].as_str().unwrap_or_else(|| panic!("{question} is answered {answer}"));
        assert!(error.contains(told), "{error}");
    }
}

#[test]
fn a_moment_is_understood_as_in_the_phone() {
    let engine = engine();
    let now = at("2026-01-16 12:00");
    for (text, wanted) in [
        ("Saturday 10:40", "2026-01-17 10:40"),
        ("tomorrow at 9", "2026-01-17 09:00"),
        ("Christmas 10:00", "2026-12-25 10:00"),
    ] {
        let told = ask(&engine, &json!({ "ask": "moment", "text": text, "at": now }));
        assert_eq!(told["at"], at(wanted), "{text}");
    }
}

#[test]
fn a_search_and_a_week_are_answered_for_the_moment_of_the_page() {
    let engine = engine();
    let moment = at("2026-01-16 12:00");
    let found = ask(&engine, &json!({ "ask": "find", "words": "sales support", "at": moment }));
    assert_eq!((&found[0]["name"], &found[0]["then"]), (&json!("Sales Support"), &json!("press 6")));
    let week = ask(&engine, &json!({ "ask": "week", "number": "877-357-8477", "at": moment }));
    assert_eq!(week["days"].as_array().unwrap().len(), 7);
    assert_eq!(week["days"][0]["weekday"], "Mon");
    assert_eq!(week["rows"][0]["open"][4], json!([at("2026-01-16 08:00"), at("2026-01-16 17:00")]));
    let jumps = ask(&engine, &json!({ "ask": "jumps", "number": "877-357-8477", "at": moment }));
    assert_eq!(jumps[0]["at"], at("2026-01-16 16:59"));
    assert_eq!(jumps[0]["when"], "Friday 4:59 PM Eastern");
    assert_eq!(jumps[0]["text"], "one minute before Sales Support closes");
}

proptest! {
    #![proptest_config(drawn::cases(64))]

    #[test]
    fn a_call_of_the_page_is_the_call_of_the_program(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        let mut dice = Dice::new(&bytes);
        let plan = Arc::new(oracles::plan::plan(&oracles::plan::text(&mut dice)));
        let engine = PageEngine::new(Arc::clone(&plan));
        let (_, line) = plan.lines().next().expect("it has a line");
        let at = Timestamp::from_second(1_767_000_000 + dice.whole(60_000) * 60).unwrap();
        let keys: KeySequence = call::keys(&mut dice);
        let spec = CallSpec::new(line.number.value, at).with_caller(Caller::default()).with_keys(keys.clone());
        let made = plan.call(&spec);
        let told = ask(&engine, &json!({
            "ask": "call", "number": line.number.value.to_string(), "at": at.as_millisecond(), "acts": [], "press": keys.to_string(),
        }));
        prop_assert_eq!(told["outcome"]["kind"].as_str(), Some(made.outcome.kind().word()));
        // What was pressed when makes the same call again, whatever moment of it is looked at first.
        let transcript = made.record.transcript(&plan);
        let captions = told["captions"].as_array().unwrap();
        prop_assert_eq!(captions.len(), transcript.len());
        let acts: Vec<Value> = captions
            .iter()
            .filter(|caption| caption["who"] == "caller")
            .map(|caption| json!({ "after": caption["from"], "key": caption["text"] }))
            .collect();
        for (caption, entry) in captions.iter().zip(&transcript) {
            prop_assert_eq!(caption["from"].as_i64(), i64::try_from(entry.at.duration_since(at).as_millis()).ok());
            prop_assert!(entry.speaker.word() == "outcome" || caption["text"] == *entry.text);
        }
        let again = ask(&engine, &json!({
            "ask": "call", "number": line.number.value.to_string(), "at": at.as_millisecond(), "acts": acts,
        }));
        prop_assert_eq!(&again["outcome"], &told["outcome"]);
    }
}

/// What a call of the page, written as a scenario, says is so.
#[test]
fn a_call_copied_as_a_scenario_passes_and_fails_when_the_plan_says_otherwise() {
    let engine = engine();
    for (number, from, moment, acts) in [
        // During the prompt and behind it, in the fraction of a second in which people press.
        ("877-357-8477", None, "2026-01-16 18:30", json!([{ "after": 2345, "key": "6" }])),
        ("877-357-8477", Some("303-555-0100"), "2026-01-16 18:30", json!([{ "after": 2345, "key": "6" }])),
        // A key that is not offered, silence, then one that is.
        (
            "855-720-2559",
            None,
            "2026-01-16 12:00",
            json!([{ "after": 1111, "key": "9" }, { "after": 26000, "key": "3" }]),
        ),
        ("855-720-2559", Some("America/Denver"), "2026-01-17 12:00", json!([])),
        ("800-555-0199", None, "2026-01-17 12:00", json!([])),
    ] {
        let call =
            json!({ "ask": "scenario", "number": number, "from": from, "at": at(moment), "acts": acts });
        let told = ask(&engine, &call);
        let text = told["text"].as_str().unwrap_or_else(|| panic!("{call}: {told}"));
        let (failed, cases) = played(text, plan::builtin());
        assert_eq!((failed, cases), (Vec::<String>::new(), 1), "{text}");
        let (before, outcome) = text.split_once("outcome = \"").unwrap();
        let other = format!("{before}outcome = \"voicemail{}", &outcome[outcome.find('"').unwrap()..]);
        assert_eq!(played(&other, plan::builtin()).0.len(), 1, "{other}");
    }
}

/// The names of the cases that fail, and how many there are.
fn played(text: &str, plan: &Plan) -> (Vec<String>, usize) {
    let mut sources = Sources::default();
    let file = sources.add("copied.toml", text);
    let mut mistakes = Vec::new();
    let parsed = ParsedScenarioFile::read(&sources, file, &mut mistakes);
    let suite = parsed.lower(plan, &sources, &mut mistakes);
    assert!(mistakes.is_empty(), "{text}\n{mistakes:?}");
    let (mut failed, mut cases) = (Vec::new(), 0);
    for scenario in &suite.unwrap().scenarios {
        for index in 0..scenario.count() {
            cases += 1;
            if Player::default().play(plan, scenario, scenario.case(index)).kind() != VerdictKind::Passed {
                failed.push(scenario.name.value.clone());
            }
        }
    }
    (failed, cases)
}

#[test]
fn a_call_that_is_no_scenario_says_why() {
    let engine = engine();
    let moment = at("2026-01-16 12:00");
    let told = |acts: Value, until: Option<i64>| {
        let question = json!({ "ask": "scenario", "number": "877-357-8477", "at": moment, "acts": acts, "until": until });
        ask(&engine, &question)["error"].as_str().unwrap_or_default().to_owned()
    };
    assert!(told(json!([]), Some(1000)).contains("still on"));
    assert!(told(json!([{ "after": 1000, "key": null }]), None).contains("hung up"));
}

/// The texts anywhere in an answer.
fn all_texts(of: &Value) -> Vec<String> {
    match of {
        Value::String(text) => vec![text.clone()],
        Value::Array(many) => many.iter().flat_map(all_texts).collect(),
        Value::Object(fields) => fields.values().flat_map(all_texts).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn the_tree_of_a_line_says_when_a_way_is_taken_and_names_no_part_of_the_file() {
    for company in ["hospital", "dealers", "utility"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("menus").join(company);
        let files = std::fs::read_dir(path).unwrap().map(|file| file.unwrap().path());
        let files: Vec<(String, String)> =
            files.map(|file| (file.display().to_string(), std::fs::read_to_string(&file).unwrap())).collect();
        let engine = PageEngine::read(files).unwrap();
        let texts = all_texts(&ask(&engine, &json!({ "ask": "plan" })));
        for told in &texts {
            for id in [
                "switch",
                "front-door",
                "day-menu",
                "night-menu",
                "choose-branch",
                "xxxx",
                "-mailbox",
                "America/",
            ] {
                assert!(
                    !told.contains(id) || told == "America/New_York" || told.starts_with("America/"),
                    "{company}: {told}"
                );
            }
        }
        let wanted: &[&str] = match company {
            "hospital" => &[
                "open hours: Monday to Friday, 7 AM to 7 PM Eastern; closed on holidays",
                "at other times",
                "4 digits that begin with 2",
                "when closed",
            ],
            "dealers" => &["callers on Eastern time", "all other callers"],
            _ => &["6 digits that begin with 1"],
        };
        for words in wanted {
            assert!(texts.iter().any(|told| told == words), "{company}: {words} of {texts:#?}");
        }
    }
}

#[test]
fn the_end_of_a_call_is_told_without_a_name_of_a_zone_or_of_the_plan() {
    let engine = engine();
    let told = |moment: &str, press: &str| {
        let question =
            json!({ "ask": "call", "number": "855-720-2559", "at": at(moment), "acts": [], "press": press });
        ask(&engine, &question)["outcome"]["text"].as_str().unwrap().to_owned()
    };
    assert_eq!(told("2026-01-16 05:30", ""), "The call ends: Contract Processing Center is closed.");
    assert_eq!(told("2026-01-16 12:00", ""), "The call ends: nothing was pressed.");
    assert_eq!(
        told("2026-01-16 12:00", "9,,,9,,,9,,,9"),
        "The call ends: what was pressed is not one of the choices."
    );
}

/// How much lighter one color is than another, as WCAG counts it.
fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let light = |color: [u8; 3]| {
        let [red, green, blue] = color.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    };
    let (one, other) = (light(one), light(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn all_words_of_the_page_stand_out_from_what_is_behind_them_in_light_and_dark() {
    let schemes: Vec<&str> =
        STYLE.split(":root {").skip(1).map(|rest| rest.split('}').next().unwrap()).collect();
    assert_eq!(schemes.len(), 2);
    for scheme in schemes {
        let color = |name: &str| {
            let text =
                scheme.split_once(&format!("--{name}: #")).unwrap().1.split(';').next().unwrap().to_owned();
            let text = if text.len() == 3 { text.chars().flat_map(|c| [c, c]).collect() } else { text };
            [0, 2, 4].map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap())
        };
        for (words, behind) in [
            ("ink", "paper"),
            ("ink", "back"),
            ("ink", "mark"),
            ("dim", "paper"),
            ("dim", "back"),
            ("dim", "mark"),
            ("blue", "paper"),
            ("good", "paper"),
            ("bad", "paper"),
            ("paper", "good"),
            ("paper", "bad"),
        ] {
            let ratio = contrast(color(words), color(behind));
            assert!(ratio >= 4.5, "{words} on {behind}: {ratio:.2}");
        }
    }
}

/// A helpline that asks who is on duty, and tells what follows when nobody answers.
pub(super) const HELPLINE: &str = "docs/guide/examples/helpline/menus/helpline.toml";

#[test]
fn what_the_outside_answers_is_chosen_and_holds_for_the_whole_call() {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(HELPLINE)).unwrap();
    let engine = PageEngine::read([("helpline.toml".to_owned(), text)]).unwrap();
    let plan = ask(&engine, &json!({ "ask": "plan" }));
    let words = |index: usize| -> Vec<&str> {
        let values = plan["answers"][index]["values"].as_array().unwrap();
        values.iter().map(|value| value["words"].as_str().unwrap()).collect()
    };
    assert_eq!(plan["answers"][0]["name"], "A counselor is on duty");
    assert_eq!(words(0), ["yes", "no"]);
    assert_eq!(words(1), ["short", "long"]);
    assert_eq!(
        words(2),
        [
            "somebody answers at the counselors",
            "nobody answers at the counselors",
            "it is busy at the counselors"
        ]
    );
    let call = |answers: &str| {
        let at = at("2026-03-02 10:00");
        let number = "1-800-555-0140";
        let question = json!({ "ask": "call", "number": number, "at": at, "acts": [], "press": "1", "answers": answers });
        ask(&engine, &question)
    };
    assert_eq!(call("")["outcome"]["text"], "You are put through to the counselors.");
    assert_eq!(call("counselors=busy")["outcome"]["text"], "You are put through to the volunteers.");
    let waits = call("counselors=unanswered; volunteers=unanswered");
    assert_eq!(waits["outcome"]["text"], "You reach the mailbox and can leave a message.");
    // Why is told by what was answered, and not again by the case that asked for nothing else.
    let nobody = call("staffed=no");
    let why = texts(&nobody["reasons"]);
    assert!(why.contains(&"A counselor is on duty: no."), "{why:?}");
    assert!(why.iter().all(|reason| reason.len() > 1), "{why:?}");
    assert!(!texts(&call("")["reasons"]).contains(&"No special case is for this caller."));
    assert!(call("counselors=away")["error"].as_str().unwrap().contains("cannot be `away`"));
}

#[test]
fn the_keys_that_are_taken_while_it_rings_are_told_with_what_they_do() {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(HELPLINE)).unwrap();
    let engine = PageEngine::read([("helpline.toml".to_owned(), text)]).unwrap();
    let call = |until: i64| {
        ask(
            &engine,
            &json!({
                "ask": "call", "number": "1-800-555-0140", "at": at("2026-03-02 10:00"),
                "acts": [{ "after": 0, "key": "2" }], "until": until, "answers": "office=unanswered",
            }),
        )
    };
    let spoken = call(100);
    assert_eq!((&spoken["now"]["phase"], &spoken["now"]["keys"]), (&json!("speaking"), &json!([])));
    let rings = call(60_000);
    assert_eq!(rings["now"]["phase"], "ringing");
    assert_eq!(rings["now"]["keys"], json!([{ "key": "1", "label": "a call back from the office" }]));
}
