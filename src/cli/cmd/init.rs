use std::io::Write as _;
use std::path::Path;

use crate::base::source::DisplayPath;
use crate::cli::args::InitArgs;
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};
use crate::explore::Quoted;
use crate::files::save;

/// What a new folder starts with.
const FILES: [(&str, &str); 2] = [
    ("menus/plan.toml", include_str!("../start/plan.toml")),
    ("scenarios/first.toml", include_str!("../start/scenarios.toml")),
];

pub(super) fn run(context: &mut CommandContext, args: &InitArgs) -> Result<ExitStatus, CommandFailure> {
    // Nothing is written where something is in the way, so that a folder is started whole or not at all.
    for path in FILES.map(|(name, _)| args.dir.join(name)) {
        if path.exists() {
            return Err(in_the_way(&path));
        }
    }
    for (name, text) in FILES {
        let path = args.dir.join(name);
        save::new(&path, text)
            .map_err(|error| if error.is_in_the_way() { in_the_way(&path) } else { error.into() })?;
        writeln!(context.out, "wrote {}", DisplayPath(&path))?;
    }
    let dir = args.dir.to_string_lossy();
    let dir = Quoted(&dir);
    writeln!(context.out, "\nTry it:\n  cd {dir}\n  ivrsim --plan menus dial main\n  ivrsim test")?;
    Ok(ExitStatus::Success)
}

fn in_the_way(path: &Path) -> CommandFailure {
    CommandFailure::Usage(format!("{} already exists and was not replaced", DisplayPath(path)))
}
