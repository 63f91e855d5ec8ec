//! The `ivrsim` program: everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    ivrsim::cli::run().into()
}
