//! `ivrsim test --bless`: show what would change, ask, write.

use std::io::{self, Write as _};
use std::path::Path;

use similar::{ChangeTag, TextDiff};

use crate::bless::{Blessing, bless};
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::report::{Paint, safe};
use crate::runner::Runnable;
use crate::save;
use crate::source::Sources;

/// How many lines around a change are shown.
const AROUND: usize = 2;

pub(super) fn not_in_ci() -> Failure {
    Failure::Usage(
        "--bless is for people who look at what changes, and the variable CI is set here: bless on your own machine \
         and commit the change"
            .to_owned(),
    )
}

/// Blesses the suites. Without `yes`, a person at the terminal is asked.
pub(super) fn run(
    context: &mut Context,
    yes: bool,
    suites: &[Runnable<'_>],
    sources: &Sources,
) -> Result<Exit, Failure> {
    let paint = Paint::new(context.color);
    let mut changed = Vec::new();
    let (mut rewritten, mut left) = (0, 0);
    for Runnable { suite, plan } in suites {
        let file = sources.file(suite.file);
        let blessing = bless(file.text(), suite, plan);
        show(context, paint, sources, file.name(), file.text(), &blessing)?;
        rewritten += blessing.rewritten;
        left += blessing.left.len();
        if blessing.rewritten > 0 {
            changed.push((file.name(), blessing.text));
        }
    }
    if changed.is_empty() && left == 0 {
        writeln!(context.out, "every expectation is met, so nothing is to be blessed")?;
        return Ok(Exit::Success);
    }
    if !changed.is_empty() {
        if !yes && !agreed(context, rewritten)? {
            writeln!(context.out, "nothing is written")?;
            return Ok(Exit::Failed);
        }
        for (name, text) in &changed {
            save::replace(Path::new(name), text)
                .map_err(|error| Failure::Usage(format!("cannot write {name}: {error}")))?;
        }
        writeln!(context.out, "rewritten: {rewritten}, in {} of {} files", changed.len(), suites.len())?;
    }
    Ok(if left > 0 { Exit::Failed } else { Exit::Success })
}

fn show(
    context: &mut Context,
    paint: Paint,
    sources: &Sources,
    name: &str,
    old: &str,
    blessing: &Blessing,
) -> io::Result<()> {
    let diff = TextDiff::from_lines(old, blessing.text.as_str());
    if blessing.rewritten > 0 {
        writeln!(context.out, "{}", paint.bold(safe(name)))?;
    }
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
    for left in &blessing.left {
        let place = sources.place(left.span);
        writeln!(context.out, "left as it is: {place}: {}", left.value)?;
    }
    Ok(())
}

/// Whether the person at the terminal wants it written.
fn agreed(context: &mut Context, rewritten: usize) -> Result<bool, Failure> {
    if !context.interactive {
        context.out.flush()?;
        return Err(Failure::Usage(
            "nothing is written, as there is nobody to ask: `--yes` writes what is shown".to_owned(),
        ));
    }
    let what = if rewritten == 1 {
        "this expectation".to_owned()
    } else {
        format!("these {rewritten} expectations")
    };
    write!(context.out, "rewrite {what}? [y/N] ")?;
    context.out.flush()?;
    let mut answer = String::new();
    if io::stdin().read_line(&mut answer)? == 0 {
        // Ctrl-D leaves the question without the end of its line.
        writeln!(context.out)?;
    }
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}
