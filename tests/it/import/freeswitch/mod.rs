//! `FreeSWITCH`: its rules, its mistakes, and random phone systems against a second model of it.

mod calls;
mod files;
mod hours;
mod mistakes;
mod model;
mod rules;

use ivrsim::base::source::Sources;
use ivrsim::import::{Import, ImportRequest, Platform, import};
use ivrsim::plan::{Plan, PlanLimits, read};

/// Files taken over, in the zone of Chicago.
pub(crate) fn files(files: &[(&str, &str)]) -> Import {
    let request = ImportRequest { platform: Some(Platform::FreeSwitch), ..super::request() };
    let mut sources = Sources::default();
    let named: Vec<_> = files.iter().map(|(name, text)| sources.add(*name, *text)).collect();
    import(&sources, &named, &request).unwrap_or_else(|mistakes| panic!("{mistakes:#?}\n{files:#?}"))
}

/// What stands in the context of calls from outside, taken over.
pub(crate) fn public(extensions: &str) -> Import {
    files(&[(
        "dialplan/public.xml",
        &format!("<include><context name=\"public\">{extensions}</context></include>"),
    )])
}

/// The plan of an import, whatever is remarked about it.
pub(crate) fn plan(import: &Import) -> Plan {
    let texts = import.files.iter().map(|file| (file.path.as_str(), file.text.clone()));
    let reading = read(texts, &PlanLimits::STANDARD);
    reading.plan.unwrap_or_else(|| panic!("{:#?}", reading.diagnostics))
}

/// The text of the plan.
pub(crate) fn text(import: &Import) -> String {
    import.files.iter().map(|file| file.text.as_str()).collect()
}

/// How many steps came to each fate; together they are all.
pub(crate) fn fates(import: &Import) -> serde_json::Value {
    let json = serde_json::to_value(&import.summary.json).unwrap();
    let fates = ["carried", "worked_out", "outside", "opaque", "without_effect", "not_reached", "refused"];
    let sum: u64 = fates.iter().map(|fate| json[fate].as_u64().unwrap()).sum();
    assert_eq!(sum, json["steps"].as_u64().unwrap(), "each step has one fate: {json:#}");
    json
}
