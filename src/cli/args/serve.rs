use std::path::PathBuf;

/// Serve the phone, lessons and a trainer's page to browsers.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim serve --open                    in the browser of this machine
  ivrsim --plan my-menus serve           your own plan, reloaded at each save
  ivrsim serve --listen 8080             always at http://127.0.0.1:8080/
  ivrsim serve --listen 0.0.0.0:8080 --password-file class.toml
                                         for a class in the same network

It prints its address and serves until you press Ctrl-C. Unless --listen says otherwise, only this machine can reach it. Elsewhere, \
people sign in with the passwords of the file, two lines such as `learners = \"...\"` and `trainer = \"...\"`; but the \
network can read what is sent, passwords included, because it is not encrypted.

With its sound on, the phone plays the recordings of a folder named sounds beside the plan's files; other prompts are \
spoken by espeak-ng where that is installed.

Learners are stored in the file that --db or IVRSIM_DB names [default: ivrsim/learners.db in your data folder], the \
same as those of `ivrsim train`, and every answer is there before the next question.")]
pub(crate) struct ServeArgs {
    /// Address to listen on: a port of this machine, or an address and a port; port 0 picks a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:0")]
    pub listen: String,
    /// Also answer to this host name, for browsers that use it; can be repeated
    #[arg(long, value_name = "NAME")]
    pub host: Vec<String>,
    /// Have people sign in with the passwords in this file
    #[arg(long, value_name = "FILE")]
    pub password_file: Option<PathBuf>,
    /// Open the page in this machine's browser
    #[arg(long)]
    pub open: bool,
    /// File in which learners are stored
    #[arg(long, value_name = "FILE", env = "IVRSIM_DB", hide_env_values = true)]
    pub db: Option<PathBuf>,
    /// Scenarios of the plan, a file or a folder [default: scenarios, if there is one]
    #[arg(long, value_name = "PATH")]
    pub scenarios: Option<PathBuf>,
    /// Include the questions in this file in lessons, exams, cards and reports; can be repeated
    #[arg(long, value_name = "FILE")]
    pub questions: Vec<PathBuf>,
    /// Plan to compare with, a path or git:REV; lessons ask first about what has changed since [default: the studio \
    /// compares with that of the last commit, else with the plan at the start]
    #[arg(long, value_name = "OLD")]
    pub since: Option<PathBuf>,
}
