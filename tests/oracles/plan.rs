//! Random plans, as text, so that the reader has its part in every test.

use std::fmt::Write as _;

use ivrsim::base::diagnostic::render::HumanDiagnostics;
use ivrsim::plan::{Plan, PlanLimits, read};

use super::dice::Dice;

/// The number of the one line.
pub const NUMBER: &str = "1-800-555-0100";

/// What a step of the plan is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Menu,
    Input,
    Switch,
    Message,
    Destination,
    Voicemail,
}

/// The steps of a plan: `s0`, which answers, to `s{n-1}`, and behind them a desk that is always open.
struct Steps {
    kinds: Vec<Kind>,
}

impl Steps {
    /// Any step, or what a target can be besides.
    fn anywhere(&self, dice: &mut Dice<'_>) -> String {
        match dice.below(9) {
            0 => "desk".to_owned(),
            1 => "hang-up".to_owned(),
            2 => "repeat".to_owned(),
            3 => "back".to_owned(),
            4 => "dropped".to_owned(),
            _ => format!("s{}", dice.below(self.kinds.len())),
        }
    }

    /// A step behind this one, or where a call ends or returns: what passes a call on at once must lead forward.
    fn onward(&self, from: usize, dice: &mut Dice<'_>) -> String {
        let later = self.kinds.len() - from - 1;
        match dice.below(6) {
            0 => "desk".to_owned(),
            1 => "hang-up".to_owned(),
            2 => "repeat".to_owned(),
            3 => "back".to_owned(),
            4 if dice.one_in(4) => "dropped".to_owned(),
            _ if later == 0 => "desk".to_owned(),
            _ => format!("s{}", from + 1 + dice.below(later)),
        }
    }

    /// Where a message leads: anywhere that is no message before it, so that no call is spoken to for ever.
    fn after_message(&self, from: usize, dice: &mut Dice<'_>) -> String {
        let step = dice.below(self.kinds.len() + 1);
        if step == self.kinds.len() {
            (*dice.one_of(&["hang-up", "back", "repeat", "dropped"])).to_owned()
        } else if step <= from && self.kinds[step] == Kind::Message {
            "desk".to_owned()
        } else {
            format!("s{step}")
        }
    }
}

/// The text of a plan that is valid, whatever the dice say.
#[must_use]
pub fn text(dice: &mut Dice<'_>) -> String {
    use Kind::{Destination, Input, Menu, Message, Switch, Voicemail};
    let count = 1 + dice.below(6);
    let options = [Menu, Menu, Input, Switch, Message, Message, Destination, Voicemail];
    let steps = Steps { kinds: (0..count).map(|_| *dice.one_of(&options)).collect() };
    let mut text = settings(dice);
    for (index, kind) in steps.kinds.iter().enumerate() {
        match kind {
            Menu => menu(&mut text, &steps, index, dice),
            Input => input(&mut text, &steps, index, dice),
            Switch => switch(&mut text, &steps, index, dice),
            Message => {
                let _ = writeln!(text, "[messages.s{index}]");
                say(&mut text, dice, false);
                let _ = writeln!(text, "then = \"{}\"", steps.after_message(index, dice));
                if dice.one_in(3) {
                    text.push_str("barge_in = true\n");
                }
            }
            Destination => {
                let _ = writeln!(text, "[destinations.s{index}]\nname = \"Team {index}\"");
                let gated = gate(&mut text, &steps, index, dice);
                if dice.one_in(2) {
                    say(&mut text, dice, gated);
                }
                if dice.one_in(6) {
                    text.push_str("callback = true\n");
                } else {
                    follow_up(&mut text, &steps, dice);
                }
            }
            Voicemail => {
                let _ = writeln!(text, "[voicemails.s{index}]\nname = \"Box {index}\"");
                say(&mut text, dice, false);
            }
        }
    }
    let takes_entries =
        |index: &usize| steps.kinds[*index] == Input || text.contains(&format!("[menus.s{index}.entries]"));
    let inputs: Vec<usize> = (0..count).filter(takes_entries).collect();
    while text.contains("{earlier}") {
        let said = if inputs.is_empty() {
            "nothing".to_owned()
        } else {
            format!("{{entry.s{}}}", dice.one_of(&inputs))
        };
        text = text.replacen("{earlier}", &said, 1);
    }
    text
}

/// The plan of that text.
///
/// # Panics
///
/// If the reader refuses it.
#[must_use]
pub fn plan(text: &str) -> Plan {
    let reading = read([("plan.toml", text)], &PlanLimits::STANDARD);
    let said =
        HumanDiagnostics { diagnostics: &reading.diagnostics, sources: &reading.sources, color: false }
            .to_string();
    reading.plan.unwrap_or_else(|| panic!("{text}\n{said}"))
}

fn settings(dice: &mut Dice<'_>) -> String {
    let zones = ["America/New_York", "America/Los_Angeles", "America/St_Johns", "America/Phoenix", "UTC"];
    let hours = [
        "Mo-Fr 08:00-18:00",
        "24/7",
        "off",
        "Sa-Su 22:00-26:00",
        "Mo-Su 00:00-00:01",
        "Mo-Fr 08:00-12:00,13:00-17:00",
    ];
    let mut text = format!(
        "[plan]\nname = \"random\"\neffective = 2023-01-01\ntimezone = \"{}\"\ncall_limit = \"{}\"\n\
         words_per_minute = {}\n\
         [lines.main]\nnumber = {number}\nname = \"Line\"\nanswer = \"s0\"\n{more}\
         [destinations.desk]\nname = \"Desk\"\n\
         [answers.staffed]\nvalues = [\"yes\", \"no\", \"hardly\"]\nusual = \"yes\"\n\
         [callers.known]\nnumbers = [\"615-555*\", \"213-555-0177\"]\n\
         [answers.night]\nvalues = [\"off\", \"on\"]\nusual = \"off\"\n\
         say = {{ on = {{ en = \"by night\", es = \"de noche\" }} }}\n",
        dice.one_of(&zones),
        dice.one_of(&["30m", "1m", "1h"]),
        dice.one_of(&[150, 40, 600]),
        number =
            dice.one_of(&[&format!("\"{NUMBER}\"") as &str, &format!("[\"{NUMBER}\", \"1-800-555-0101\"]")]),
        more = dice.one_of(&[
            "",
            "",
            "dial = \"6000\"\n",
            "[lines.inside]\nname = \"Inside\"\nanswer = \"s0\"\n"
        ]),
    );
    for schedule in 0..2 {
        let zone = *dice.one_of(&["caller", "UTC", "America/New_York", "Australia/Lord_Howe"]);
        let _ =
            writeln!(text, "[hours.h{schedule}]\nopen = \"{}\"\ntimezone = \"{zone}\"", dice.one_of(&hours));
        if dice.one_in(3) {
            text.push_str("calendars = [\"company\"]\n");
        }
    }
    let day = *dice.one_of(&[
        "open = \"10:00-14:00\"",
        "observed = \"nearest-weekday\"",
        "observed = \"as-dated\"",
    ]);
    let _ = writeln!(
        text,
        "[calendars.company]\ndays = [{{ name = \"Labor Day\", on = \"first Monday of September\" }}, \
         {{ name = \"Some day\", on = \"August 30\", {day} }}]",
    );
    if dice.one_in(3) {
        let effect = *dice.one_of(&[
            "closed = true",
            "open = \"17:00-26:00\"",
            "extra = \"06:00-07:00\"",
            "closes = 12:00:00",
        ]);
        let _ = writeln!(
            text,
            "[overrides.storm]\nhours = [\"{}\"]\non = 2023-{}\n{effect}\nreason = \"a storm\"",
            dice.one_of(&["all", "h0", "h1"]),
            // The clocks change on the third.
            dice.one_of(&["08-29", "08-30", "11-05"]),
        );
        if dice.one_in(2) && !effect.starts_with("extra") {
            let words = dice.one_of(&[
                "say = \"Closed for {reason}.\"\n",
                "then = \"desk\"\n",
                "say = \"{name}, {reason}. {next_open}\"\nthen = \"hang-up\"\n",
                "say_seconds = 0\nsay = \"Nobody is here.\"\n",
            ]);
            text.push_str(words);
        }
    }
    if dice.one_in(3) {
        for (name, from, to) in [
            ("news", "2023-08-29 17:59:30", "2023-08-30 00:00"),
            ("late", "2023-08-29 17:59:33", "2023-11-05 12:00"),
        ] {
            let _ = writeln!(
                text,
                "[announcements.{name}]\nsay = \"{}\"\nfrom = \"{from}\"\nto = \"{to}\"",
                dice.one_of(&["News of the day.", "{reason:h0} is why. Thank you.", "{next_open:h1}"]),
            );
            if dice.one_in(2) {
                break;
            }
        }
    }
    text
}

fn say(text: &mut String, dice: &mut Dice<'_>, has_hours: bool) {
    let words = [
        "Hello.",
        "{name} at {number}.",
        "{hours:h0} {next_open:h1}",
        "{entered}",
        "Because of {reason:h0}, nobody is here. Goodbye.",
        "One two three four five.",
        "Staffed: {answer.staffed}.",
        "{answer.night} and {answer.staffed}.",
        "Hello. You entered {earlier}. Goodbye.",
        "{earlier}",
    ];
    if dice.one_in(8) {
        let seconds = *dice.one_of(&["0", "0.5", "20"]);
        let _ = writeln!(text, "sound = \"custom/main.wav\"\nsay_seconds = {seconds}");
        return;
    }
    let of_hours = ["{hours}: {next_open}", "It is {reason}. {next_open}"];
    let said = if has_hours && dice.one_in(2) { dice.one_of(&of_hours) } else { dice.one_of(&words) };
    if dice.one_in(4) {
        let _ = writeln!(text, "say = {{ en = \"{said}\", es = \"{}\" }}", dice.one_of(&words));
    } else {
        let _ = writeln!(text, "say = \"{said}\"");
    }
    if dice.one_in(3) {
        let _ = writeln!(text, "say_seconds = {}", dice.one_of(&["0", "0.5", "20", "600"]));
    }
}

/// Hours, or none. Gives whether there are some.
fn gate(text: &mut String, steps: &Steps, index: usize, dice: &mut Dice<'_>) -> bool {
    let gated = dice.one_in(3);
    if gated {
        let (hours, closed) = (dice.below(2), steps.onward(index, dice));
        let _ = writeln!(text, "hours = \"h{hours}\"\nclosed = \"{closed}\"");
    }
    gated
}

/// How a step waits. Gives what leads on there besides keys or entries.
fn waiting(text: &mut String, steps: &Steps, dice: &mut Dice<'_>) -> Vec<(&'static str, String)> {
    let mut ways = Vec::new();
    if dice.one_in(2) {
        let _ = writeln!(text, "wait = \"{}\"", dice.one_of(&["1s", "5s", "5m"]));
    }
    for (kind, way) in [("no_input", "silence"), ("no_match", "other")] {
        if dice.one_in(5) {
            ways.push((way, steps.anywhere(dice)));
        } else if dice.one_in(2) {
            let (tries, then) = (1 + dice.below(3), steps.anywhere(dice));
            let say = *dice.one_of(&["Again.", "Again.", ""]);
            let ends = if dice.one_in(6) {
                "unlimited = true".to_owned()
            } else {
                format!("tries = {tries}, then = \"{then}\"")
            };
            let barge_in = *dice.one_of(&["", "", ", barge_in = false"]);
            let _ = writeln!(text, "{kind} = {{ say = \"{say}\", {ends}{barge_in} }}");
        }
    }
    if dice.one_in(3) {
        text.push_str("barge_in = false\n");
    }
    if dice.one_in(4) {
        let _ = writeln!(
            text,
            "again = \"{}\"",
            dice.one_of(&["", "Once more.", "{entered}", "Once more, {answer.night}.", "{earlier}"])
        );
    }
    if dice.one_in(4) {
        let _ = writeln!(text, "counter = \"{}\"", dice.one_of(&["together", "slips", "other"]));
    }
    ways
}

/// What follows a transfer, where the plan tells it: also back to where the call was.
fn follow_up(text: &mut String, steps: &Steps, dice: &mut Dice<'_>) {
    if dice.one_in(2) {
        return;
    }
    let _ = writeln!(text, "unanswered = \"{}\"", steps.anywhere(dice));
    if dice.one_in(2) {
        let _ = writeln!(text, "rings = \"{}\"", dice.one_of(&["1s", "20s", "5m"]));
    }
    if dice.one_in(2) {
        let (one, other) = (steps.anywhere(dice), steps.anywhere(dice));
        let _ =
            writeln!(text, "keys = {{ 1 = \"{one}\", \"*\" = {{ to = \"{other}\", language = \"es\" }} }}");
    }
    for result in ["busy", "full", "ended"] {
        if dice.one_in(4) {
            let _ = writeln!(text, "{result} = \"{}\"", steps.anywhere(dice));
        }
    }
}

fn menu(text: &mut String, steps: &Steps, index: usize, dice: &mut Dice<'_>) {
    let _ = writeln!(text, "[menus.s{index}]");
    let gated = gate(text, steps, index, dice);
    if dice.one_in(2) {
        text.push_str("say = \"{options}\"\n");
    } else {
        say(text, dice, gated);
    }
    let ways = waiting(text, steps, dice);
    let has_entries = dice.one_in(4);
    if has_entries {
        complete(text, dice);
        let _ = writeln!(text, "between_digits = \"{}\"", dice.one_of(&["3s", "1s"]));
    }
    let _ = writeln!(text, "[menus.s{index}.keys]");
    for (way, to) in ways {
        let _ = writeln!(text, "{way} = \"{to}\"");
    }
    // Some menus have no way out, and some no keys at all.
    if !dice.one_in(5) {
        text.push_str("0 = \"desk\"\n");
    }
    for key in ["1", "2", "\"*\"", "\"#\""] {
        if dice.one_in(2) {
            let to = steps.anywhere(dice);
            let _ = if dice.one_in(4) {
                let language = *dice.one_of(&["es", "fr", "en"]);
                writeln!(text, "{key} = {{ to = \"{to}\", language = \"{language}\" }}")
            } else {
                writeln!(text, "{key} = \"{to}\"")
            };
        }
    }
    if has_entries {
        let _ = writeln!(text, "[menus.s{index}.entries]");
        for pattern in ["11", "\"1[2-4]x\"", "2x", "\"[5-9]\"", "\"*1\""] {
            if dice.one_in(2) {
                let _ = writeln!(text, "{pattern} = \"{}\"", steps.anywhere(dice));
            }
        }
        let _ = writeln!(text, "3xx = \"desk\"");
    }
}

/// What completes an entry, where the plan says it.
fn complete(text: &mut String, dice: &mut Dice<'_>) {
    if dice.one_in(2) {
        let _ = writeln!(text, "complete = \"{}\"", dice.one_of(&["clear", "match", "pause"]));
    }
}

fn input(text: &mut String, steps: &Steps, index: usize, dice: &mut Dice<'_>) {
    let _ = writeln!(text, "[inputs.s{index}]");
    let gated = gate(text, steps, index, dice);
    say(text, dice, gated);
    let ways = waiting(text, steps, dice);
    let fewest = 1 + dice.below(2);
    let most = fewest + dice.below(3);
    let _ = writeln!(text, "min_digits = {fewest}\nmax_digits = {most}");
    if dice.one_in(2) {
        text.push_str("terminator = \"#\"\n");
    }
    let _ = writeln!(text, "between_digits = \"{}\"", dice.one_of(&["3s", "1s", "5m"]));
    complete(text, dice);
    let pattern: String = (0..most).map(|_| *dice.one_of(&['x', '1', '2', '*'])).collect();
    // One of both leads out.
    let elsewhere = steps.anywhere(dice);
    let (route, then) =
        if dice.one_in(2) { ("desk", elsewhere.as_str()) } else { (elsewhere.as_str(), "desk") };
    let mut routes = vec![(pattern, route.to_owned())];
    // Directories of extensions have many, which together ask for every digit.
    for extension in 0..if dice.one_in(3) { 4 + dice.below(12) } else { 0 } {
        let digit =
            |dice: &mut Dice<'_>| char::from(b'0' + (extension % 10) as u8 * u8::from(dice.below(3) > 0));
        let pattern: String =
            (0..most).map(|place| if place > 0 && dice.one_in(4) { 'x' } else { digit(dice) }).collect();
        if routes.iter().all(|(known, _)| *known != pattern) {
            routes.push((pattern, steps.anywhere(dice)));
        }
    }
    let patterns = routes.iter().map(|(pattern, to)| (pattern.as_str(), to));
    let ways = ways.iter().map(|(way, to)| (*way, to));
    let routes: Vec<String> =
        patterns.chain(ways).map(|(pattern, to)| format!("\"{pattern}\" = \"{to}\"")).collect();
    let _ = writeln!(text, "routes = {{ {} }}\nthen = \"{then}\"", routes.join(", "));
}

fn switch(text: &mut String, steps: &Steps, index: usize, dice: &mut Dice<'_>) {
    let _ = write!(text, "[switches.s{index}]\ncases = [{{ open = \"h0\", then = \"desk\" }}");
    for _ in 0..dice.below(3) {
        let condition = *dice.one_of(&[
            "open = \"h1\"",
            "closed = \"h0\"",
            "caller = [\"213-555-0177\"]",
            "caller = [\"213*\", \"+44*\"]",
            "caller = [\"withheld\"]",
            "caller = [\"known\"]",
            "line = \"main\"",
            "area_code = [\"213\", \"615\"]",
            "region = [\"Tennessee\"]",
            "caller_timezone = [\"America/Los_Angeles\"]",
            "entered = [\"1\", \"xx\"]",
            "answer.staffed = \"no\"",
            "answer.staffed = [\"no\", \"hardly\"]",
            "answer = { staffed = \"yes\", night = \"on\" }",
        ]);
        let _ = write!(text, ", {{ {condition}, then = \"{}\" }}", steps.onward(index, dice));
    }
    let _ = writeln!(text, "]\notherwise = \"{}\"", steps.onward(index, dice));
}
