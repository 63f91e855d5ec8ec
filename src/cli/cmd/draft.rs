use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::ask;
use super::compared::compared;
use super::draft_questions;
use super::interview::{Interview, InterviewEnd};
use crate::base::source::{DisplayPath, Sources};
use crate::cli::args::DraftArgs;
use crate::cli::args::Format;
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};
use crate::cli::interrupts::{self, Interrupts};
use crate::diff::BeforeAfter;
use crate::diff::report::{DiffReport, PlanName};
use crate::draft::{self, AnswerList, Document, DocumentFormat, Draft, DraftJson, DraftRequest};
use crate::explore::{Horizon, Quoted};
use crate::files::load::{self, LoadError, PlanSource};
use crate::files::save;
use crate::number::Country;
use crate::plan::{Plan, PlanLimits, read};
use crate::start;
use crate::time::Zone;

pub(super) fn run(
    context: &mut CommandContext,
    source: &PlanSource,
    args: &DraftArgs,
) -> Result<ExitStatus, CommandFailure> {
    let old = match &args.against {
        Some(path) => Some(context.plan(&PlanSource::named(path, source))?),
        None => None,
    };
    let (mut request, answers) = request(context, args, old.as_deref())?;
    let documents = documents(&args.files)?;
    let mut made = draft::draft(&documents, &request);
    if let Some((list, sources)) = &answers {
        let mistakes = list.mistakes(&made.questions, request.country);
        if !mistakes.is_empty() {
            return Err(CommandFailure::Mistakes(mistakes, Arc::clone(sources)));
        }
    }
    if made.numbers() == 0 && !made.facts.iter().any(|fact| fact.table.starts_with("contacts.")) {
        let first = args.files.first().map_or(Path::new(""), PathBuf::as_path);
        return Err(load::unread(
            first,
            "no phone number was found in it, so it is no directory that can be drafted",
        )
        .into());
    }
    if context.interactive && !args.no_ask && args.format == Format::Text && made.open().next().is_some() {
        interrupts::end_the_process()?;
        let mut interview = Interview::new(context, io::stdin().lock());
        match draft_questions::answered(&mut interview, &documents, &mut request, made) {
            Ok(answered) => made = answered,
            Err(InterviewEnd::Left | InterviewEnd::Back) => {
                writeln!(context.out, "\nnothing was written")?;
                return Ok(ExitStatus::Interrupted);
            }
            Err(InterviewEnd::Io(error)) => return Err(error.into()),
        }
    }
    let written = match &args.out {
        Some(out) => written(out, &made)?,
        None => Vec::new(),
    };
    let is_open = made.open().next().is_some();
    let names: Vec<String> = written.iter().map(|path| load::name(path)).collect();
    match args.format {
        Format::Json => context.json(&DraftJson::new(&made, &documents, names))?,
        Format::Text => {
            context.show(|paint| draft::draft_text(&made, &documents, &names, paint))?;
            if let Some(out) = &args.out {
                let out = out.to_string_lossy();
                writeln!(context.out, "\nTry it:\n  ivrsim --plan {} dial", Quoted(&out))?;
            }
        }
    }
    let differs = match &old {
        Some(old) => compare(context, args, old, &made)?,
        None => ExitStatus::Success,
    };
    Ok(if differs == ExitStatus::Success && is_open { ExitStatus::Failed } else { differs })
}

/// What is known beside the documents, and the file of answers.
type KnownBeside = (DraftRequest, Option<(AnswerList, Arc<Sources>)>);

fn request(
    context: &CommandContext,
    args: &DraftArgs,
    old: Option<&Plan>,
) -> Result<KnownBeside, CommandFailure> {
    let usage = |text: String| CommandFailure::Usage(text);
    let zone = match args.timezone.as_deref() {
        None => None,
        Some(name) => Some(Zone::named(name).or_else(|| start::zone(name).ok()).ok_or_else(|| {
            usage(format!(
                "--timezone: there is no time zone `{}`: write it as in America/Chicago",
                name.escape_debug()
            ))
        })?),
    };
    let effective = match args.effective.as_deref() {
        None => None,
        Some(text) => Some(text.parse().map_err(|_| {
            usage(format!("--effective: `{}` is no day: write it as in 2027-03-01", text.escape_debug()))
        })?),
    };
    let country: Country = args.country.to_uppercase().parse().map_err(|_| {
        usage(format!(
            "--country: `{}` is no country whose numbers are known: write its code, as in US or CA",
            args.country.escape_debug()
        ))
    })?;
    let name = match &args.name {
        None => None,
        Some(name) => Some(start::name(name).map_err(|why| usage(format!("--name: {why}")))?),
    };
    let answers = match &args.answers {
        None => None,
        Some(path) => {
            let mut sources = Sources::default();
            let file = sources.add(load::name(path), load::text(path)?);
            let list = AnswerList::read(&sources, file);
            let sources = Arc::new(sources);
            Some((
                list.map_err(|mistakes| CommandFailure::Mistakes(mistakes, Arc::clone(&sources)))?,
                sources,
            ))
        }
    };
    let now = context.fixed_time.unwrap_or(context.now);
    let request = DraftRequest {
        name: name.or_else(|| old.map(|old| old.name.clone())),
        zone,
        effective,
        country,
        answers: answers.as_ref().map(|(list, _)| list.answers.clone()).unwrap_or_default(),
        known: old.map(draft::known_names).unwrap_or_default(),
        ..DraftRequest::of_day(zone.unwrap_or(Zone::UTC).wall_clock(now).date())
    };
    Ok((request, answers))
}

/// All documents; what cannot be read is told of all at once.
fn documents(paths: &[PathBuf]) -> Result<Vec<Document>, CommandFailure> {
    let mut documents = Vec::new();
    let mut failures = Vec::new();
    for (number, path) in (0..).zip(paths) {
        match document(path, number) {
            Ok(document) => documents.push(document),
            Err(failure) => failures.push(failure.into()),
        }
    }
    match failures.len() {
        0 => Ok(documents),
        1 => Err(failures.remove(0)),
        _ => Err(CommandFailure::Several(failures)),
    }
}

fn document(path: &Path, number: u16) -> Result<Document, LoadError> {
    let bytes = load::document(path)?;
    let name = load::name(path);
    let (format, bytes) = if bytes.starts_with(b"%PDF") {
        let program = CommandContext::installed("pdftotext").ok_or_else(|| {
            load::unread(path, "it is a PDF, and `pdftotext`, which reads them, is not installed: install Poppler (poppler-utils), or save the directory as docx or text")
        })?;
        (DocumentFormat::PdfLayout, load::pdf_layout(&program, path)?)
    } else {
        (DocumentFormat::of(&name, &bytes).map_err(|why| load::unread(path, why))?, bytes)
    };
    draft::read(&name, number, format, &bytes).map_err(|why| load::unread(path, why))
}

/// Writes the files of a draft, all or none.
fn written(out: &Path, made: &Draft) -> Result<Vec<PathBuf>, CommandFailure> {
    let paths: Vec<PathBuf> = made.files.iter().map(|file| out.join(&file.name)).collect();
    let has_plan = out.is_dir()
        && out
            .read_dir()?
            .flatten()
            .any(|entry| entry.path().extension().is_some_and(|ending| ending == "toml"));
    if has_plan || paths.iter().any(|path| path.symlink_metadata().is_ok()) {
        let text = format!(
            "{} has a plan already, which was not replaced: name a new folder with --out, and compare the two with `ivrsim diff`",
            DisplayPath(out)
        );
        return Err(CommandFailure::Usage(text));
    }
    // A moment that Ctrl-C does not cut in two.
    let _whole = Interrupts::watched()?;
    save::all_new(paths.iter().map(PathBuf::as_path).zip(made.files.iter().map(|file| file.text.as_str())))?;
    Ok(paths)
}

/// Shows what differs from the plan of an earlier edition.
fn compare(
    context: &mut CommandContext,
    args: &DraftArgs,
    old: &Arc<Plan>,
    made: &Draft,
) -> Result<ExitStatus, CommandFailure> {
    let files = made.files.iter().map(|file| (file.name.as_str(), file.text.as_str()));
    let reading = read(files, &PlanLimits::STANDARD);
    let Some(new) = reading.plan else {
        return Err(CommandFailure::Mistakes(reading.diagnostics, reading.sources));
    };
    let new = Arc::new(new);
    let horizon = ask::looked_at(Horizon::of(&new, 2));
    let diff = match compared(context, old, &new, horizon) {
        Err(CommandFailure::Interrupted) => return Ok(ExitStatus::Interrupted),
        compared => compared?,
    };
    let word = |path: &Path| load::name(path);
    let names = BeforeAfter {
        old: PlanName { plan: args.against.as_deref().map(word) },
        new: PlanName { plan: args.out.as_deref().or(args.files.first().map(PathBuf::as_path)).map(word) },
    };
    let report = DiffReport::new(old, &new, names, &diff, false);
    if args.format == Format::Text {
        writeln!(context.out)?;
        context.show(|paint| report.human(paint))?;
    }
    Ok(match (report.is_unsure(), report.is_empty()) {
        (true, _) => ExitStatus::CannotRun,
        (false, true) => ExitStatus::Success,
        (false, false) => ExitStatus::Failed,
    })
}
