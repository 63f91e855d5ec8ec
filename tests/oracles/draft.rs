//! Whatever a document holds, it is refused with a reason, or its draft is a plan that quotes nothing that the document does not have.

use ivrsim::draft::{DocumentFormat, DraftRequest, draft, read};
use ivrsim::plan::{PlanLimits, read as read_plan};

/// Holds a document of a format to that.
///
/// # Panics
/// If it does not hold.
pub fn is_refused_or_drafted(format: DocumentFormat, bytes: &[u8]) {
    let document = match read("directory", 0, format, bytes) {
        Ok(document) => document,
        Err(why) => {
            assert!(!why.to_string().is_empty(), "refused without a reason");
            return;
        }
    };
    let request = DraftRequest::of_day("2026-03-02".parse().expect("it is a date"));
    let made = draft(std::slice::from_ref(&document), &request);
    let files = made.files.iter().map(|file| (file.name.as_str(), file.text.clone()));
    let reading = read_plan(files, &PlanLimits::STANDARD);
    let has_lines = made.files.iter().any(|file| file.text.contains("\n[lines."));
    if has_lines {
        let errors: Vec<&str> = reading.diagnostics.iter().map(|mistake| mistake.message.as_str()).collect();
        assert!(reading.plan.is_some(), "the draft is no plan: {errors:?}");
    }
    let words: String = document.rows.iter().map(ivrsim::draft::Row::text).collect::<Vec<_>>().join(" ");
    for fact in &made.facts {
        for quote in fact.source.iter().flat_map(|source| source.split(" \u{2026} ")) {
            let missing = quote.split(' ').find(|word| !words.contains(word));
            assert!(missing.is_none(), "{quote:?} is quoted, and {missing:?} is not in the document");
        }
    }
    // The same again: nothing but documents and answers decides.
    assert_eq!(draft(&[document], &request).files, made.files);
}
