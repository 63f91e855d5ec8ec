//! What the pages of a trainer have in common.

use jiff::{Timestamp, ToSpan as _};
use maud::{Markup, html};

use crate::plan::Plan;
use crate::serve::shell::ServedShell;

/// What all of them run and look like.
pub(super) const TRAINER_SHELL: ServedShell<'static> = ServedShell {
    title: "",
    script: Some("/trainer/trainer.js"),
    style: Some("/trainer/style.css"),
    token: None,
};

/// The links to the other pages, and what was done last.
pub(super) fn bar(can_sign_out: bool) -> Markup {
    html! {
        nav.bar aria-label="Pages" {
            a href="/trainer" { "Class" }
            a href="/" { "Phone and lessons" }
            a href="/studio" { "Studio" }
            a href="/cards" { "Cards and quick reference" }
            a href="/trainer/export" download { "Export everything" }
            @if can_sign_out { form method="post" action="/logout" { button type="submit" { "Sign out" } } }
        }
        p #said role="status" {}
    }
}

/// A form that assigns lines: to a learner of the list or a new one, or to the one whose page it is. It is sent by the script:
/// one that is sent before that has come puts no name into an address, and is refused.
pub(super) fn assign(plan: &Plan, names: &[String], of_one: Option<&str>, now: Timestamp) -> Markup {
    let today = plan.zone.wall_clock(now).date();
    let week = today.checked_add(7.days()).unwrap_or(today);
    html! {
        details.assign {
            summary { "Assign lines" }
            form method="post" action="/trainer/assign" data-post="/trainer/assign" {
                @match of_one {
                    Some(name) => { input type="hidden" name="learner" value=(name); }
                    None => {
                        label.field { "Learner" input name="learner" list="names" required maxlength="200" autocomplete="off"; }
                        datalist #names { @for name in names { option value=(name) {} } }
                    }
                }
                label.field { "Due" input type="date" name="by" required min=(today) value=(week); }
                fieldset.lines {
                    legend { "Lines" }
                    @for (_, line) in plan.lines() {
                        label { input type="checkbox" name="lines" value=(line.key); " " (line.name) " " span.dim { (line.dialed()) } }
                    }
                }
                button type="submit" { "Assign" }
                p.trouble role="alert" {}
            }
        }
    }
}

/// A form that takes in a file of progress. Whoever is there already is asked about first.
pub(super) fn import() -> Markup {
    html! {
        details.assign {
            summary { "Import progress" }
            form method="post" action="/trainer/import" data-import="/trainer/import" {
                label.field {
                    "A file that was saved from a page or by ivrsim train export"
                    input type="file" name="file" required accept=".jsonl,.ndjson,.json,.txt";
                }
                button type="submit" { "Import" }
                p.trouble role="alert" {}
            }
        }
    }
}

/// A question before something is lost: what it is, and what is lost by it.
pub(super) fn confirmation(
    id: &str,
    act: &str,
    name: &str,
    question: &str,
    loss: &str,
    button: &str,
) -> Markup {
    html! {
        button type="button" data-dialog=(id) aria-haspopup="dialog" { (button) }
        dialog id=(id) aria-labelledby={ (id) "-question" } {
            form method="post" action=(act) data-post=(act) {
                input type="hidden" name="learner" value=(name);
                p id={ (id) "-question" } { b { (question) } }
                p { (loss) }
                button type="button" data-close autofocus { "Keep everything" }
                button.bad type="submit" { "Delete" }
                p.trouble role="alert" {}
            }
        }
    }
}
