use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use super::diff::old_source;
use super::learners_file::learners_file;
use super::questions;
use super::suites::DEFAULT_FOLDER;
use crate::base::text::safe;
use crate::cli::args::ServeArgs;
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};
use crate::files::load::{self, PlanSource};
use crate::plan::Plan;
use crate::serve::{
    Access, HostNames, ListenPlace, Passwords, PlanSnapshot, Site, SiteSettings, SpeechProgram, StopSignal,
    bind, serve,
};

/// So many clients are connected at once, where the system lets a program have as many files.
const MAX_CONNECTIONS: u64 = 4096;

/// So many files are left for all else.
const OTHER_FILES: u64 = 64;

pub(super) fn run(
    context: &mut CommandContext,
    source: &PlanSource,
    args: &ServeArgs,
) -> Result<ExitStatus, CommandFailure> {
    let usage = CommandFailure::Usage;
    let wanted = ListenPlace::read(&args.listen).ok_or_else(|| {
        let told = safe(&args.listen);
        usage(format!("--listen: {told:?} is not an address; write it as 8080 or as 192.0.2.7:8080"))
    })?;
    let passwords = args.password_file.as_deref().map(passwords).transpose()?;
    if !wanted.is_own() && passwords.is_none() {
        let why = "others could reach this server, read the whole plan and see who has learned what: \
                   name a file with passwords, --password-file, or listen on 127.0.0.1";
        return Err(usage(format!("--listen: {why}")));
    }
    if let Some(name) = args.host.iter().find(|name| !is_host(name)) {
        return Err(usage(format!("--host: {:?} is not the name of a machine", safe(name))));
    }
    let plan = PlanSnapshot::first(context.plan(source)?, Vec::new());
    let plan = plan.read_again(source).unwrap_or(plan);
    // What is wrong with them is told before anybody learns.
    questions::read(&plan.plan, &args.questions)?;
    let settings = SiteSettings {
        source: source.clone(),
        scenarios: scenarios(args.scenarios.as_deref())?,
        questions: args.questions.clone(),
        changed_from: changed_from(context, args.since.as_deref(), source)?,
        since: since(args.since.as_deref(), source)?,
        learners: learners_file(context, args.db.as_deref())?,
        speech: CommandContext::installed("espeak-ng").map(SpeechProgram::at),
        clock: CommandContext::real_time,
    };
    let failed = |error: std::io::Error| usage(format!("cannot listen on {}: {error}", wanted.0));
    let listener = bind(wanted.0).map_err(failed)?;
    let place = listener.local_addr().map_err(failed)?;
    let names = HostNames::of(place, &args.host);
    if !wanted.is_own() {
        exposed(context);
    }
    let access = Access::new(passwords, place.port());
    let no_chance = |error| usage(format!("the system gives no random numbers: {error}"));
    let site = Arc::new(Site::new(settings, names.clone(), access, plan).map_err(no_chance)?);
    let (stop, stopped) = StopSignal::new();
    ctrlc::set_handler(stop).map_err(|error| usage(format!("cannot watch for Ctrl-C: {error}")))?;
    writeln!(context.out, "{names}")?;
    context.out.flush()?;
    if args.open {
        open(context, &names.to_string());
    }
    serve(&site, listener, connections(), stopped)?;
    Ok(ExitStatus::Success)
}

fn passwords(path: &Path) -> Result<Passwords, CommandFailure> {
    let text = load::text(path)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;

        let mode = path.metadata().map(|about| about.permissions().mode()).unwrap_or_default();
        if mode & 0o077 != 0 {
            let path = crate::base::source::DisplayPath(path);
            let why =
                format!("{path} can be read by other users of this machine: run `chmod 600 {path}` first");
            return Err(CommandFailure::Usage(why));
        }
    }
    Passwords::read(path, &text).map_err(CommandFailure::Usage)
}

fn is_host(name: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
    (1..=253).contains(&name.len()) && name.chars().all(is_sign)
}

/// The scenarios that are named, which must be there, or those of this folder.
fn scenarios(named: Option<&Path>) -> Result<Option<PathBuf>, CommandFailure> {
    if let Some(path) = named {
        load::scenario_files(&[path.to_owned()])?;
        return Ok(Some(path.to_owned()));
    }
    Ok(Some(PathBuf::from(DEFAULT_FOLDER)).filter(|folder| folder.is_dir()))
}

/// The old plan that is named, which must be there, or that of the last commit.
fn since(named: Option<&Path>, source: &PlanSource) -> Result<Option<PlanSource>, CommandFailure> {
    if let Some(word) = named {
        let old = old_source(word, source)?;
        load::plan(&old)?;
        return Ok(Some(old));
    }
    let PlanSource::Path(_) = source else { return Ok(None) };
    let committed = PlanSource::named(Path::new("git:HEAD"), source);
    Ok(load::plan(&committed).is_ok_and(|reading| reading.plan.is_some()).then_some(committed))
}

/// The old plan that is named, whose changes learners are asked about first.
fn changed_from(
    context: &CommandContext,
    named: Option<&Path>,
    source: &PlanSource,
) -> Result<Option<Arc<Plan>>, CommandFailure> {
    named.map(|word| context.plan(&old_source(word, source)?)).transpose()
}

/// Says what others can see.
fn exposed(context: &CommandContext) {
    let _ = writeln!(
        context.errors(),
        "note: other machines can reach this server, and what is sent is not encrypted: whoever listens in the network can \
         read the plan, the names and answers of learners, and the passwords. Use passwords that open nothing else."
    );
}

/// Opens an address of ours in the browser of this machine.
fn open(context: &CommandContext, address: &str) {
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        Command::new("explorer")
    } else {
        Command::new("xdg-open")
    };
    let opened =
        command.arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    match opened {
        // It is waited for, so that nothing is left of it.
        Ok(mut child) => drop(std::thread::spawn(move || child.wait())),
        Err(_) => {
            drop(writeln!(context.errors(), "note: no browser could be opened; open the address yourself"));
        }
    }
}

/// How many can be connected, by how many files this process may have open. It asks for more, as much as the system gives.
#[cfg(unix)]
fn connections() -> usize {
    use nix::sys::resource::{Resource, getrlimit, setrlimit};

    let Ok((soft, hard)) = getrlimit(Resource::RLIMIT_NOFILE) else { return 256 };
    let wanted = hard.min(MAX_CONNECTIONS + OTHER_FILES);
    let files =
        if soft < wanted && setrlimit(Resource::RLIMIT_NOFILE, wanted, hard).is_ok() { wanted } else { soft };
    files.saturating_sub(OTHER_FILES).clamp(16, MAX_CONNECTIONS) as usize
}

#[cfg(not(unix))]
fn connections() -> usize {
    MAX_CONNECTIONS as usize
}
