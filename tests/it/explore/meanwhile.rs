//! Hours that change in the course of a call, while something is said to a caller who has no say.

use std::fmt::Write as _;

use ivrsim::call::{Call, Caller, run};
use ivrsim::diff::{Diff, diff};
use ivrsim::explore::{
    Act, AnswerTable, Explorer, Further, Horizon, Node, Path, PathEnd, PathFilter, Route, RouteChange,
    Witness, find_witness,
};
use ivrsim::plan::Plan;
use proptest::prelude::*;

use crate::helpers::drawn;
use crate::oracles::dice::Dice;
use crate::oracles::garage::garage;
use crate::oracles::{self, chains, explore};

/// A line of New York whose hours end at these times, and whose calls come to `first`.
fn closing(hours: &[(&str, &str)], steps: &str) -> Plan {
    let mut rest = String::from("[destinations.desk]\nname = \"Desk\"\n");
    for (name, closes) in hours {
        let _ = writeln!(rest, "[hours.{name}]\nopen = \"Mo-Fr 08:00-{closes}\"");
    }
    oracles::plan::plan(&garage("first", &(rest + steps)))
}

/// A line with hours from 8 AM to 5 PM and longer ones.
fn line(steps: &str) -> Plan {
    let late = "[destinations.late]\nname = \"Late\"\n";
    closing(&[("day", "17:00"), ("long", "20:00")], &format!("{late}{steps}"))
}

/// Where the ways through the line end because hours change: what is done, where they change, the end.
fn crossing(plan: &Plan) -> Vec<(String, Vec<RouteChange>, String)> {
    let mut explorer = Explorer::new(plan, Horizon::of(plan, 1));
    let line = plan.line_named("main").unwrap();
    let paths = explorer.paths(line, Caller::default(), PathFilter::All);
    assert!(paths.complete);
    let ends = |path: &Path| match path.end {
        PathEnd::Over(outcome) => outcome.place_key(plan).unwrap_or_default().to_owned(),
        PathEnd::Again(step) => format!("{} again", plan.step(step).key),
    };
    let number = plan.line(line).number.value;
    let told = paths.all.iter().filter_map(|path| {
        let changes = Some(path.route.changes.clone()).filter(|changes| !changes.is_empty())?;
        let when = explorer.sets().get(path.when).clone();
        let shows = |witness: &Witness| {
            let mut call = Call::dial(plan, witness.number, witness.caller, witness.at);
            PathEnd::Over(run::to_the_end(&mut call, &witness.keys).outcome) == path.end
        };
        let found = find_witness(
            plan,
            &AnswerTable::of(plan),
            (number, Caller::default()),
            &path.route,
            &when,
            shows,
        );
        assert!(found.is_some() || matches!(path.end, PathEnd::Again(_)), "{path:?}");
        let acts: Vec<String> = path.route.acts.iter().map(ToString::to_string).collect();
        Some((acts.join(" "), changes, ends(path)))
    });
    told.collect()
}

fn owned(told: &[(&str, RouteChange, &str)]) -> Vec<(String, Vec<RouteChange>, String)> {
    told.iter().map(|(acts, change, end)| ((*acts).to_owned(), vec![*change], (*end).to_owned())).collect()
}

/// The message that may be recorded takes seconds to be said, and whoever hears it may find the desk closed.
const RECORDED: &str = r#"
    [switches.first]
    cases = [{ open = "day", then = "recorded" }]
    otherwise = "hang-up"
    [messages.recorded]
    say = "This call may be recorded."
    then = "team"
    [destinations.team]
    name = "Team"
    hours = "day"
    closed = "late"
"#;

#[test]
fn hours_that_end_while_a_message_is_said_are_found() {
    let plan = line(RECORDED);
    assert_eq!(crossing(&plan), owned(&[("", RouteChange::After(0), "late")]));
    let horizon = Horizon::of(&plan, 1);
    let diff = diff(&plan, &line(&RECORDED.replace("closed = \"late\"", "closed = \"hang-up\"")), horizon);
    assert_eq!(shown(&diff), ["16:59:59"]);
}

/// When the calls are dialed that show what differs, on the clock of New York.
fn shown(diff: &Diff) -> Vec<String> {
    assert_eq!((diff.summary.not_shown, diff.summary.complete), (0, true));
    let zone = ivrsim::time::Zone::named("America/New_York").unwrap();
    let at = |one: &ivrsim::diff::Difference| zone.wall_clock(one.witness.as_ref().unwrap().at).time();
    diff.differences().map(|one| at(one).to_string()).collect()
}

#[test]
fn no_hours_change_where_no_time_passes() {
    let asks_twice = RECORDED.replace("then = \"recorded\"", "then = \"team\"");
    assert_eq!(crossing(&line(&asks_twice)), []);
    let takes_none = RECORDED.replace("recorded.\"", "recorded.\"\nsay_seconds = 0");
    assert_eq!(crossing(&line(&takes_none)), []);
    let other = takes_none.replace("closed = \"late\"", "closed = \"hang-up\"");
    let horizon = Horizon::of(&line(&other), 1);
    let diff = diff(&line(&takes_none), &line(&other), horizon);
    assert!(diff.is_empty(), "{:?}", shown(&diff));
}

/// Where the ways through a line end because hours change.
type Told<'a> = &'a [(&'a str, RouteChange, &'a str)];

#[test]
fn each_place_at_which_time_passes_is_one_at_which_hours_can_change() {
    use RouteChange::{After, Before};
    let team = "[destinations.team]\nname = \"Team\"\nhours = \"day\"\nclosed = \"late\"\n";
    let says =
        |key: &str, then: &str| format!("[messages.{key}]\nsay = \"One moment.\"\nthen = \"{then}\"\n");
    let asks = |key: &str, hours: &str, then: &str| {
        format!(
            "[switches.{key}]\ncases = [{{ open = \"{hours}\", then = \"{then}\" }}]\notherwise = \"hang-up\"\n"
        )
    };
    let menu = |key: &str, then: &str, silent: &str| {
        format!(
            "[menus.{key}]\nsay = \"One.\"\nno_input = {{ tries = 1, then = \"{silent}\" }}\n\
             [menus.{key}.keys]\n1 = \"{then}\"\n"
        )
    };
    let cases: &[(&str, String, Told<'_>)] = &[
        (
            "after the first of two messages, or after the second",
            asks("first", "day", "a") + &says("a", "b") + &says("b", "team") + team,
            &[("", After(0), "late")],
        ),
        (
            "after the first of two messages only, as the next hours are asked between them",
            asks("first", "day", "a") + &says("a", "b") + &asks("b", "long", "c") + &says("c", "team") + team,
            &[("", After(0), "late")],
        ),
        (
            "of other hours, which stay open, nothing is told",
            asks("first", "long", "a") + &says("a", "team") + team,
            &[],
        ),
        (
            "a message that is said only while it is open leads back to a menu",
            menu("first", "ask", "hang-up") + &asks("ask", "day", "a") + &says("a", "team") + team,
            &[("1", After(1), "late")],
        ),
        (
            "in what silence leads to",
            menu("first", "desk", "ask") + &asks("ask", "day", "a") + &says("a", "team") + team,
            &[("silence", After(1), "late")],
        ),
        (
            "a menu that is asked again behind a message",
            menu("first", "ask", "hang-up")
                .replace("[menus.first]", "[menus.first]\nhours = \"day\"\nclosed = \"late\"")
                + &asks("ask", "day", "a")
                + &says("a", "first"),
            &[("1", Before(0), "ask"), ("1", After(1), "late")],
        ),
        (
            "behind the menu that the message leads to nothing changes any more",
            asks("first", "day", "a") + &says("a", "m") + &menu("m", "team", "hang-up") + team,
            &[("1", Before(0), "late")],
        ),
        (
            "on the clock of the caller",
            asks("first", "day", "a")
                + &says("a", "team")
                + &team.replace("\"day\"", "\"own\"")
                + "[hours.own]\nopen = \"Mo-Fr 08:00-17:00\"\ntimezone = \"caller\"\n",
            &[("", After(0), "late")],
        ),
        (
            "on a holiday only",
            asks("first", "always", "a")
                + &says("a", "team")
                + &team.replace("\"day\"", "\"always\"")
                + "[hours.always]\nopen = \"24/7\"\n[overrides.storm]\nhours = [\"always\"]\non = 2026-03-05\n\
                   closes = 12:00:00\nreason = \"a storm\"\n",
            &[("", After(0), "late")],
        ),
    ];
    for (case, steps, told) in cases {
        assert_eq!(crossing(&line(steps)), owned(told), "{case}");
    }
}

#[test]
fn a_menu_that_has_closed_when_it_is_come_to_again_leads_to_what_was_before_it() {
    let plan = line(
        "[menus.first]\nsay = \"One.\"\nno_input = { then = \"desk\" }\nkeys = { 1 = \"second\" }\n\
         [menus.second]\nhours = \"day\"\nclosed = \"back\"\nsay = \"One.\"\n\
         no_input = { then = \"desk\" }\nkeys = { 1 = \"second\" }\n",
    );
    let first = plan.step_named("first").unwrap();
    let mut explorer = Explorer::new(&plan, Horizon::of(&plan, 1));
    let mut led_back = 0;
    explorer.watch(plan.line_named("main").unwrap(), Caller::default(), |seen| {
        let route = Route::seen(&seen);
        if route.acts.len() == 2 && !route.changes.is_empty() && route.acts.iter().all(is_key) {
            let Node::Waiting(state) = seen.step.to else { panic!("{route:?} comes to {:?}", seen.step.to) };
            led_back += usize::from(state.step() == Some(first));
        }
        Further::GoOn
    });
    assert!(led_back > 0);
}

#[test]
fn a_call_that_goes_on_is_compared_with_one_that_is_over() {
    let says =
        |key: &str, then: &str| format!("[messages.{key}]\nsay = \"One moment.\"\nthen = \"{then}\"\n");
    let asks = "[switches.first]\ncases = [{ open = \"day\", then = \"a\" }]\notherwise = \"hang-up\"\n\
                [destinations.team]\nname = \"Team\"\nhours = \"day\"\nclosed = \"late\"\n";
    let more = says("b", "c") + &says("c", "team");
    let [old, new] = ["hang-up", "b"].map(|then| format!("{asks}{}{more}", says("a", then)));
    // What the one that is over said before took no time.
    let silent = |plan: &str| plan.replacen("One moment.\"", "One moment.\"\nsay_seconds = 0", 1);
    let [old, new] = [old, new].map(|steps| line(&silent(&steps)));
    let found = diff(&old, &new, Horizon::of(&new, 1));
    assert!(found.differences().any(|one| one.kind.is_routing()) && found.summary.not_shown == 0);
}

#[test]
fn calls_that_are_led_in_circles_while_hours_change_again_and_again_are_gone_on_from_once_each() {
    let every_hour: Vec<String> =
        (0..12).map(|hour| format!("{:02}:00-{:02}:00", 2 * hour, 2 * hour + 1)).collect();
    let mut text = format!(
        "[plan]\nname = \"P\"\neffective = 2026-01-01\ntimezone = \"UTC\"\ncall_limit = \"24h\"\n\
         [lines.main]\nnumber = \"1-800-555-0100\"\nname = \"M\"\nanswer = \"menu\"\n\
         [destinations.desk]\nname = \"Desk\"\n[hours.odd]\nopen = \"Mo-Su {}\"\n\
         [menus.menu]\nsay = \"One.\"\nkeys = {{ 1 = \"s0\", 2 = \"desk\" }}\n",
        every_hour.join(",")
    );
    for at in 0..4 {
        let _ = write!(
            text,
            "[switches.s{at}]\ncases = [{{ open = \"odd\", then = \"a{at}\" }}]\notherwise = \"b{at}\"\n"
        );
        for side in ["a", "b"] {
            let next = if side == "b" && at == 3 { "desk".to_owned() } else { format!("s{}", (at + 1) % 4) };
            let _ = write!(text, "[messages.{side}{at}]\nsay = \"One moment.\"\nthen = \"{next}\"\n");
        }
    }
    let plan = oracles::plan::plan(&text);
    let mut explorer = Explorer::new(&plan, Horizon::of(&plan, 1));
    let walk = explorer.line(plan.line_named("main").unwrap(), Caller::default());
    let halts = 4 * 2;
    assert!(walk.complete && walk.gone_on() <= 2 * halts, "{}", walk.gone_on());
    let work = explorer.work();
    assert!(work.visits <= 100, "{work:?}");
}

#[test]
fn a_call_shows_what_silence_leads_to_behind_the_second_of_two_messages() {
    let plan = line(
        "[messages.first]\nsay = \"One two three.\"\nthen = \"team\"\n\
         [destinations.team]\nname = \"Team\"\nhours = \"day\"\nclosed = \"second\"\n\
         [messages.second]\nsay = \"One two three.\"\nthen = \"ask\"\n\
         [switches.ask]\ncases = [{ open = \"day\", then = \"menu\" }]\notherwise = \"late\"\n\
         [menus.menu]\nsay = \"One.\"\nno_input = { tries = 1, then = \"desk\" }\nkeys = { 1 = \"late\" }\n",
    );
    // Each of them is shown by a call.
    let told = crossing(&plan);
    let wanted = ("silence".to_owned(), vec![RouteChange::After(0)], "desk".to_owned());
    assert!(told.contains(&wanted), "{told:?}");
}

fn is_key(act: &Act) -> bool {
    matches!(act, Act::Key(_))
}

#[test]
fn only_messages_before_questions_of_hours_are_gone_on_from_once_each() {
    let gone_on = |steps: &str| {
        let plan = line(steps);
        let mut explorer = Explorer::new(&plan, Horizon::of(&plan, 1));
        explorer.line(plan.line_named("main").unwrap(), Caller::default()).gone_on()
    };
    let chain = |length: usize| {
        let mut steps = String::new();
        for link in 0..length {
            let next = if link + 1 < length { format!("s{}", link + 1) } else { "desk".to_owned() };
            let _ = write!(
                steps,
                "[switches.s{link}]\ncases = [{{ open = \"day\", then = \"m{link}\" }}]\notherwise = \"hang-up\"\n\
                 [messages.m{link}]\nsay = \"One moment.\"\nthen = \"{next}\"\n"
            );
        }
        steps.replace("[switches.s0]", "[switches.first]")
    };
    assert_eq!([5, 10].map(|length| gone_on(&chain(length))), [4, 9], "nothing is asked behind the last");
    assert_eq!(gone_on(&RECORDED.replace("hours = \"day\"\n    closed = \"late\"", "")), 0);
}

/// Hours that end minutes apart, and calls that may last so long.
fn in_a_row(steps: &str) -> Plan {
    let guard = "[destinations.guard]\nname = \"Guard\"\n";
    closing(&[("day", "17:00"), ("late", "17:01")], &format!("{guard}{steps}"))
}

const IN_A_ROW: &str = r#"
    [switches.first]
    cases = [{ open = "day", then = "wait" }]
    otherwise = "hang-up"
    [menus.wait]
    say = "One, please."
    wait = "60s"
    no_input = { tries = 3, then = "hang-up" }
    [menus.wait.keys]
    1 = "second"
    [switches.second]
    cases = [{ open = "late", then = "desk" }]
    otherwise = "guard"
"#;

#[test]
fn hours_that_change_twice_in_one_call_are_found() {
    let twice = |acts: &str, end: &str| (acts.to_owned(), vec![RouteChange::Before(0); 2], end.to_owned());
    let plan = in_a_row(IN_A_ROW);
    assert!(crossing(&plan).contains(&twice("1", "guard")), "{:?}", crossing(&plan));
    let other = in_a_row(&IN_A_ROW.replace("otherwise = \"guard\"", "otherwise = \"hang-up\""));
    let differs = diff(&plan, &other, Horizon::of(&plan, 1));
    assert_eq!(shown(&differs).len(), 1, "a caller who waits for a minute is put through to nobody");
    // Whoever waits for a menu that gives up after some seconds does not live to see the second change.
    let hasty = IN_A_ROW.replace("60s", "5s");
    let plan = in_a_row(&hasty);
    assert!(!crossing(&plan).contains(&twice("1", "guard")), "{:?}", crossing(&plan));
}

#[test]
fn hours_that_change_again_while_something_is_said_are_found() {
    use RouteChange::{After, Before};
    let says = |key: &str, seconds: u8, then: &str| {
        format!("[messages.{key}]\nsay = \"One moment.\"\nsay_seconds = {seconds}\nthen = \"{then}\"\n")
    };
    let asks = |key: &str, hours: &str, then: &str, otherwise: &str| {
        format!(
            "[switches.{key}]\ncases = [{{ open = \"{hours}\", then = \"{then}\" }}]\notherwise = \"{otherwise}\"\n"
        )
    };
    let in_one_message_each = asks("first", "day", "a", "hang-up")
        + &says("a", 50, "b")
        + &asks("b", "day", "desk", "c")
        + &says("c", 50, "d")
        + &asks("d", "late", "desk", "guard");
    let ends = (String::new(), vec![After(0), After(0)], "guard".to_owned());
    assert!(crossing(&in_a_row(&in_one_message_each)).contains(&ends));
    let too_short = in_one_message_each.replace("say_seconds = 50", "say_seconds = 20");
    assert!(!crossing(&in_a_row(&too_short)).contains(&ends));
    let behind_a_menu = IN_A_ROW.replace("1 = \"second\"", "1 = \"said\"") + &says("said", 50, "second");
    let behind_a_menu = behind_a_menu.replace("60s", "15s");
    let ends = ("1".to_owned(), vec![Before(0), After(1)], "guard".to_owned());
    let told = crossing(&in_a_row(&behind_a_menu));
    assert!(told.contains(&ends), "{told:?}");
}

proptest! {
    #![proptest_config(drawn::cases(64))]

    #[test]
    fn calls_around_a_change_of_hours_fare_as_explored(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut dice = Dice::new(&bytes);
        let plan = oracles::plan::plan(&chains::text(&mut dice));
        explore::check(&plan, &mut dice);
        chains::check(&plan, &mut dice);
    }

    #[test]
    fn calls_around_a_change_of_hours_fare_as_compared(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut dice = Dice::new(&bytes);
        let text = chains::text(&mut dice);
        let old = oracles::plan::plan(&text);
        for new in chains::edited(&text) {
            chains::check_diff(&old, &new, &mut dice);
        }
    }
}

#[test]
fn hours_that_are_open_when_the_looking_ends_are_no_change_to_go_on_from() {
    // Calls go in circles long enough for hours to change more than once.
    let text = |zone: &str| {
        format!(
            "[plan]\nname = \"P\"\neffective = 2023-01-01\ntimezone = \"America/New_York\"\ncall_limit = \"24h\"\n\
             words_per_minute = 40\n\
             [lines.main]\nnumber = \"1-800-555-0100\"\nname = \"Line\"\nanswer = \"s0\"\n\
             [destinations.desk]\nname = \"Desk\"\n\
             [hours.minute]\nopen = \"Mo-Su 00:00-00:01\"\ntimezone = \"Australia/Lord_Howe\"\n\
             [hours.day]\nopen = \"Mo-Fr 08:00-18:00\"\ntimezone = \"{zone}\"\n\
             [switches.s0]\ncases = [{{ open = \"minute\", then = \"desk\" }}, {{ open = \"day\", then = \"repeat\" }}]\n\
             otherwise = \"s1\"\n\
             [messages.s1]\nsay = \"{{hours:minute}} {{next_open:day}}\"\nthen = \"s0\"\n"
        )
    };
    let [old, new] = ["caller", "America/New_York"].map(|zone| oracles::plan::plan(&text(zone)));
    let from = "2023-09-04T12:00:00Z".parse().unwrap();
    let horizon = Horizon::since(from, 2, old.zone);
    assert!(old.schedule(old.schedule_named("day").unwrap()).schedule.in_zone(old.zone).is_open(horizon.to));
    assert!(diff(&old, &new, horizon).summary.complete);
}
