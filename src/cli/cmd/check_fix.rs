//! `ivrsim check --fix`: show what would change, ask, write.

use std::io::Write as _;

use super::changes::{self, FileChange};
use crate::base::source::Sources;
use crate::base::tidy;
use crate::check::RepairedFile;
use crate::cli::context::CommandContext;
use crate::cli::exit::CommandFailure;

/// Writes mended files, once somebody has seen what changes. Whether they are written.
pub(super) fn write(
    context: &mut CommandContext,
    mended: Vec<RepairedFile>,
    sources: &Sources,
    yes: bool,
) -> Result<bool, CommandFailure> {
    let mut changed: Vec<FileChange<'_>> = Vec::new();
    for RepairedFile { file, text } in mended {
        let file = sources.file(file);
        // A file that was in the one style stays in it.
        let is_tidy = tidy::formatted(file.name(), file.text()).is_ok_and(|tidy| tidy == file.text());
        let text = if is_tidy { tidy::formatted(file.name(), &text).unwrap_or(text) } else { text };
        changes::show(context, file.name(), file.text(), &text)?;
        changed.push(FileChange { file, text });
    }
    if changed.is_empty() {
        return Ok(true);
    }
    let what = if changed.len() == 1 { "this".to_owned() } else { format!("these {} files", changed.len()) };
    if !yes && !changes::agreed(context, &format!("write {what}?"))? {
        writeln!(context.out, "nothing was written")?;
        return Ok(false);
    }
    changes::write(&changed)?;
    Ok(true)
}
