//! Pictures of a diagnostic, a file each.

mod checkout;
mod excerpt;
mod github;
mod human;
mod json;
mod many;
mod sarif;
mod short;

pub use checkout::Checkout;
pub use github::{CommandData, CommandProperty, GithubAnnotations};
pub use human::{FittedDiagnostics, HumanDiagnostics};
pub use json::DiagnosticJson;
pub use sarif::{RuleCard, SarifLog, Suppressed};
pub use short::ShortDiagnostics;
