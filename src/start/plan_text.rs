//! The plan that is made of the answers, as text.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use jiff::civil::Date;

use super::answers::Answers;
use super::layout::{LineEntry, PlanLayout, REPEAT_KEY};
use crate::base::tidy::{self, quoted};

/// What a check finds and the answers want so: the table, and the rule.
pub(super) type Allowed = BTreeSet<(String, &'static str)>;

/// What stands on top of the plan. The first line is for editors.
const ABOUT: &str = "\
#:schema ../schema/plan.schema.json
# The phone plan of this company, begun with `ivrsim init`. All of it can be changed. Try it:
#
#   ivrsim --plan menus dial LINE
#   ivrsim check menus
#   ivrsim test
#
# `ivrsim guide` tells what can be written here. By the first line, editors that know TOML complete and check this file; in
# Visual Studio Code that is the extension Even Better TOML.

";

const HOLIDAYS: &str = "
# Holidays. Take the `# ` away, put your own days in, and write `calendars = [\"company\"]` below the hours that keep them.
#
# [calendars.company]
# days = [
#     { name = \"New Year's Day\", on = \"January 1\" },
#     { name = \"Thanksgiving\", on = \"fourth Thursday of November\" },
# ]
";

pub(super) fn plan_text(
    answers: &Answers,
    layout: &PlanLayout<'_>,
    today: Date,
    allowed: &Allowed,
) -> String {
    let first = layout.lines.first().map_or("main", |line| &line.id);
    let mut out = PlanWriter { text: ABOUT.replace("LINE", first), allowed };
    out.table(
        "",
        "plan",
        &[
            ("name", quoted(&answers.company)),
            ("effective", format!("{today}    # in force from this date")),
            (
                "timezone",
                format!(
                    "{}    # of hours that name no zone, and of times without an offset",
                    quoted(answers.zone.name())
                ),
            ),
        ],
    );
    let hours = answers.opening.notation();
    let closed = if answers.takes_messages { "mailbox" } else { "closed" };
    if let Some(hours) = hours {
        let about = "Where a call goes when it comes to people outside their hours.";
        out.table(about, "defaults", &[("closed", quoted(closed))]);
        let about = "When people are there: days in two letters, times of 24 hours. At the closing time it is closed.";
        out.table(about, "hours.office", &[("open", quoted(hours))]);
        out.text.push_str(HOLIDAYS);
    }
    lines(&mut out, layout, hours.is_some());
    for (at, desk) in layout.desks.iter().enumerate() {
        let about = if at == 0 {
            "The people who pick up. With `topics`, `ivrsim find` knows what they are called about: topics = [\"prices\"]"
        } else {
            ""
        };
        let mut values = vec![("name", quoted(desk.name))];
        values.extend(hours.map(|_| ("hours", quoted("office"))));
        out.table(about, &format!("destinations.{}", desk.id), &values);
    }
    match hours {
        None => {}
        Some(_) if answers.takes_messages => out.table(
            "What callers hear when nobody is there; then they leave a message.",
            "voicemails.mailbox",
            &[
                ("name", quoted("the mailbox")),
                ("say", quoted("Nobody is here at the moment. The hours are {hours:office}. Please leave a message after the tone.")),
            ],
        ),
        Some(_) => out.table(
            "What callers hear when nobody is there. It speaks of whoever is closed.",
            "messages.closed",
            &[
                ("say", quoted("{name} is closed. The hours are {hours}. It {next_open}. Goodbye.")),
                ("then", quoted("hang-up")),
            ],
        ),
    }
    // What is written here is TOML, so there is always a tidy text.
    tidy::formatted("plan.toml", &out.text).unwrap_or(out.text)
}

fn lines(out: &mut PlanWriter<'_>, layout: &PlanLayout<'_>, has_hours: bool) {
    for (at, line) in layout.lines.iter().enumerate() {
        let answer = match &line.answer {
            LineEntry::Menu { id, .. } => id,
            LineEntry::Desk(desk) => &layout.desks[*desk].id,
        };
        let about = if at == 0 { "A number that people dial, and the first step of a call." } else { "" };
        out.table(
            about,
            &format!("lines.{}", line.id),
            &[("number", quoted(&line.number)), ("name", quoted(line.name)), ("answer", quoted(answer))],
        );
        let LineEntry::Menu { id, desks, repeats } = &line.answer else { continue };
        let about = if at == 0 { "What callers hear first. {options} offers the keys below." } else { "" };
        let mut values = vec![("say", quoted("Thank you for calling {name}. {options}"))];
        values.extend(has_hours.then(|| ("hours", quoted("office"))));
        out.table(about, &format!("menus.{id}"), &values);
        let _ = writeln!(out.text, "\n[menus.{id}.keys]");
        for (key, desk) in desks.iter().enumerate() {
            let _ = writeln!(out.text, "{} = {}", key + 1, quoted(&layout.desks[*desk].id));
        }
        if *repeats {
            let _ = writeln!(out.text, "{REPEAT_KEY} = \"repeat\"");
        }
    }
}

struct PlanWriter<'a> {
    text: String,
    allowed: &'a Allowed,
}

impl PlanWriter<'_> {
    /// Writes a table with what is allowed in it. Writing to memory cannot fail.
    fn table(&mut self, about: &str, header: &str, values: &[(&str, String)]) {
        let about = if about.is_empty() { String::new() } else { format!("# {about}\n") };
        let _ = writeln!(self.text, "\n{about}[{header}]");
        for (key, value) in values {
            let _ = writeln!(self.text, "{key} = {value}");
        }
        for (_, rule) in self.allowed.iter().filter(|(table, _)| table == header) {
            let _ = writeln!(self.text, "allow.{rule} = {}", quoted(reason(rule)));
        }
    }
}

/// Why something is as it is that a check would find.
fn reason(rule: &str) -> &'static str {
    match rule {
        "clock-change-while-open" => {
            "Written by `ivrsim init`: people are there by the clock on the wall, also in the nights in which it is changed."
        }
        "long-prompt" | "too-many-choices" => {
            "Written by `ivrsim init`: so many choices were given; fewer, or shorter names, help callers."
        }
        "sounds-alike" => "Written by `ivrsim init`: these are the names as they were given.",
        _ => "Written by `ivrsim init`: the answers to its questions want it so.",
    }
}

/// In which table a place of the text lies, as allowances see it: keys belong to their menu.
pub(super) fn table_at(text: &str, at: usize) -> Option<String> {
    let before = text.get(..at).unwrap_or(text);
    let start = if text.get(at..)?.starts_with('[') { at } else { before.rfind("\n[").map(|at| at + 1)? };
    let header = text[start..].lines().next()?.trim_start_matches('[');
    let header = header.split(']').next()?;
    Some(header.strip_suffix(".keys").unwrap_or(header).to_owned())
}
