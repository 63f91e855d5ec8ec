//! Who handles what in the directory, and whether the way there is as told.

use std::collections::HashSet;
use std::fs;

use ivrsim::call::{CallSpec, Caller, EndPlace};
use ivrsim::directory::report::SearchResults;
use ivrsim::directory::{SearchSubject, StepRoute, first_way, number, search, ways};
use ivrsim::number::Country;
use ivrsim::plan::builtin;
use ivrsim::plan::{LineId, Plan, StepId};
use ivrsim::time::moment;
use jiff::{SignedDuration, Timestamp};

use crate::helpers::program::ivrsim;
use crate::oracles;
use crate::oracles::garage::{NEW_YORK_2023, garage_with};

/// The key of what answers the words best.
fn best(words: &str) -> String {
    let plan = builtin();
    let hits = search(plan, words);
    let Some(hit) = hits.first() else { return "nothing".to_owned() };
    match hit.subject {
        SearchSubject::Step(step) => plan.step(step).key.clone(),
        SearchSubject::Contact(contact) => plan.contact(contact).key.clone(),
    }
}

#[test]
fn each_topic_of_the_document_finds_its_team_first() {
    for (words, team) in [
        ("customer interview", "customer-interview"),
        ("retail held offerings", "retail-held-offerings"),
        ("lease held offerings", "lease-held-offerings"),
        ("commercial transactions", "commercial-transactions"),
        ("ally plus", "ally-plus"),
        ("funding ancillary documents", "funding-ancillary-fax"),
        ("routeone econtract fax", "routeone-fax"),
        ("held documents email", "held-documents"),
        ("contracts by fedex", "contracts-by-fedex"),
        ("contracts by us postal service", "contracts-by-mail"),
        ("statement of dealer transactions", "smartcash"),
        ("contract funding", "smartcash"),
        ("lease agreements", "smartcash"),
        ("dealer reserve", "dealer-reserve"),
        ("sales support", "sales-support"),
        ("f&i rewards", "fi-rewards"),
        ("payoffs", "dsc"),
        ("title release", "dsc"),
        ("lien release", "dsc"),
        ("gap", "dsc"),
        ("power of attorney", "dsc"),
        ("dealer dash password", "dsc"),
        ("consumer help line", "csc"),
        ("extensions", "csc"),
        ("payment arrangements", "csc"),
        ("customer payoffs", "csc"),
        ("payment processing address", "payments"),
        ("arbitrations", "smartauction"),
        ("title assistance", "smartauction"),
        ("sabb status", "smartauction"),
        ("insurance claims", "insurance"),
        ("coverage questions", "insurance"),
        ("pac west", "rbc-pac-west"),
    ] {
        assert_eq!(best(words), team, "{words}");
    }
}

#[test]
fn all_five_business_centers_answer_for_the_floorplan() {
    for words in ["wholesale billing", "floorplan", "dealer trades", "branch entered items"] {
        let found: HashSet<String> = search(builtin(), words)
            .into_iter()
            .take(5)
            .filter_map(|hit| match hit.subject {
                SearchSubject::Step(step) => Some(builtin().step(step).key.clone()),
                SearchSubject::Contact(_) => None,
            })
            .collect();
        assert!(found.len() == 5 && found.iter().all(|key| key.starts_with("rbc-")), "{words}: {found:?}");
    }
}

#[test]
fn typing_errors_are_forgiven() {
    for (words, team) in [
        ("titel release", "dsc"),
        ("arbitratoin", "smartauction"),
        ("insurence claim", "insurance"),
        ("powr of atorney", "dsc"),
        ("custommer interveiw", "customer-interview"),
        ("comercial transactions", "commercial-transactions"),
        ("WHO HANDLES PAYMENT ARANGEMENTS?", "csc"),
    ] {
        assert_eq!(best(words), team, "{words}");
    }
}

#[test]
fn where_no_hours_are_known_any_more_a_search_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let at = "2199-12-31 18:30 America/New_York";
    let told = |args: &[&str]| {
        let (_, out, error) = ivrsim(folder.path(), args);
        assert_eq!(error, "");
        out
    };
    let known = "hours are known for the years 1900 to 2199 only";
    let found = told(&["find", "commercial transactions", "--at", at]);
    assert!(found.contains(&format!("no call was found that leads there; {known}")), "{found}");
    let json = told(&["find", "commercial transactions", "--at", at, "--format", "json"]);
    assert!(json.contains("\"known_until\": \"2199-12-31T19:00:00-05:00\""), "{json}");
    assert!(told(&["lines", "--at", at]).contains(known));
    let hours = told(&["hours", "--at", at]);
    assert!(hours.contains("not known: after 2199") && !hours.contains("never"), "{hours}");
    for args in [&["find", "commercial transactions"][..], &["lines"], &["hours"]] {
        let usual = told(&[args, &["--at", "2023-08-28 22:00"]].concat());
        assert!(!usual.contains("known"), "{usual}");
    }
}

#[test]
fn a_search_that_gives_up_tells_how_far_it_has_looked() {
    let folder = tempfile::tempdir().unwrap();
    let desk = "[hours.day]\nopen = \"Mo-Fr 08:00-18:00\"\n[destinations.desk]\nname = \"Night Desk\"\n";
    let once_in_a_while = "[switches.start]\ncases = [{ open = \"day\", then = \"hold\" }]\notherwise = \"hang-up\"\n\
         [messages.hold]\nsay = \"One moment.\"\nthen = \"later\"\n\
         [switches.later]\ncases = [{ closed = \"day\", then = \"desk\" }]\notherwise = \"hang-up\"\n";
    let certain = "[switches.start]\ncases = [{ open = \"day\", caller = [\"212-555-0100\"], then = \"desk\" }]\n\
         otherwise = \"hang-up\"\n";
    for steps in [once_in_a_while, certain] {
        let text = garage_with(NEW_YORK_2023, "start", &format!("{desk}{steps}"));
        fs::write(folder.path().join("plan.toml"), text).unwrap();
        let told = |args: &[&str]| {
            let args = [&["--plan", "plan.toml"], args, &["--at", "2026-01-05 12:00"]].concat();
            let (code, out, errors) = ivrsim(folder.path(), &args);
            assert_eq!(code, 2, "{out}{errors}");
            let out = format!("{out}{errors}");
            assert!(!out.contains("too many ways"), "{out}");
            out
        };
        let far = "at the next 1000 openings and closings";
        let found = told(&["find", "night desk"]);
        assert!(found.contains(&format!("no call was found that leads there {far}\n")), "{found}");
        assert!(told(&["find", "night desk", "--format", "json"]).contains("\"complete\": false"));
        let lines = told(&["lines"]);
        assert!(lines.contains(&format!("no way to reach a person was found {far}\n")), "{lines}");
    }
}

#[test]
fn words_of_nobody_find_nothing() {
    for words in ["", "  ?! ", "zebra", "quantum flux", "xyzzy", "pizza topping"] {
        assert_eq!(best(words), "nothing", "{words}");
    }
}

/// The names of what a small plan has for some words.
fn found(plan: &Plan, words: &str) -> Vec<String> {
    let name = |hit: ivrsim::directory::SearchHit| match hit.subject {
        SearchSubject::Step(step) => plan.step(step).name.clone().unwrap_or_default(),
        SearchSubject::Contact(contact) => plan.contact(contact).name.clone(),
    };
    search(plan, words).into_iter().map(name).collect()
}

const DESKS: &str = "[destinations.start]\nname = \"Help Desk\"\n[destinations.b]\nname = \"Nurse Line\"\n\
                     [destinations.c]\nname = \"Pay-Off Desk\"\ntopics = [\"log in\", \"vehicle title\"]\n\
                     [synonyms]\n\"vehicle title\" = [\"pink slip\", \"car papers\"]\n";

#[test]
fn words_are_found_joined_and_split_by_their_stems_and_by_what_people_say_instead() {
    let plan = plan(DESKS);
    for (words, first) in [
        ("payoff", "Pay-Off Desk"),
        ("paying off my loan", "Pay-Off Desk"),
        ("pay it off", "Pay-Off Desk"),
        ("login", "Pay-Off Desk"),
        ("I cannot log-in", "Pay-Off Desk"),
        ("where is my pink slip?", "Pay-Off Desk"),
        ("CAR PAPERS", "Pay-Off Desk"),
        ("pinkslip", "Pay-Off Desk"),
        ("help desk for laptops", "Help Desk"),
        ("the nurses", "Nurse Line"),
        ("nures", "Nurse Line"),
        ("pizza line", "nothing"),
        ("is there anybody", "nothing"),
    ] {
        let told = found(&plan, words);
        assert_eq!(told.first().map_or("nothing", String::as_str), first, "{words}: {told:?}");
    }
}

#[test]
fn a_message_that_a_key_offers_answers_by_the_words_of_the_key() {
    let plan = plan(
        "[menus.start]\nsay = \"{options}\"\n\
         keys = { 1 = \"desk\", 4 = { to = \"stops\", say = \"the bookmobile\" } }\n\
         [destinations.desk]\nname = \"the desk\"\n\
         [messages.stops]\nsay = \"It stops at the market.\"\nthen = \"hang-up\"\n\
         [messages.bookmobile]\nsay = \"Nobody is led here.\"\nthen = \"hang-up\"\n",
    );
    let at = moment::parse("2023-08-28 12:00", plan.zone).unwrap();
    let told = SearchResults::search(&plan, "where is the bookmobile?", Caller::default(), at).json();
    let hit =
        |hit: &ivrsim::directory::report::HitJson| (hit.name.clone(), hit.step.clone(), hit.press.clone());
    let stops = ("the bookmobile".to_owned(), Some("stops".to_owned()), Some("4".to_owned()));
    assert_eq!(told.iter().map(hit).collect::<Vec<_>>(), [stops]);
}

#[test]
fn of_equals_those_come_first_that_can_be_reached_now() {
    let plan = plan(
        "[hours.day]\nopen = \"Mo-Fr 08:00-18:00\"\n[hours.night]\nopen = \"Mo-Fr 18:00-23:00\"\n\
         [menus.start]\nsay = \"{options}\"\nkeys = { 1 = \"a\", 2 = \"b\" }\n\
         [destinations.a]\nname = \"North\"\nhours = \"day\"\nclosed = \"hang-up\"\ntopics = [\"outage\"]\n\
         [destinations.b]\nname = \"South\"\nhours = \"night\"\nclosed = \"hang-up\"\ntopics = [\"outage\"]\n",
    );
    for (at, first) in
        [("2023-08-28 12:00", "North"), ("2023-08-28 19:00", "South"), ("2023-08-28 23:30", "North")]
    {
        let at = moment::parse(at, plan.zone).unwrap();
        let told = SearchResults::search(&plan, "an outage", Caller::default(), at).json();
        assert_eq!((told.len(), told[0].name.as_str()), (2, first));
    }
}

#[test]
fn any_text_can_be_searched_for() {
    for words in
        ["\u{0}", "ß", "ﬁ", "e\u{301}e\u{301}", "&&&", "a&b&c", &"title ".repeat(500), &"s".repeat(10_000)]
    {
        let hits = search(builtin(), words);
        assert!(hits.iter().all(|hit| (1..=1000).contains(&hit.score)), "{words:.20}");
    }
}

#[test]
fn an_extension_is_not_dropped_without_a_word() {
    let told = number(builtin(), "1-855-720-2559 ext. 6").unwrap_err().to_string();
    assert!(told.contains("dial 1-855-720-2559, then press 6"), "{told}");
}

fn lines(plan: &Plan) -> Vec<LineId> {
    plan.lines().map(|(id, _)| id).collect()
}

/// Where a call ends that is made as the way tells.
fn ends_at(plan: &Plan, way: &StepRoute, caller: Caller, at: Timestamp) -> Option<StepId> {
    let number = plan.line(way.line).number.value;
    let run = plan.call(&CallSpec::new(number, at).with_caller(caller).with_keys(way.keys.clone()));
    match run.outcome.place {
        EndPlace::Step(step) => Some(step),
        _ => None,
    }
}

#[test]
fn the_way_that_is_told_is_true_when_called() {
    let plan = builtin();
    let teams: Vec<StepId> = plan.steps().filter(|(_, step)| step.gate.is_some()).map(|(id, _)| id).collect();
    let nearly = SignedDuration::from_secs(1);
    for now in
        ["2023-08-28 12:00", "2023-08-28 18:30", "2023-09-02 17:59", "2023-09-03 03:00", "2026-03-08 01:59"]
    {
        let now = moment::parse(now, plan.zone).unwrap();
        for from in ["America/New_York", "213-555-0100", "America/Anchorage"] {
            let caller = Caller::parse(from, Country::UnitedStates).unwrap();
            for &team in &teams {
                let way =
                    first_way(plan, &lines(plan), &[team], caller, now).expect("every team can be reached");
                if matches!(plan.step(team).kind, ivrsim::plan::StepKind::Menu(_)) {
                    continue;
                }
                let key = &plan.step(team).key;
                assert!(way.at >= now);
                assert_eq!(ends_at(plan, &way, caller, way.at), Some(team), "{key} from {now}");
                if way.at > now {
                    assert_ne!(
                        ends_at(plan, &way, caller, way.at - nearly),
                        Some(team),
                        "{key} before {}",
                        way.at
                    );
                }
                let until = way.until.expect("every team closes");
                assert_eq!(ends_at(plan, &way, caller, until - nearly), Some(team), "{key} until {until}");
                assert_ne!(ends_at(plan, &way, caller, until), Some(team), "{key} at {until}");
            }
        }
    }
}

/// The first way to a step of a small plan whose line answers at `start`, in keys.
fn plan(steps: &str) -> Plan {
    oracles::plan::plan(&garage_with(NEW_YORK_2023, "start", steps))
}

fn way(steps: &str, wanted: &str, at: &str) -> (Option<StepRoute>, String) {
    let plan = plan(steps);
    let at = moment::parse(at, plan.zone).unwrap();
    let wanted = plan.step_named(wanted).unwrap();
    let way = first_way(&plan, &lines(&plan), &[wanted], Caller::default(), at);
    if let Some(way) = &way {
        assert_eq!(ends_at(&plan, way, Caller::default(), way.at), Some(wanted));
    }
    let keys = way.as_ref().map_or("no way".to_owned(), |way| way.keys.to_string());
    (way, keys)
}

const NOON: &str = "2023-08-28 12:00";

#[test]
fn an_entry_without_a_terminator_is_waited_for() {
    let steps = r#"
[inputs.start]
say = "Enter your number."
min_digits = 2
max_digits = 6
between_digits = "3s"
then = "menu"
[menus.menu]
say = "Press one."
say_seconds = 30
keys = { 1 = "desk" }
[destinations.desk]
name = "Desk"
"#;
    assert_eq!(way(steps, "desk", NOON).1, "00,,1");
    let direct = steps.replace("then = \"menu\"", "routes = { 12 = \"menu\" }\nthen = \"desk\"");
    assert_eq!(way(&direct, "desk", NOON).1, "00", "nobody need wait at the end: the system does");
}

#[test]
fn what_is_said_before_the_last_pause_of_an_entry_ends_is_come_to() {
    let steps = r#"
[inputs.start]
say = "Enter your number."
min_digits = 2
max_digits = 6
between_digits = "3s"
then = "thanks"
[messages.thanks]
say = "Thanks."
say_seconds = 0
then = "note"
[messages.note]
say = "Thanks."
say_seconds = 0.5
then = "desk"
[destinations.desk]
name = "Desk"
"#;
    let plan = plan(steps);
    let at = moment::parse(NOON, plan.zone).unwrap();
    let come_to = ways(&plan, lines(&plan)[0], Caller::default(), at);
    let come_to: Vec<(&str, String)> =
        come_to.iter().map(|(step, keys)| (plan.step(*step).key.as_str(), keys.to_string())).collect();
    let by = |step, keys: &str| (step, keys.to_owned());
    assert_eq!(come_to, [by("start", ""), by("thanks", "00"), by("note", "00"), by("desk", "00")]);
}

#[test]
fn an_entry_with_a_terminator_is_ended_by_it() {
    let steps = r##"
[inputs.start]
say = "Enter your number."
min_digits = 2
max_digits = 6
terminator = "#"
routes = { 9xx = "desk" }
[destinations.desk]
name = "Desk"
"##;
    assert_eq!(way(steps, "desk", NOON).1, "900#");
}

#[test]
fn who_is_reached_by_silence_only_is_reached_by_silence() {
    let steps = r#"
[menus.start]
say = "Press one, or stay on the line."
no_input = { tries = 2, then = "operator" }
keys = { 1 = "desk" }
[destinations.desk]
name = "Desk"
[destinations.operator]
name = "Operator"
"#;
    assert_eq!(way(steps, "operator", NOON).1, "");
    let by_key = steps.replace("1 = \"desk\"", "1 = \"desk\", 0 = \"operator\"");
    assert_eq!(way(&by_key, "operator", NOON).1, "0", "a key is quicker than silence");
}

#[test]
fn a_night_desk_is_reached_when_the_day_desk_closes() {
    let steps = r#"
[hours.day]
open = "Mo-Fr 08:00-18:00"
[destinations.start]
name = "Day Desk"
hours = "day"
closed = "night"
[destinations.night]
name = "Night Desk"
"#;
    let way = way(steps, "night", NOON).0.unwrap();
    assert_eq!(way.at.to_string(), "2023-08-28T22:00:00Z");
    assert_eq!(way.until.unwrap().to_string(), "2023-08-29T12:00:00Z");
}

#[test]
fn whoever_hangs_up_on_callers_while_closed_is_not_reached_then() {
    let steps = r#"
[hours.day]
open = "Mo-Fr 08:00-18:00"
[menus.start]
say = "{options}"
keys = { 1 = "desk" }
[destinations.desk]
name = "Desk"
hours = "day"
closed = "hang-up"
"#;
    assert_eq!(way(steps, "desk", NOON).0.unwrap().until.unwrap().to_string(), "2023-08-28T22:00:00Z");
    let in_the_evening = way(steps, "desk", "2023-08-28 18:00").0.unwrap();
    assert_eq!(in_the_evening.at.to_string(), "2023-08-29T12:00:00Z");
}

#[test]
fn hours_that_a_switch_asks_about_tell_until_when_the_way_goes() {
    let steps = r#"
[hours.day]
open = "Mo-Fr 08:00-18:00"
[switches.start]
cases = [{ open = "day", then = "desk" }]
otherwise = "hang-up"
[destinations.desk]
name = "Desk"
"#;
    let way = way(steps, "desk", NOON).0.unwrap();
    assert_eq!(way.until.unwrap().to_string(), "2023-08-28T22:00:00Z");
}

#[test]
fn menus_that_all_lead_to_each_other_are_tried_once_each() {
    use std::fmt::Write as _;

    // In every order that would be millions of calls at each of a thousand openings.
    let mut steps =
        "[hours.day]\nopen = \"Mo-Fr 08:00-17:00\"\n[menus.start]\nsay = \"Hello.\"\nkeys = { 1 = \"m0\" }\n"
            .to_owned();
    for menu in 0..10 {
        let _ = write!(steps, "[menus.m{menu}]\nsay = \"Hello.\"\nkeys = {{ 9 = \"maybe\"");
        for key in 0..9 {
            let _ = write!(steps, ", {key} = \"m{}\"", (menu + key + 1) % 10);
        }
        steps.push_str(" }\n");
    }
    steps.push_str(
        "[switches.maybe]\ncases = [{ caller = [\"212-555-0100\"], then = \"desk\" }]\notherwise = \"hang-up\"\n\
         [destinations.desk]\nname = \"Desk\"\nhours = \"day\"\nclosed = \"hang-up\"\n",
    );
    let (way, _) = way(&steps, "desk", "2026-01-05 12:00");
    assert_eq!(way, None);
}

#[test]
fn an_announcement_to_come_closes_nothing() {
    let text = garage_with(
        "effective = 2026-01-01\ntimezone = \"America/New_York\"",
        "menu",
        "[menus.menu]\nsay = \"Press 0.\"\nkeys = { 0 = \"operator\", 1 = \"sales\" }\n\
         [destinations.operator]\nname = \"the Operator\"\n\
         [destinations.sales]\nname = \"Sales\"\nhours = \"day\"\nclosed = \"hang-up\"\n\
         [hours.day]\nopen = \"Mo-Fr 08:00-17:00\"\n\
         [announcements.snow]\nsay = \"Drive carefully.\"\nfrom = \"2026-03-02 12:00\"\nto = \"2026-03-03 12:00\"\n",
    );
    let plan = oracles::plan::plan(&text);
    let now: Timestamp =
        "2026-03-02T10:00:00-05:00[America/New_York]".parse::<jiff::Zoned>().unwrap().timestamp();
    let until = |key: &str| {
        let (line, step) = (plan.lines().next().unwrap().0, plan.step_named(key).unwrap());
        first_way(&plan, &[line], &[step], Caller::default(), now).unwrap().until
    };
    assert_eq!(until("operator"), None);
    let closes = "2026-03-02T17:00:00-05:00[America/New_York]".parse::<jiff::Zoned>().unwrap().timestamp();
    assert_eq!(until("sales"), Some(closes));
}
