use std::path::{Path, PathBuf};

use crate::cli::context::CommandContext;
use crate::cli::exit::CommandFailure;

/// The file of the learners: the one that is named, else that of the user.
pub(super) fn learners_file(
    context: &CommandContext,
    named: Option<&Path>,
) -> Result<PathBuf, CommandFailure> {
    match (named, &context.data) {
        (Some(file), _) if !file.as_os_str().is_empty() => Ok(file.to_owned()),
        (_, Some(folder)) => Ok(folder.join("learners.db")),
        (_, None) => {
            let nowhere =
                "the system does not say where your data folder is: name the learners' file with --db";
            Err(CommandFailure::Usage(nowhere.to_owned()))
        }
    }
}
