//! The plans that ship, written for each platform: what is read back does the same as the plan with what is listed.

use std::fs;

use ivrsim::export::{ExportPlatform, ExportScope, export};
use ivrsim::plan::{Plan, PlanLimits, read};

use super::{is_proven, request, written};

const COMPANIES: [&str; 11] = [
    "ally",
    "campus",
    "clinic-office",
    "dealers",
    "helpline",
    "hospital",
    "info-line",
    "open-by-answer",
    "pbx",
    "support-line",
    "utility",
];

fn company(name: &str) -> Plan {
    let mut files: Vec<_> = fs::read_dir(format!("menus/{name}"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    files.sort();
    let texts =
        files.iter().map(|path| (path.to_string_lossy().into_owned(), fs::read_to_string(path).unwrap()));
    read(texts.collect::<Vec<_>>(), &PlanLimits::STANDARD).plan.unwrap()
}

#[test]
fn hours_of_every_company_are_kept_to_the_minute() {
    for name in COMPANIES {
        let plan = company(name);
        for platform in ExportPlatform::ALL {
            let export = written(&plan, platform, ExportScope::Hours);
            is_proven(&export, &format!("{name} for {platform}"));
        }
    }
}

#[test]
fn calls_to_every_company_fare_as_in_its_plan() {
    for name in COMPANIES {
        let plan = company(name);
        for platform in ExportPlatform::ALL {
            let export = written(&plan, platform, ExportScope::All);
            is_proven(&export, &format!("{name} for {platform}"));
        }
    }
}

#[test]
fn what_a_platform_cannot_say_is_an_error_with_its_place_unless_it_is_approximated() {
    let plan = company("dealers");
    let mut asked = request(ExportPlatform::Connect, ExportScope::All);
    asked.approximate = false;
    let mistakes = export(&plan, &asked, |_, _| {}).unwrap_err();
    let told: Vec<String> = mistakes
        .iter()
        .map(|told| {
            let place = plan.sources.place(told.primary.as_ref().unwrap().span);
            format!("{}:{}: {}", place.file, place.line, told.message)
        })
        .collect();
    assert!(
        told.iter().any(|told| told.contains("`financing` is kept by the caller's own clock")),
        "{told:#?}"
    );
    assert!(told.iter().any(|told| told.contains("`nearest` asks for the caller's clock")), "{told:#?}");
    assert!(mistakes.iter().all(|told| told.help.iter().any(|help| help.contains("--approximate"))));
}
