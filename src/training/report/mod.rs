//! Who knows what: for a trainer to read, for spreadsheets, for programs, and as a page.

mod csv;
mod html;
mod json;
mod of_survey;
mod result;
mod sections;
mod tables;
mod text;

pub use csv::CsvRows;
pub use json::TrainingJson;
pub use result::{ExamAnswerJson, RESULT_VERSION, ResultJson};

pub use of_survey::TrainingReport;
