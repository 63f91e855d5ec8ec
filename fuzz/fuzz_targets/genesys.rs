//! Any file with flows of Genesys Cloud is taken over or refused with a reason, and each of its steps has one fate.

#![no_main]

use ivrsim::base::source::Sources;
use ivrsim::import::{ImportRequest, Platform, SoundWords, import};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let request = ImportRequest {
        platform: Some(Platform::Genesys),
        lines: Vec::new(),
        timezone: None,
        entries: Vec::new(),
        words: SoundWords::default(),
        effective: "2026-01-01".parse().expect("it is a date"),
        name: "Fuzz".to_owned(),
    };
    for name in ["flow.yaml", "flow.tf"] {
        let mut sources = Sources::default();
        let file = sources.add(name, text);
        match import(&sources, &[file], &request) {
            Err(mistakes) => assert!(!mistakes.is_empty(), "refused without a reason"),
            Ok(import) => {
                let json = serde_json::to_value(&import.summary.json).expect("it is JSON");
                let count = |key: &str| json[key].as_u64().unwrap_or_default();
                let fates = [
                    "carried",
                    "worked_out",
                    "outside",
                    "opaque",
                    "without_effect",
                    "not_reached",
                    "refused",
                ];
                assert_eq!(fates.iter().map(|fate| count(fate)).sum::<u64>(), count("steps"));
            }
        }
    }
});
