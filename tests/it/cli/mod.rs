//! Commands: what they write, what they ask, and the shell around them.

#[cfg(unix)]
mod ahead;
mod bless;
mod colors;
mod endings;
mod fmt;
mod generate;
mod later;
#[cfg(unix)]
mod mutate;
mod outputs;
mod record;
#[cfg(unix)]
mod screen;
mod shell;
#[cfg(target_os = "linux")]
mod signals;
#[cfg(unix)]
mod watch;
mod which_plan;

/// A plan of so many lines; of many, somebody has to wait.
#[cfg(unix)]
fn large_plan(lines: usize) -> String {
    use std::fmt::Write as _;

    let mut text = "[plan]\nname = \"Large\"\neffective = 2026-01-01\ntimezone = \"America/New_York\"\n\
                    [hours.h]\nopen = \"Mo-Fr 08:00-18:00\"\n\
                    [messages.closed]\nsay = \"We are closed.\"\nthen = \"hang-up\"\n"
        .to_owned();
    for line in 0..lines {
        let _ = write!(
            text,
            "[lines.l{line}]\nnumber = \"1-800-555-{line:04}\"\nname = \"Line {line}\"\nanswer = \"m{line}\"\n\
             [menus.m{line}]\nsay = \"{{options}}\"\n[menus.m{line}.keys]\n",
        );
        (1..=9).for_each(|key| {
            let _ = writeln!(text, "{key} = \"d{line}-{key}\"");
        });
        (1..=9).for_each(|key| {
            let _ = writeln!(
                text,
                "[destinations.d{line}-{key}]\nname = \"Team {line} {key}\"\nhours = \"h\"\nclosed = \"closed\"",
            );
        });
    }
    text
}
