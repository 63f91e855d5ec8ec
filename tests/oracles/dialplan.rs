//! Dialplans made by dice: menus with counters, hours, sub-routines, and people behind them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::dice::Dice;

const ZONES: [&str; 4] = ["America/New_York", "America/Chicago", "Europe/Berlin", "Australia/Lord_Howe"];

/// A step of a dialplan.
#[derive(Clone, Debug)]
pub(super) enum Step {
    Answer,
    Set(char, i64),
    /// One more, of so many.
    Count(char, i64),
    If {
        variable: char,
        sign: &'static str,
        value: i64,
        to: Target,
    },
    IfTime {
        times: Times,
        to: Target,
    },
    /// Whether the database says so.
    IfDatabase {
        key: &'static str,
        to: Target,
    },
    Playback,
    Background,
    WaitExten(u8),
    Dial {
        phone: u8,
        seconds: u8,
    },
    Voicemail(u8),
    Goto(Target),
    Gosub(u8),
    Return,
    Hangup,
}

/// A context, an extension, and a priority from 1.
#[derive(Clone, Debug)]
pub(super) struct Target {
    pub(super) context: String,
    pub(super) extension: String,
    pub(super) priority: usize,
}

#[derive(Clone, Debug)]
pub(super) struct Times {
    minutes: Option<(u16, u16)>,
    weekdays: Option<(u8, u8)>,
    days: Option<(u8, u8)>,
    months: Option<(u8, u8)>,
    zone: Option<&'static str>,
}

/// A dialplan that is made by dice.
#[derive(Debug)]
pub struct Dialplan {
    pub(super) contexts: BTreeMap<(String, String), Vec<Step>>,
    pub(super) zone: &'static str,
}

const WEEKDAYS: [&str; 7] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

impl Times {
    fn drawn(dice: &mut Dice<'_>) -> Self {
        let minute = |dice: &mut Dice<'_>| (dice.below(288) * 5) as u16;
        let minutes = (!dice.one_in(4)).then(|| (minute(dice), minute(dice)));
        let weekdays = dice.one_in(2).then(|| (dice.below(7) as u8, dice.below(7) as u8));
        let days = dice.one_in(5).then(|| (1 + dice.below(31) as u8, 1 + dice.below(31) as u8));
        let months = dice.one_in(5).then(|| (dice.below(12) as u8, dice.below(12) as u8));
        let zone = dice.one_in(4).then(|| *dice.one_of(&ZONES));
        Self { minutes, weekdays, days, months, zone }
    }

    fn text(&self) -> String {
        let clock = |minute: u16| format!("{}:{:02}", minute / 60, minute % 60);
        let minutes =
            self.minutes.map_or("*".to_owned(), |(from, to)| format!("{}-{}", clock(from), clock(to)));
        let weekdays = self.weekdays.map_or("*".to_owned(), |(from, to)| {
            format!("{}-{}", WEEKDAYS[from as usize], WEEKDAYS[to as usize])
        });
        let days = self.days.map_or("*".to_owned(), |(from, to)| format!("{from}-{to}"));
        let months = self.months.map_or("*".to_owned(), |(from, to)| {
            format!("{}-{}", MONTHS[from as usize], MONTHS[to as usize])
        });
        let zone = self.zone.map_or(String::new(), |zone| format!(",{zone}"));
        format!("{minutes},{weekdays},{days},{months}{zone}")
    }

    /// Each field by itself; a range that ends before it begins goes around.
    pub(super) fn hold(&self, at: Timestamp, zone: &'static str) -> bool {
        let zone = TimeZone::get(self.zone.unwrap_or(zone)).unwrap();
        let clock = at.to_zoned(zone).datetime();
        let within = |range: Option<(u16, u16)>, value: u16| match range {
            None => true,
            Some((from, to)) if from <= to => (from..=to).contains(&value),
            Some((from, to)) => value >= from || value <= to,
        };
        let wide = |range: Option<(u8, u8)>| range.map(|(from, to)| (u16::from(from), u16::from(to)));
        let value = |field: i8| u16::from(field.unsigned_abs());
        within(self.minutes, value(clock.hour()) * 60 + value(clock.minute()))
            && within(wide(self.weekdays), value(clock.weekday().to_sunday_zero_offset()))
            && within(wide(self.days), value(clock.day()))
            && within(wide(self.months), value(clock.month()) - 1)
    }

    /// A moment beside an edge.
    pub(super) fn edge(&self, dice: &mut Dice<'_>, zone: &'static str) -> Timestamp {
        let zone = TimeZone::get(self.zone.unwrap_or(zone)).unwrap();
        let (from, to) = self.minutes.unwrap_or((0, 1439));
        let minute = if dice.one_in(2) { from } else { (to + 1) % 1440 };
        let day = jiff::civil::date(2026, 1, 1).checked_add(jiff::Span::new().days(dice.whole(730))).unwrap();
        let reading = day.at((minute / 60) as i8, (minute % 60) as i8, 0, 0);
        let at = reading.to_zoned(zone).unwrap().timestamp();
        at.checked_add(SignedDuration::from_secs(*dice.one_of(&[-1, 0, 1, 59, -60]))).unwrap()
    }
}

impl Dialplan {
    /// Menus with counters, hours, sub-routines, and people behind them.
    #[must_use]
    pub fn drawn(dice: &mut Dice<'_>) -> Self {
        let zone = *dice.one_of(&ZONES);
        let menus = 1 + dice.below(3);
        let mut contexts = BTreeMap::new();
        for menu in 0..menus {
            let context = format!("m{menu}");
            let own = |extension: &str, priority: usize| Target {
                context: context.clone(),
                extension: extension.to_owned(),
                priority,
            };
            let anywhere = |dice: &mut Dice<'_>| match dice.below(3) {
                0 => own("s", 1 + dice.below(3)),
                1 => own(dice.one_of::<&str>(&["1", "2", "9", "x"]), 1),
                _ => Target {
                    context: format!("m{}", dice.below(menus)),
                    extension: "s".to_owned(),
                    priority: 1,
                },
            };
            let mut start = Vec::new();
            for _ in 0..dice.below(5) {
                start.push(Self::step(dice, &anywhere));
            }
            for _ in 0..dice.below(3) {
                start.push(Step::Background);
            }
            if !dice.one_in(6) {
                start.push(Step::WaitExten(1 + dice.below(7) as u8));
            }
            for _ in 0..dice.below(3) {
                start.push(Self::step(dice, &anywhere));
            }
            if start.is_empty() {
                start.push(Step::Answer);
            }
            contexts.insert((context.clone(), "s".to_owned()), start);
            for extension in ["1", "2", "3", "*", "i", "t", "e", "x"] {
                if dice.one_in(3) {
                    continue;
                }
                let mut steps = Vec::new();
                for _ in 0..=dice.below(3) {
                    steps.push(Self::step(dice, &anywhere));
                }
                if matches!(extension, "i" | "t") {
                    let variable = *dice.one_of(&['A', 'B']);
                    let out = own(extension, steps.len() + 4);
                    steps.push(Step::Count(variable, 5));
                    steps.push(Step::If {
                        variable: *dice.one_of(&['A', 'A', 'B']),
                        sign: ">",
                        value: dice.whole(3),
                        to: out,
                    });
                    steps.push(Step::Goto(own("s", 1 + dice.below(3))));
                }
                steps.push(Self::end(dice));
                contexts.insert((context.clone(), extension.to_owned()), steps);
            }
        }
        for steps in contexts.values_mut() {
            parted(steps);
        }
        let sub = vec![Step::Count('A', 4), Step::Playback, Step::Return];
        contexts.insert(("sub0".to_owned(), "s".to_owned()), sub);
        Self { contexts, zone }
    }

    fn step(dice: &mut Dice<'_>, anywhere: &dyn Fn(&mut Dice<'_>) -> Target) -> Step {
        let variable = *dice.one_of(&['A', 'B']);
        match dice.below(14) {
            0 => Step::Answer,
            1 => Step::Set(variable, dice.whole(3)),
            2 => Step::Count(variable, 4),
            3 | 4 => {
                let sign = *dice.one_of(&["=", "<", ">", "!=", ">=", "<="]);
                Step::If { variable, sign, value: dice.whole(4), to: anywhere(dice) }
            }
            5 | 6 => Step::IfTime { times: Times::drawn(dice), to: anywhere(dice) },
            7 => {
                Step::IfDatabase { key: dice.one_of::<&str>(&["night/mode", "storm/on"]), to: anywhere(dice) }
            }
            8 => Step::Playback,
            9 => Step::Goto(anywhere(dice)),
            10 => Step::Gosub(0),
            11 => Step::Dial { phone: dice.below(5) as u8, seconds: *dice.one_of(&[20, 35]) },
            12 => Step::Background,
            _ => Self::end(dice),
        }
    }

    fn end(dice: &mut Dice<'_>) -> Step {
        match dice.below(4) {
            0 => Step::Voicemail(dice.below(3) as u8),
            1 => Step::Hangup,
            _ => Step::Dial { phone: dice.below(5) as u8, seconds: *dice.one_of(&[15, 20]) },
        }
    }

    /// As Asterisk reads it.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = "[in]\nexten => s,1,Goto(m0,s,1)\n".to_owned();
        let mut last = "";
        for ((context, extension), steps) in &self.contexts {
            if context != last {
                let _ = writeln!(text, "\n[{context}]");
                last = context;
            }
            for (at, step) in steps.iter().enumerate() {
                let head =
                    if at == 0 { format!("exten => {extension},1,") } else { " same => n,".to_owned() };
                let to = |to: &Target| format!("{},{},{}", to.context, to.extension, to.priority);
                let said = match step {
                    Step::Answer => "Answer()".to_owned(),
                    Step::Set(variable, value) => format!("Set({variable}={value})"),
                    Step::Count(variable, of) => format!("Set({variable}=$[(0${{{variable}}} + 1) % {of}])"),
                    Step::If { variable, sign, value, to: target } => {
                        format!("GotoIf($[0${{{variable}}} {sign} {value}]?{})", to(target))
                    }
                    Step::IfTime { times, to: target } => {
                        format!("GotoIfTime({}?{})", times.text(), to(target))
                    }
                    Step::IfDatabase { key, to: target } => {
                        format!("GotoIf($[\"${{DB({key})}}\" = \"on\"]?{})", to(target))
                    }
                    Step::Playback => format!("Playback(said-{context})"),
                    Step::Background => format!("Background(asked-{context}-{at})"),
                    Step::WaitExten(seconds) => format!("WaitExten({seconds})"),
                    Step::Dial { phone, seconds } => format!("Dial(SIP/10{phone},{seconds})"),
                    Step::Voicemail(number) => format!("VoiceMail(20{number})"),
                    Step::Goto(target) => format!("Goto({})", to(target)),
                    Step::Gosub(sub) => format!("Gosub(sub{sub},s,1)"),
                    Step::Return => "Return()".to_owned(),
                    Step::Hangup => "Hangup()".to_owned(),
                };
                let _ = writeln!(text, "{head}{said}");
            }
        }
        text
    }
}

/// Puts something that is heard behind words at which nobody waits, so that it is plain where a question ends.
fn parted(steps: &mut Vec<Step>) {
    let mut at = 0;
    while at < steps.len() {
        let goes_on = matches!(steps.get(at + 1), None | Some(Step::Background | Step::WaitExten(_)));
        if matches!(steps[at], Step::Background) && !goes_on {
            steps.insert(at + 1, Step::Playback);
        }
        at += 1;
    }
}
