//! What is about to change in files: shown, asked about, written.

use std::io::{self, Write as _};
use std::path::Path;

use similar::{ChangeTag, TextDiff};

use crate::base::source::SourceFile;
use crate::base::text::{Paint, safe};
use crate::cli::context::CommandContext;
use crate::cli::exit::CommandFailure;
use crate::files::save::{self, FileRewrite};

/// How many lines around a change are shown.
const AROUND: usize = 2;

/// Shows what changes in a file.
pub(super) fn show(context: &mut CommandContext, name: &str, old: &str, new: &str) -> io::Result<()> {
    let paint = Paint::new(context.color);
    let diff = TextDiff::from_lines(old, new);
    writeln!(context.out, "{}", paint.bold(safe(name)))?;
    for group in diff.grouped_ops(AROUND) {
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
            let line = safe(change.value().trim_end_matches(['\r', '\n']));
            match change.tag() {
                ChangeTag::Delete => writeln!(context.out, "{}", paint.bad(format!("- {line}")))?,
                ChangeTag::Insert => writeln!(context.out, "{}", paint.good(format!("+ {line}")))?,
                ChangeTag::Equal => writeln!(context.out, "  {line}")?,
            }
        }
        writeln!(context.out)?;
    }
    Ok(())
}

/// Whether the person at the terminal wants it written.
pub(super) fn agreed(context: &mut CommandContext, question: &str) -> Result<bool, CommandFailure> {
    let nobody =
        "nothing was written, because there is no terminal to ask on; `--yes` writes the changes shown";
    super::agreed::agreed(context, question, nobody)
}

/// A file with what was read from it and what it is to say.
pub(super) struct FileChange<'a> {
    pub(super) file: &'a SourceFile,
    pub(super) text: String,
}

/// Writes files, unless one of them has changed since it was read, as while somebody was asked: then none.
pub(super) fn write(changes: &[FileChange<'_>]) -> Result<(), CommandFailure> {
    let files: Vec<FileRewrite<'_>> = changes
        .iter()
        .map(|FileChange { file, text }| FileRewrite {
            path: Path::new(file.name()),
            read: file.text(),
            text,
        })
        .collect();
    Ok(save::rewrite(&files)?)
}
