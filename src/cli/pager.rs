//! A program that shows long texts page by page, where a person reads them.

use std::env;
use std::io::{self, Write as _};
use std::process::{Command, Stdio};

/// What shows pages where nobody says otherwise: it leaves short texts on the screen, and colors as they are.
const USUAL: (&str, &[&str]) = ("less", &["-FRX"]);

/// Shows a text page by page. Whether that could be done.
#[expect(clippy::disallowed_methods, reason = "which program shows pages is for the environment to say")]
pub(super) fn page(text: &str) -> io::Result<bool> {
    let wanted = env::var("PAGER").ok().filter(|wanted| !wanted.trim().is_empty());
    let mut command = match wanted.as_deref().map(|wanted| wanted.split_whitespace().collect::<Vec<_>>()) {
        // Who wants no pages says `cat`, as with other programs.
        Some(words) if words == ["cat"] => return Ok(false),
        Some(words) => {
            let mut command = Command::new(words[0]);
            command.args(&words[1..]);
            // As other programs do it: whoever has chosen `less` and nothing more wants colors, too.
            if env::var_os("LESS").is_none() {
                command.env("LESS", "FRX");
            }
            command
        }
        None => {
            let mut command = Command::new(USUAL.0);
            command.args(USUAL.1);
            command
        }
    };
    let Ok(mut shown) = command.stdin(Stdio::piped()).spawn() else { return Ok(false) };
    if let Some(mut to) = shown.stdin.take() {
        // Whoever has read enough leaves.
        match to.write_all(text.as_bytes()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => return Err(error),
            _ => {}
        }
    }
    shown.wait()?;
    Ok(true)
}
