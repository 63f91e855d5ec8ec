use std::io::Write as _;
use std::path::Path;

use crate::base::source::Shown;
use crate::cli::args::Init;
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::explore::Quoted;
use crate::files::save;

/// What a new folder starts with.
const FILES: [(&str, &str); 2] = [
    ("menus/plan.toml", include_str!("../start/plan.toml")),
    ("scenarios/first.toml", include_str!("../start/scenarios.toml")),
];

pub(super) fn run(context: &mut Context, args: &Init) -> Result<Exit, Failure> {
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
        writeln!(context.out, "wrote {}", Shown(&path))?;
    }
    let dir = args.dir.to_string_lossy();
    let dir = Quoted(&dir);
    writeln!(context.out, "\nTry it:\n  cd {dir}\n  ivrsim --plan menus dial main\n  ivrsim test")?;
    Ok(Exit::Success)
}

fn in_the_way(path: &Path) -> Failure {
    Failure::Usage(format!("{} is there already, and nothing is written over it", Shown(path)))
}
