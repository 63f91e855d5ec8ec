//! What each platform cannot say, found where the plan says it.

use ivrsim::export::{ExportPlatform, ExportScope, LimitGravity};

use super::{plan, written};

fn gravity(gravity: LimitGravity) -> &'static str {
    match gravity {
        LimitGravity::Pace => "pace",
        LimitGravity::Words => "words",
        LimitGravity::Routing => "routing",
    }
}

/// The limits of a plan: gravity, line, and what it is.
fn limits(text: &str, platform: ExportPlatform) -> Vec<String> {
    let plan = plan(text);
    let export = written(&plan, platform, ExportScope::All);
    super::is_proven(&export, text);
    let told = |limit: &ivrsim::export::ExportLimit| {
        let line = plan.sources.place(limit.told.primary.as_ref().unwrap().span).line;
        format!("{} {line}: {}; {}", gravity(limit.gravity), limit.told.message, limit.instead)
    };
    export.limits.iter().map(told).collect()
}

const MENU: &str = r#"[plan]
name = "Garage"
effective = 2026-01-01
timezone = "America/New_York"
[hours.desk]
open = "Mo-Fr 08:00-18:00"
timezone = "caller"
[lines.main]
number = "1-800-555-0100"
name = "Garage"
answer = "menu"
[menus.menu]
say = "Welcome. {options}"
wait = "2500ms"
[menus.menu.keys]
1 = "desk"
2 = "mailbox"
[destinations.desk]
name = "the desk"
hours = "desk"
closed = "closed"
rings = "20s"
unanswered = "mailbox"
[messages.closed]
say = "{name} is closed. It {next_open}."
then = "hang-up"
[voicemails.mailbox]
name = "the mailbox"
say = "Please leave a message."
"#;

#[test]
fn connect_has_no_mailboxes_no_patience_and_no_clock_of_the_caller() {
    let found = limits(MENU, ExportPlatform::Connect);
    for told in [
        "routing 7: `desk` is kept by the caller's own clock",
        "pace 12: `menu` waits 2s 500ms; it waits 3s",
        "routing 18: `desk` says where calls go that are not answered in time",
        "words 25: `closed` says when it opens next",
        "routing 27: `mailbox` takes a message",
    ] {
        assert!(found.iter().any(|found| found.starts_with(told)), "{told}\n{found:#?}");
    }
}

#[test]
fn asterisk_has_all_of_that_but_the_clock_and_the_words() {
    let found = limits(MENU, ExportPlatform::Asterisk);
    let kinds: Vec<&str> = found.iter().map(|found| &found[..found.find(':').unwrap()]).collect();
    assert_eq!(kinds, ["routing 7", "words 25"], "{found:#?}");
}
