//! Any bytes, in any format of documents, are refused with a reason or drafted as a plan.

#![no_main]

use ivrsim::draft::DocumentFormat;
use ivrsim_fuzz::oracles::draft::is_refused_or_drafted;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for format in [
        DocumentFormat::Text,
        DocumentFormat::Csv,
        DocumentFormat::Markdown,
        DocumentFormat::Html,
        DocumentFormat::Docx,
        DocumentFormat::PdfLayout,
    ] {
        is_refused_or_drafted(format, bytes);
    }
});
