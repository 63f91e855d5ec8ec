use std::cmp::Reverse;
use std::io::Write as _;

use crate::base::diagnostic::did_you_mean;
use crate::base::text::{PageText, Paint, Table};
use crate::cli::args::GuideArgs;
use crate::cli::chapters::{CHAPTERS, GuideChapter};
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};
use crate::cli::pager;

/// How many chapters are named for a word.
const MAX: usize = 4;

pub(super) fn run(context: &mut CommandContext, args: &GuideArgs) -> Result<ExitStatus, CommandFailure> {
    let paint = Paint::new(context.color);
    let Some(topic) = &args.topic else {
        let mut table = Table::of_texts(["CHAPTER", "WHAT IT COVERS"]);
        for chapter in CHAPTERS {
            table.row([chapter.topic, chapter.title()]);
        }
        context.table(&table)?;
        let told = "`ivrsim guide CHAPTER` shows one. Start with `ivrsim guide first-plan`.";
        context.show(|paint| format!("\n{}\n", paint.whole(told)))?;
        return Ok(ExitStatus::Success);
    };
    let Some(chapter) = CHAPTERS.iter().find(|chapter| chapter.topic.eq_ignore_ascii_case(topic)) else {
        return Err(CommandFailure::Usage(format!("the guide has no chapter {topic:?}: {}", help(topic))));
    };
    let text = PageText { page: chapter.text, paint, columns: context.columns }.to_string();
    // A person at a terminal reads from the top; what is piped is for whoever reads the pipe.
    let is_read = context.interactive && context.columns.is_some();
    if is_read && pager::page(&text)? {
        return Ok(ExitStatus::Success);
    }
    write!(context.out, "{text}")?;
    Ok(ExitStatus::Success)
}

/// What to read instead: a chapter of nearly that name, or those that speak of it most.
fn help(topic: &str) -> String {
    if let Some(near) = did_you_mean(topic, CHAPTERS.iter().map(|chapter| chapter.topic)) {
        return format!("did you mean `ivrsim guide {near}`?");
    }
    let mut telling: Vec<(usize, &GuideChapter)> =
        CHAPTERS.iter().map(|chapter| (chapter.mentions(topic), chapter)).collect();
    telling.retain(|&(count, _)| count > 0 && !topic.trim().is_empty());
    telling.sort_by_key(|&(count, _)| Reverse(count));
    let named: Vec<String> =
        telling.iter().take(MAX).map(|(_, chapter)| format!("`ivrsim guide {}`", chapter.topic)).collect();
    match named.as_slice() {
        [] => "`ivrsim guide` lists the chapters".to_owned(),
        [only] => format!("{only} mentions it"),
        [first @ .., last] => format!("{} and {last} mention it", first.join(", ")),
    }
}
