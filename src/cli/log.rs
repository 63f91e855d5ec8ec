//! What the engine decides, as log lines on standard error.

use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{Layer as _, fmt};

use super::args::{GlobalArgs, LogFormat, LogLevel};
use super::plain::errors;

/// Starts logging if it was asked for. The error is a sentence for people.
pub(super) fn start(global: &GlobalArgs) -> Result<(), String> {
    let level = match global.log {
        LogLevel::Off => return Ok(()),
        LogLevel::Error => LevelFilter::ERROR,
        LogLevel::Warn => LevelFilter::WARN,
        LogLevel::Info => LevelFilter::INFO,
        LogLevel::Debug => LevelFilter::DEBUG,
        LogLevel::Trace => LevelFilter::TRACE,
    };
    // Lines carry the instant of the call itself; the wall clock of the machine would only make runs differ.
    let lines = fmt::layer().with_writer(|| errors(false)).without_time();
    let layer = match global.log_format {
        LogFormat::Text => lines.with_ansi(false).with_filter(level).boxed(),
        LogFormat::Json => lines.json().with_filter(level).boxed(),
    };
    tracing_subscriber::registry().with(layer).try_init().map_err(|error| format!("cannot log: {error}"))
}
