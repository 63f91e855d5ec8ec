//! Runs of scenarios told: on a console, and in the formats that machines read; coverage, mistakes, generated suites.

mod causes;
#[cfg(feature = "serve")]
mod causes_html;
mod coverage;
mod example;
mod failure;
mod generated;
mod hint;
mod mutation;
mod replay;
mod stamp;
mod reporter;
mod console;
mod github;
mod html;
mod json;
mod junit;
mod list;
mod summary;
mod tap;

#[cfg(feature = "serve")]
pub(crate) use causes_html::FailurePart;
pub use console::{ConsoleDetail, TestConsole};
pub use coverage::{COVERAGE_REPORT_VERSION, CoverageJson, CoverageReport};
pub use generated::{GENERATED_REPORT_VERSION, GeneratedJson, GeneratedReport};
pub use github::TestGithub;
pub use html::TestHtml;
#[cfg(feature = "cli")]
pub(crate) use json::EventLine;
pub use json::{JSON_REPORT_VERSION, TestJson};
pub use junit::TestJunit;
#[cfg(feature = "cli")]
pub(crate) use list::ListedCase;
pub use list::TestList;
pub use mutation::{MUTATION_REPORT_VERSION, MutationJson, MutationReport};
pub use reporter::{ReportContext, Reporter, Spool};
pub use stamp::{PlanStamp, RunStamp};
pub use summary::TestSummary;
pub use tap::TestTap;
