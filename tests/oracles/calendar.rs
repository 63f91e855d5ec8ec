//! What must hold of a calendar, whatever stands in it.

use ivrsim::base::source::Sources;
use ivrsim::import::{ImportRequest, Platform, SoundWords, import};
use ivrsim::plan::{PlanLimits, read};

/// A calendar is taken over or refused with a reason. Each of its events has one fate, and what is written can be read beside a plan.
pub fn check(text: &str) {
    let request = ImportRequest {
        platform: Some(Platform::ICalendar),
        lines: Vec::new(),
        timezone: Some("America/Denver".to_owned()),
        entries: Vec::new(),
        words: SoundWords::default(),
        effective: "2026-01-01".parse().expect("it is a date"),
        name: "Calendar".to_owned(),
    };
    let mut sources = Sources::default();
    let file = sources.add("holidays.ics", text);
    let import = match import(&sources, &[file], &request) {
        Err(mistakes) => return assert!(!mistakes.is_empty(), "refused without a reason"),
        Ok(import) => import,
    };
    let json = serde_json::to_value(&import.summary.json).expect("it is JSON");
    let count = |key: &str| json[key].as_u64().unwrap_or_default();
    let fates = ["carried", "worked_out", "outside", "opaque", "without_effect", "not_reached", "refused"];
    assert_eq!(fates.iter().map(|fate| count(fate)).sum::<u64>(), count("steps"));
    let head = "[plan]\nname = \"Holidays\"\neffective = 2026-01-01\ntimezone = \"UTC\"\n[lines.day]\nname = \"Day\"\n\
                answer = \"day\"\n[destinations.day]\nname = \"Day\"\n";
    let texts = import.files.iter().map(|file| (file.path.clone(), file.text.clone()));
    let texts = std::iter::once(("plan.toml".to_owned(), head.to_owned())).chain(texts);
    let reading = read(texts, &PlanLimits::STANDARD);
    let plan = reading.plan.unwrap_or_else(|| panic!("{:#?}\n{text}", reading.diagnostics));
    assert_eq!(plan.calendars().len(), import.files.len());
}
