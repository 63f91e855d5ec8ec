//! Mistakes as they stand in flows that run, shown by calls and by the plan's own checks.

use ivrsim::check::{CheckSubject, Levels, check};
use ivrsim::time::moment;

use super::super::end;
use super::{counted, flex, gather, main_only, say, split};

const AT: &str = "2026-03-02 10:00";

/// The menu of one language adds to the counter of another menu and asks for its own, which is never set: it never gives up.
#[test]
fn a_menu_that_adds_to_the_counter_of_another_one_never_gives_up() {
    let menu = |name: &str, adds_to: &str, asks: &str| {
        let [choice, count, limit] = ["choice", "count", "limit"].map(|part| format!("{name}_{part}"));
        [
            gather(name, &choice, &count),
            split(&choice, &format!("{{{{widgets.{name}.Digits}}}}"), &[("equal_to", "1", "queue")], &count),
            counted(&count, adds_to, &limit),
            split(&limit, &format!("{{{{flow.variables.{asks}}}}}"), &[("greater_than", "2", "queue")], name),
        ]
    };
    let mut widgets = vec![
        gather("language", "which", "english"),
        split("which", "{{widgets.language.Digits}}", &[("equal_to", "2", "spanish")], "english"),
    ];
    widgets.extend(menu("english", "en_counter", "en_counter"));
    widgets.extend(menu("spanish", "en_counter", "es_counter"));
    widgets.push(flex("queue"));
    let plan = main_only(&widgets);
    let tries = |name: &str| {
        let step = plan.step(plan.step_named(name).unwrap());
        step.waiting().unwrap().no_match.misstep().map(|misstep| misstep.tries)
    };
    assert_eq!(tries("english"), Some(Some(3)));
    assert_eq!(tries("spanish"), Some(None), "it never gives up");
    assert_eq!(end(&plan, AT, ""), "Transferred queue");
    let today = moment::parse(AT, plan.zone).unwrap();
    let report = check(&CheckSubject::new(&plan, today), &Levels::of(&plan));
    let codes: Vec<&str> = report.findings.iter().map(|finding| finding.code).collect();
    assert!(codes.contains(&"silent-loop"), "{codes:?}");
}

/// One variable counts silence and wrong keys of several menus and is never reset: whoever errs twice at the first is hung up on
/// at the first slip in the second.
#[test]
fn a_counter_that_runs_through_menus_hangs_up_at_the_first_slip_in_the_second() {
    let menu = |name: &str, next: &str| {
        let [choice, count, limit, wrong] =
            ["choice", "count", "limit", "wrong"].map(|part| format!("{name}_{part}"));
        [
            gather(name, &choice, &count),
            split(&choice, &format!("{{{{widgets.{name}.Digits}}}}"), &[("equal_to", "1", next)], &count),
            counted(&count, "retry_counter", &limit),
            split(&limit, "{{flow.variables.retry_counter}}", &[("less_than", "3", &wrong)], "disconnect"),
            say(&wrong, "That is not one of the choices.", name),
        ]
    };
    let mut widgets: Vec<_> = menu("first", "second")
        .into_iter()
        .chain(menu("second", "third"))
        .chain(menu("third", "queue"))
        .collect();
    widgets.extend([say("disconnect", "Goodbye.", ""), flex("queue")]);
    let plan = main_only(&widgets);
    let wait = ",,,";
    assert_eq!(end(&plan, AT, "111"), "Transferred queue");
    assert_eq!(end(&plan, AT, &format!("17{wait}7{wait}11")), "Transferred queue");
    assert_eq!(
        end(&plan, AT, &format!("7{wait}7{wait}17{wait}")),
        "Disconnected disconnect",
        "one slip in the second is one too many"
    );
    assert_eq!(end(&plan, AT, &format!("7{wait}7{wait}111")), "Transferred queue");
    assert_eq!(end(&plan, AT, &format!("17{wait}17{wait}11")), "Transferred queue");
}
