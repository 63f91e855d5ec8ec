//! Random groups of schedules: the plan is open when a second telling of their rules says so, at both sides of each edge.

use std::fmt::Write as _;

use jiff::ToSpan as _;
use jiff::civil::{DateTime, date};
use proptest::prelude::*;

use super::super::end;
use super::calls::Random;
use super::files;

/// A schedule: how the platform writes it, and whether it holds at a moment.
struct Sample {
    rule: &'static str,
    start: &'static str,
    end: &'static str,
    holds: fn(DateTime) -> bool,
}

fn minute(at: DateTime) -> i32 {
    i32::from(at.hour()) * 60 + i32::from(at.minute())
}

/// The day of the week from Monday as 1.
fn weekday(at: DateTime) -> i8 {
    at.date().weekday().to_monday_one_offset()
}

fn day(at: DateTime) -> (i8, i8) {
    (at.month(), at.day())
}

/// Which of its weekday in the month a day is.
fn nth(at: DateTime) -> i8 {
    (at.day() - 1) / 7 + 1
}

const SAMPLES: [Sample; 16] = [
    Sample {
        rule: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        start: "2021-08-02T08:00:00.000000",
        end: "2021-08-02T17:00:00.000000",
        holds: |at| weekday(at) <= 5 && (480..1020).contains(&minute(at)),
    },
    Sample {
        rule: "FREQ=DAILY;INTERVAL=1",
        start: "2021-08-02T12:00:00.000000",
        end: "2021-08-02T13:00:00.000000",
        holds: |at| (720..780).contains(&minute(at)),
    },
    Sample {
        rule: "FREQ=WEEKLY;INTERVAL=1;BYDAY=FR,SA",
        start: "2021-08-06T20:00:00.000000",
        end: "2021-08-07T02:30:00.000000",
        holds: |at| {
            matches!(weekday(at), 5 | 6) && minute(at) >= 1200
                || matches!(weekday(at), 6 | 7) && minute(at) < 150
        },
    },
    Sample {
        rule: "FREQ=WEEKLY",
        start: "2021-08-04T00:00:00",
        end: "2021-08-05T00:00:00",
        holds: |at| weekday(at) == 3,
    },
    Sample {
        rule: "FREQ=YEARLY",
        start: "2021-12-25T00:00:00",
        end: "2021-12-26T00:00:00",
        holds: |at| day(at) == (12, 25),
    },
    Sample {
        rule: "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24",
        start: "2021-12-24T12:00:00",
        end: "2021-12-27T06:00:00",
        holds: |at| {
            day(at) == (12, 24) && minute(at) >= 720
                || day(at) == (12, 25)
                || day(at) == (12, 26)
                || day(at) == (12, 27) && minute(at) < 360
        },
    },
    Sample {
        rule: "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
        start: "2021-11-25T00:00:00",
        end: "2021-11-25T23:59:59",
        holds: |at| at.month() == 11 && weekday(at) == 4 && nth(at) == 4,
    },
    Sample {
        rule: "FREQ=YEARLY;BYMONTH=9;BYDAY=MO;BYSETPOS=1",
        start: "2021-09-06T00:00:00",
        end: "2021-09-07T00:00:00",
        holds: |at| at.month() == 9 && weekday(at) == 1 && nth(at) == 1,
    },
    Sample {
        rule: "FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO",
        start: "2021-05-31T00:00:00",
        end: "2021-06-01T00:00:00",
        holds: |at| at.month() == 5 && weekday(at) == 1 && at.day() > 24,
    },
    Sample {
        rule: "FREQ=MONTHLY;BYDAY=2TU",
        start: "2021-08-10T09:00:00",
        end: "2021-08-10T11:15:00",
        holds: |at| weekday(at) == 2 && nth(at) == 2 && (540..675).contains(&minute(at)),
    },
    Sample {
        rule: "FREQ=MONTHLY;BYDAY=-1FR",
        start: "2021-08-27T15:00:00",
        end: "2021-08-27T16:00:00",
        holds: |at| {
            let last = at.date().last_of_month().day();
            weekday(at) == 5 && last - at.day() < 7 && (900..960).contains(&minute(at))
        },
    },
    Sample {
        rule: "FREQ=MONTHLY;BYMONTHDAY=15",
        start: "2021-08-15T07:00:00",
        end: "2021-08-15T08:00:00",
        holds: |at| at.day() == 15 && (420..480).contains(&minute(at)),
    },
    Sample {
        rule: "",
        start: "2026-03-10T22:00:00",
        end: "2026-03-12T04:00:00",
        holds: |at| at >= date(2026, 3, 10).at(22, 0, 0, 0) && at < date(2026, 3, 12).at(4, 0, 0, 0),
    },
    Sample {
        rule: "FREQ=WEEKLY;BYDAY=SA;UNTIL=20260328T235959Z",
        start: "2026-02-07T10:00:00",
        end: "2026-02-07T14:00:00",
        holds: |at| {
            weekday(at) == 6
                && (600..840).contains(&minute(at))
                && at.date() >= date(2026, 2, 7)
                && at.date() <= date(2026, 3, 28)
        },
    },
    Sample {
        rule: "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH",
        start: "2026-01-08T09:00:00",
        end: "2026-01-08T10:00:00",
        holds: |at| {
            let days = (at.date() - date(2026, 1, 8)).get_days();
            days >= 0 && days % 14 == 0 && (540..600).contains(&minute(at))
        },
    },
    Sample {
        rule: "FREQ=DAILY;COUNT=3",
        start: "2026-07-04T00:00:00",
        end: "2026-07-04T06:00:00",
        holds: |at| at.month() == 7 && at.year() == 2026 && (4..=6).contains(&at.day()) && minute(at) < 360,
    },
];

fn flow(name: &str) -> String {
    format!(
        "inboundCall:\n  name: {name}\n  startUpRef: \"/inboundCall/tasks/task[t]\"\n  tasks:\n    - task:\n        name: T\n        refId: t\n        actions:\n          - transferToAcd:\n              name: {name}\n              targetQueue:\n                lit:\n                  name: {name}\n"
    )
}

fn terraform(chosen: &[(usize, usize)]) -> String {
    let mut text = String::new();
    for (at, sample) in SAMPLES.iter().enumerate() {
        let Sample { rule, start, end, .. } = sample;
        let _ = write!(
            text,
            "resource \"genesyscloud_architect_schedules\" \"s{at}\" {{\n  name = \"Schedule {at}\"\n  start = \"{start}\"\n  end = \"{end}\"\n  rrule = \"{rule}\"\n}}\n"
        );
    }
    for flow in ["open", "closed", "holiday"] {
        let _ = write!(
            text,
            "resource \"genesyscloud_flow\" \"{flow}\" {{\n  filepath = \"./{flow}.yaml\"\n}}\n"
        );
    }
    let list = |kind: usize| {
        let own = chosen.iter().filter(|(_, of)| *of == kind);
        own.map(|(at, _)| format!("genesyscloud_architect_schedules.s{at}.id")).collect::<Vec<_>>().join(", ")
    };
    let _ = write!(
        text,
        "resource \"genesyscloud_architect_schedulegroups\" \"all\" {{\n  name = \"All\"\n  time_zone = \"America/Chicago\"\n  open_schedules_id = [{}]\n  closed_schedules_id = [{}]\n  holiday_schedules_id = [{}]\n}}\n\
         resource \"genesyscloud_architect_ivr\" \"main\" {{\n  name = \"Main\"\n  dnis = [\"+16085550140\"]\n  open_hours_flow_id = genesyscloud_flow.open.id\n  closed_hours_flow_id = genesyscloud_flow.closed.id\n  holiday_hours_flow_id = genesyscloud_flow.holiday.id\n  schedule_group_id = genesyscloud_architect_schedulegroups.all.id\n}}\n",
        list(0),
        list(1),
        list(2)
    );
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn a_random_group_of_schedules_and_its_plan_are_open_at_the_same_times(seed in any::<u64>()) {
        let mut random = Random(seed);
        let chosen: Vec<(usize, usize)> = (0..=random.below(6)).map(|_| (random.below(SAMPLES.len()), random.below(3))).collect();
        let import = files(&[("main.tf", &terraform(&chosen)), ("open.yaml", &flow("Open")), ("closed.yaml", &flow("Closed")), ("holiday.yaml", &flow("Holiday"))]);
        super::one_fate_each(&import);
        let plan = super::plan(&import);
        let holds = |kind: usize, at: DateTime| chosen.iter().any(|(sample, of)| *of == kind && (SAMPLES[*sample].holds)(at));
        let wanted = |at: DateTime| {
            if holds(2, at) { "holiday" } else if holds(1, at) { "closed" } else if holds(0, at) { "open" } else { "closed" }
        };
        // All edges of some weeks, wherever the second telling changes its mind.
        let from = [date(2026, 3, 2), date(2026, 12, 20), date(2026, 11, 22), date(2026, 5, 22), date(2026, 7, 1), date(2026, 8, 10)];
        let mut at = random.one(&from).at(0, 0, 0, 0);
        let mut moments = Vec::new();
        for _ in 0..12 * 24 * 12 {
            let next = at.checked_add(5.minutes()).unwrap();
            if wanted(at) != wanted(next) {
                moments.extend([next.checked_sub(1.seconds()).unwrap(), next]);
            }
            at = next;
        }
        moments.push(at);
        for moment in moments {
            let shown = moment.strftime("%Y-%m-%d %H:%M:%S").to_string();
            // A clock that goes forward has no such hour.
            if shown.starts_with("2026-03-08 02") {
                continue;
            }
            prop_assert_eq!(end(&plan, &shown, ""), format!("Transferred {}", wanted(moment)), "{} {:?}\n{}", shown, chosen, import.files[0].text);
        }
    }
}
