//! Lines of an export: what a learner knows, written for another machine and read back, whoever keeps it.

mod line;
mod reader;
mod record;

pub(crate) use line::ExportRecord;
pub use reader::EXPORT_VERSION;
pub(crate) use reader::ExportReader;
pub(crate) use record::ImportRecord;
