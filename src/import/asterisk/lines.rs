//! Where calls come in, and what comes of them.

use std::collections::{HashMap, HashSet};

use super::dialplan::{Context, ContextExtension, Dialplan};
use super::machine::DialplanProgram;
use super::reader;
use super::state::State;
use super::time_fields;
use super::transfers::named;
use crate::base::diagnostic::{Diagnostic, did_you_mean};
use crate::base::source::{FileId, Sources};
use crate::import::explore::explore;
use crate::import::flow::{FlowLine, FlowPlace};
use crate::import::names::spaced;
use crate::import::reading::PlatformReading;
use crate::import::reading::too_many;
use crate::import::request::ImportRequest;
use crate::import::value::Unknown;
use crate::import::worthwhile::{left_out, worthwhile};

/// Extensions that nobody dials.
const SPECIAL: [&str; 10] = ["i", "t", "e", "h", "o", "a", "T", "fax", "failed", "hint"];

/// Reads a dialplan and works out what comes of calls.
pub(in crate::import) fn read(
    sources: &Sources,
    files: &[FileId],
    request: &ImportRequest,
) -> Result<PlatformReading, Vec<Diagnostic>> {
    let plan = reader::read(sources, files)?;
    let mut notes: Vec<String> = plan
        .missing
        .iter()
        .map(|(span, path)| format!("{} includes {path}, which was not given.", sources.place(*span)))
        .collect();
    notes.extend(skipped_parts(sources, &plan));
    let entries = entries(&plan, request)?;
    let mut program = DialplanProgram::new(plan);
    let mut lines = flow_lines(&program, &entries);
    request.name_lines(&mut lines)?;
    if lines.len() > 1 && request.entries.is_empty() {
        let kept = worth(&mut program, &lines)?;
        let (kept, left): (Vec<_>, Vec<_>) = lines.into_iter().zip(kept).partition(|(_, kept)| *kept);
        let names: Vec<&str> = left.iter().map(|(line, _)| line.name.as_str()).collect();
        notes.extend(left_out(&names));
        lines = kept.into_iter().map(|(line, _)| line).collect();
    }
    let flow = explore(&mut program, lines).map_err(|found| too_many(&found))?;
    Ok(PlatformReading { flow, ledger: program.ledger.into_inner(), notes })
}

/// What means nothing in times, which Asterisk skips with no more than a line in its log.
fn skipped_parts(sources: &Sources, plan: &Dialplan) -> Vec<String> {
    let steps =
        plan.contexts.iter().flat_map(|context| &context.extensions).flat_map(|one| one.steps.values());
    let timed = steps.filter(|step| matches!(step.application.as_str(), "gotoiftime" | "execiftime"));
    let told = timed.filter_map(|step| {
        let fields = step.arguments.split('?').next().filter(|fields| !fields.contains('$'))?;
        let skipped = time_fields::read(fields, "")?.skipped;
        (!skipped.is_empty()).then(|| {
            let parts: Vec<String> =
                skipped.iter().map(|part| format!("`{}`", part.escape_debug())).collect();
            format!(
                "{}: {} means nothing in a time, and Asterisk passes over it.",
                sources.place(step.span),
                parts.join(", ")
            )
        })
    });
    told.take(20).collect()
}

/// A place where calls come in.
struct Entry<'p> {
    context: &'p Context,
    extension: &'p ContextExtension,
    /// Whether it is the only one of its context.
    is_alone: bool,
}

fn entries(plan: &Dialplan, request: &ImportRequest) -> Result<Vec<EntryName>, Vec<Diagnostic>> {
    let mut contexts: Vec<(&Context, Option<String>)> = Vec::new();
    for wanted in &request.entries {
        let (name, extension) = match wanted.split_once([',', '@']) {
            Some((name, extension)) => (name.trim(), Some(extension.trim().to_owned())),
            None => (wanted.trim(), None),
        };
        let Some(context) = plan.context(name) else {
            return Err(vec![unknown_context(plan, name)]);
        };
        contexts.push((context, extension));
    }
    for line in &request.lines {
        if let Some(context) = plan.context(&line.name)
            && !contexts.iter().any(|(known, _)| known.name == context.name)
            && request.entries.is_empty()
        {
            contexts.push((context, None));
        }
    }
    if contexts.is_empty() {
        contexts = own_entries(plan).into_iter().map(|context| (context, None)).collect();
    }
    let mut all = Vec::new();
    for (context, wanted) in contexts {
        let dialed = dialable(plan, context, wanted.as_deref());
        let is_alone = dialed.len() == 1;
        all.extend(
            dialed.into_iter().map(|extension| EntryName::of(&Entry { context, extension, is_alone })),
        );
    }
    if all.is_empty() {
        let told = Diagnostic::without_place("no-entry", "nothing in these files is where calls come in")
            .help("name a context in which calls begin: --entry CONTEXT");
        return Err(vec![told]);
    }
    Ok(all)
}

fn unknown_context(plan: &Dialplan, name: &str) -> Diagnostic {
    let near = did_you_mean(name, plan.contexts.iter().map(|context| context.name.as_str()));
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "write the name of a context as it stands in brackets".to_owned(),
    };
    Diagnostic::without_place("unknown-context", format!("there is no context `{}`", name.escape_debug()))
        .help(help)
}

/// Contexts to which nothing else leads; of `FreePBX`, those of its inbound routes.
fn own_entries(plan: &Dialplan) -> Vec<&Context> {
    let has_steps = |context: &&Context| context.extensions.iter().any(|one| !one.steps.is_empty());
    let inbound: Vec<&Context> = plan
        .contexts
        .iter()
        .filter(|context| context.name.starts_with("ext-did") && !context.name.ends_with("-custom"))
        .filter(has_steps)
        .collect();
    if !inbound.is_empty() {
        return inbound;
    }
    let mut named: HashMap<&str, HashSet<&str>> = HashMap::new();
    for context in &plan.contexts {
        for include in &context.includes {
            named.entry(&include.context).or_default().insert(&context.name);
        }
        for step in context.extensions.iter().flat_map(|one| one.steps.values()) {
            for word in step.arguments.split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '.')))
            {
                if let Some((_, found)) =
                    plan.by_name.get_key_value(word).map(|(name, at)| (name, &plan.contexts[*at]))
                {
                    named.entry(&found.name).or_default().insert(&context.name);
                }
            }
        }
    }
    let is_routine =
        |name: &str| name.starts_with("macro-") || name.starts_with("sub-") || name.ends_with("-custom");
    let free: Vec<&Context> = plan
        .contexts
        .iter()
        .filter(|context| !plan.with_includes(&context.name).iter().all(|part| part.extensions.is_empty()))
        .filter(|context| !is_routine(&context.name))
        .filter(|context| {
            named.get(context.name.as_str()).is_none_or(|from| from.iter().all(|from| *from == context.name))
        })
        .collect();
    if !free.is_empty() {
        return free;
    }
    plan.contexts.iter().filter(has_steps).filter(|context| !is_routine(&context.name)).collect()
}

/// What can be dialed in a context and in what it includes.
fn dialable<'p>(plan: &'p Dialplan, context: &'p Context, wanted: Option<&str>) -> Vec<&'p ContextExtension> {
    let mut found: Vec<&ContextExtension> = Vec::new();
    for part in plan.with_includes(&context.name) {
        for one in &part.extensions {
            let text = one.extension.text.as_str();
            let is_known = found.iter().any(|known| known.extension == one.extension);
            let is_wanted = wanted.is_none_or(|wanted| wanted == text || one.extension.reach(wanted).matches);
            if !is_known
                && is_wanted
                && one.callers.is_none()
                && one.steps.contains_key(&1)
                && !SPECIAL.contains(&text)
            {
                found.push(one);
            }
        }
    }
    // Where calls begin at `s`, the rest is what callers press.
    if wanted.is_none()
        && let Some(start) = found.iter().find(|one| one.extension.text == "s")
    {
        return vec![*start];
    }
    if wanted.is_none() {
        found.retain(|one| one.extension.text.chars().any(|c| c.is_ascii_digit() || c == '_'));
    }
    found
}

/// A place where calls come in, by name.
struct EntryName {
    context: String,
    extension: String,
    title: Option<String>,
    name: String,
    place: FlowPlace,
}

impl EntryName {
    fn of(entry: &Entry<'_>) -> Self {
        let Entry { context, extension, is_alone } = entry;
        let text = &extension.extension.text;
        let step = extension.steps.get(&1);
        let comment = step.and_then(named);
        let name = match (text.as_str(), is_alone) {
            ("s", _) | (_, true) => context.name.clone(),
            (text, false) => format!("{} {}", context.name, text.trim_start_matches('_')),
        };
        Self {
            context: context.name.clone(),
            extension: text.clone(),
            title: comment.or_else(|| context.title.clone().filter(|title| title.chars().count() <= 60)),
            name,
            place: FlowPlace {
                span: step.map_or(context.span, |step| step.span),
                words: format!("[{}] {text}", context.name),
            },
        }
    }
}

fn flow_lines(program: &DialplanProgram, entries: &[EntryName]) -> Vec<FlowLine<State>> {
    let lines = entries.iter().map(|entry| {
        let is_pattern = entry.extension.starts_with('_');
        let extension = if is_pattern {
            let meant = crate::import::flow::EntryPattern { keys: Vec::new(), more: Some(0) };
            let unknown = Unknown::Entry { pattern: entry.extension.clone(), meant };
            program.unknowns.borrow_mut().sign(unknown).to_string()
        } else {
            entry.extension.clone()
        };
        let is_number = entry.extension.len() >= 2
            && entry.extension.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '*' | '#'));
        let mut title = entry.title.clone().unwrap_or_else(|| spaced(&entry.name));
        if let Some(first) = title.chars().next() {
            title = format!("{}{}", first.to_uppercase(), &title[first.len_utf8()..]);
        }
        let mut assumed = Vec::new();
        if !is_number {
            assumed.push("The files do not say which number leads here.".to_owned());
        }
        FlowLine {
            name: entry.name.clone(),
            dialed: if is_number { vec![entry.extension.clone()] } else { Vec::new() },
            title,
            start: State::at(&entry.context, &extension, 1),
            place: entry.place.clone(),
            assumed,
        }
    });
    lines.collect()
}

/// Which lines have more behind them than a phone that rings; all of them, if none has.
fn worth(program: &mut DialplanProgram, lines: &[FlowLine<State>]) -> Result<Vec<bool>, Vec<Diagnostic>> {
    let ledger = program.ledger.borrow().clone();
    let flow = explore(program, lines.to_vec()).map_err(|found| too_many(&found))?;
    // What was noted on the way is noted again where it counts.
    *program.ledger.borrow_mut() = ledger;
    Ok(worthwhile(&flow))
}
