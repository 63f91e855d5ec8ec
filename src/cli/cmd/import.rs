use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use crate::base::source::DisplayPath;
use crate::cli::args::{Format, ImportArgs};
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};
use crate::cli::interrupts::Interrupts;
use crate::files::load::{self, ForeignFiles};
use crate::files::save;
use crate::import::names::spaced;
use crate::import::{self, Import, ImportRequest, NamedLine, SoundWords};
use crate::time::Zone;

pub(super) fn run(context: &mut CommandContext, args: &ImportArgs) -> Result<ExitStatus, CommandFailure> {
    let request = request(context, args)?;
    let ForeignFiles { sources, named } = load::foreign(&args.paths, import::wanted)?;
    let Import { files, mut summary } = match import::import(&sources, &named, &request) {
        Ok(import) => import,
        Err(mistakes) => return Err(CommandFailure::Mistakes(mistakes, Arc::new(sources))),
    };
    let paths: Vec<PathBuf> = files.iter().map(|file| args.out.join(&file.path)).collect();
    for path in &paths {
        if path.symlink_metadata().is_ok() {
            let text = format!(
                "{} already exists and was not replaced: name a new folder with --out, and compare the two with `ivrsim diff`",
                DisplayPath(path)
            );
            return Err(CommandFailure::Usage(text));
        }
    }
    {
        // A moment that Ctrl-C does not cut in two.
        let _whole = Interrupts::watched()?;
        save::all_new(paths.iter().map(PathBuf::as_path).zip(files.iter().map(|file| file.text.as_str())))?;
    }
    let is_calendar = summary.platform() == import::Platform::ICalendar;
    let calendars: Vec<&str> = files.iter().map(|file| file.path.trim_end_matches(".toml")).collect();
    summary.wrote(paths.iter().map(|path| load::name(path)).collect());
    match args.format {
        Format::Json => context.json(&summary.json)?,
        Format::Text => {
            let out = args.out.clone();
            context.show(|paint| summary.text(paint))?;
            if is_calendar {
                let names: Vec<String> = calendars.iter().map(|name| format!("\"{name}\"")).collect();
                writeln!(
                    context.out,
                    "\nKeep them in the hours that they close:\n  calendars = [{}]",
                    names.join(", ")
                )?;
            } else {
                writeln!(
                    context.out,
                    "\nTry it:\n  ivrsim --plan {} dial",
                    crate::explore::Quoted(&out.to_string_lossy())
                )?;
            }
        }
    }
    Ok(ExitStatus::Success)
}

fn request(context: &CommandContext, args: &ImportArgs) -> Result<ImportRequest, CommandFailure> {
    let usage = |text: String| CommandFailure::Usage(text);
    let mut lines = Vec::new();
    for text in &args.lines {
        let pair = text.split_once('=').map(|(name, dialed)| (name.trim(), dialed.trim()));
        let Some((name, dialed)) = pair.filter(|(name, dialed)| !name.is_empty() && !dialed.is_empty())
        else {
            return Err(usage(format!(
                "--line: `{}` is not a line with its number: write it as in `main=+16155550100`",
                text.escape_debug()
            )));
        };
        if !dialed.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ') {
            return Err(usage(format!("--line: `{}` is nothing that is dialed", dialed.escape_debug())));
        }
        lines.push(NamedLine { name: name.to_owned(), dialed: dialed.to_owned() });
    }
    let zone = match &args.timezone {
        None => None,
        Some(name) => match Zone::named(name) {
            Some(zone) => Some(zone),
            None => {
                return Err(usage(format!(
                    "--timezone: there is no time zone `{}`: write it as in America/Chicago",
                    name.escape_debug()
                )));
            }
        },
    };
    let words = match &args.words {
        None => SoundWords::default(),
        Some(path) => SoundWords::parse(&load::text(path)?),
    };
    let first = args.paths.first().and_then(|path| path.file_stem()).map(|stem| stem.to_string_lossy());
    let name = spaced(first.as_deref().unwrap_or("phone system"));
    let capital: String =
        name.chars().take(1).flat_map(char::to_uppercase).chain(name.chars().skip(1)).collect();
    let now = context.fixed_time.unwrap_or(context.now);
    let today = zone.unwrap_or(Zone::UTC).wall_clock(now).date();
    Ok(ImportRequest {
        platform: args.from.map(Into::into),
        lines,
        timezone: zone.map(|zone| zone.name().to_owned()),
        entries: args.entries.clone(),
        words,
        effective: today,
        name: format!("{capital}, imported"),
    })
}
