//! The Ally directory, edited.

use std::path::Path;

use ivrsim::plan::{Plan, PlanLimits, read};

/// The Ally plan with some of its text replaced; every replacement must find its text exactly once.
pub(crate) fn edited(edits: &[(&str, &str)]) -> Plan {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("menus/ally");
    let mut files: Vec<(String, String)> = std::fs::read_dir(folder)
        .expect("the plan is there")
        .map(|entry| entry.expect("it can be listed").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .map(|path| {
            let name = path.file_name().expect("files have names").to_string_lossy().into_owned();
            (name, std::fs::read_to_string(path).expect("it can be read"))
        })
        .collect();
    files.sort();
    for (from, to) in edits {
        let found: usize = files.iter().map(|(_, text)| text.matches(from).count()).sum();
        assert_eq!(found, 1, "{from:?} stands in the plan once");
        for (_, text) in &mut files {
            *text = text.replace(from, to);
        }
    }
    let reading = read(files.iter().map(|(name, text)| (&**name, &**text)), &PlanLimits::STANDARD);
    reading.plan.unwrap_or_else(|| panic!("{:?}", reading.diagnostics))
}
