//! What can be typed at the phone.

use jiff::SignedDuration;

use crate::base::diagnostic::did_you_mean;
use crate::base::text::{TooLong, typed};
use crate::call::{KeySequence, KeysError};

/// Something to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PhoneCommand {
    /// Dial a number or line.
    Dial(String),
    /// Dial the number of the last call again.
    Redial,
    /// Press keys.
    Press(KeySequence),
    /// Let this much time pass, or as much as it takes until there is something to hear.
    Wait(Option<SignedDuration>),
    /// End the call.
    HangUp,
    /// Set the clock.
    At(String),
    /// Set the clock to the real time.
    Now,
    /// Call as somebody else.
    As(String),
    /// Change what the outside answers, or show it.
    Answer(Option<String>),
    /// Show all lines.
    Lines,
    /// Search.
    Find(String),
    /// Show schedules: all, or those of a name.
    Hours(Option<String>),
    /// Show every decision of the call.
    Why,
    /// Show where the call is.
    Where,
    /// Draw the menu: of the call, or of a line.
    Map(Option<String>),
    /// Show everything that was heard and pressed.
    Transcript,
    /// Write the call to a scenario file.
    Save {
        /// Where to.
        path: String,
        /// Whether a file that is there may be replaced.
        replace: bool,
    },
    /// Read the plan again.
    Reload,
    /// Show what can be typed.
    Help(Option<&'static CommandSpec>),
    /// Leave.
    Quit,
    /// Nothing: an empty line, or a comment.
    Nothing,
}

/// A command as it is listed.
#[derive(Debug, PartialEq, Eq)]
pub struct CommandSpec {
    /// Its name.
    pub name: &'static str,
    /// What comes after the name; in brackets if it may be left out.
    pub argument: &'static str,
    /// What it does.
    pub about: &'static str,
}

/// The commands, in groups with headings, as `help` shows them.
pub(crate) const GROUPS: &[(&str, &[CommandSpec])] = &[
    (
        "The call",
        &[
            spec("dial", "NUMBER", "dial a number in any spelling, or a line; `redial`: the last one"),
            spec("press", "KEYS", "press keys: 0-9 * #, a comma waits 2s; `press` is optional"),
            spec("wait", "[5s]", "let time pass; alone: until there is something to hear"),
            spec("hangup", "", "end the call"),
        ],
    ),
    (
        "Who calls, and when",
        &[
            spec("at", "TIME", "set the clock: 2023-08-28 18:00, Friday noon, 18:00, +90m"),
            spec("now", "", "set the clock to the real time"),
            spec("answer", "[NAME VALUE]", "what the outside answers; `answer usual`: all as usual again"),
            spec("as", "CALLER", "call from a number, zone or city; `as nobody` withholds it"),
        ],
    ),
    (
        "The directory",
        &[
            spec("lines", "", "all numbers, and whether they are open"),
            spec("find", "WORDS", "who handles it, and how to call; `find` is optional"),
            spec("hours", "[NAME]", "all schedules, or one, or those of a line or number"),
            spec("map", "[LINE]", "the menu as a tree"),
        ],
    ),
    (
        "Looking back",
        &[
            spec("where", "", "the step, what it listens for, the clock, the caller"),
            spec("why", "", "each decision, with the line of the plan that made it"),
            spec("transcript", "", "everything heard and pressed"),
            spec("save", "FILE", "save the call as a scenario; `save --force FILE` replaces a file"),
        ],
    ),
    (
        "The phone",
        &[
            spec("reload", "", "reload the plan after an edit; a call continues where it was"),
            spec("help", "[COMMAND]", "this list, or the help of one command"),
            spec("quit", "", "leave, like Ctrl-D"),
        ],
    ),
];

const fn spec(name: &'static str, argument: &'static str, about: &'static str) -> CommandSpec {
    CommandSpec { name, argument, about }
}

/// All commands.
pub(super) fn specs() -> impl Iterator<Item = &'static CommandSpec> {
    GROUPS.iter().flat_map(|(_, specs)| specs.iter())
}

/// The command of this name.
#[must_use]
pub(super) fn spec_named(name: &str) -> Option<&'static CommandSpec> {
    specs().find(|spec| spec.name.eq_ignore_ascii_case(name))
}

/// Whether a call is on that takes keys: then digits are keys, otherwise they are a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HookState {
    /// A call is on.
    OnCall,
    /// A call is on that takes no key any more: it is closing.
    Closing,
    /// No call is on.
    Idle,
}

/// Why a line is no command.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CommandError {
    /// There is no such command; the nearest one, if one is near.
    #[error("{told}", told = no_command(.0, *.1, ", and nothing in the plan matches it; `help` lists the commands"))]
    Unknown(String, Option<&'static str>),
    /// There is no command of this name that could be explained.
    #[error("{told}", told = no_command(.0, *.1, "; `help` lists them"))]
    NoSuchHelp(String, Option<&'static str>),
    /// The command needs something after its name.
    #[error("`{}` needs more: `{} {}`: {}", .0.name, .0.name, .0.argument, .0.about)]
    Missing(&'static CommandSpec),
    /// The command takes nothing after its name.
    #[error("`{name}` takes nothing more, but was given {1:?}", name = .0.name)]
    TooMuch(&'static CommandSpec, String),
    /// This is no length of time.
    #[error("{0:?} is not a duration: write it as `5s` or `1m 30s`")]
    Duration(String),
    /// These are no keys.
    #[error(transparent)]
    Keys(KeysError),
    /// Keys, without a call to press them in.
    #[error("there is no call in which to press {keys}: dial a number first", keys = .0.for_people())]
    NoCall(KeySequence),
    /// Nobody types so much at once.
    #[error(transparent)]
    TooLong(TooLong),
}

/// Words that people say for a command with something behind it. The shell says `--from` of a caller.
const SYNONYMS: &[(&str, &str)] = &[("from", "as"), ("call", "dial"), ("search", "find")];

/// What people say for a command that takes nothing, in small letters.
const PHRASES: &[(&[&str], PhoneCommand)] = &[
    (
        &["hang up", "hang up now", "hang-up", "end call", "end the call", "put down the phone"],
        PhoneCommand::HangUp,
    ),
    (&["redial", "dial again", "call again", "redial last number"], PhoneCommand::Redial),
    (
        &["who am i", "whoami", "where am i", "what time is it", "what is the time", "time"],
        PhoneCommand::Where,
    ),
    (&["say nothing", "stay silent", "listen"], PhoneCommand::Wait(None)),
    (&["list lines", "all lines", "numbers"], PhoneCommand::Lines),
    (&["exit", "leave", "good-bye", "goodbye", "bye"], PhoneCommand::Quit),
];

/// The command that a whole line says in other words.
fn phrased(line: &str) -> Option<PhoneCommand> {
    let words: Vec<String> = line.split_whitespace().map(str::to_lowercase).collect();
    let said = words.join(" ");
    let said = said.trim_end_matches(['?', '!', '.']);
    PHRASES.iter().find(|(phrases, _)| phrases.contains(&said)).map(|(_, command)| command.clone())
}

/// How many digits a number has at least.
const LEAST_DIGITS: usize = 7;

impl PhoneCommand {
    /// Reads a line as it is typed. A line that starts with `//` is a comment: `#` is a key.
    pub fn parse(line: &str, phone: HookState) -> Result<Self, CommandError> {
        let line = typed(line.trim()).map_err(CommandError::TooLong)?;
        if line.is_empty() || line.starts_with("//") {
            return Ok(Self::Nothing);
        }
        if let Some(command) = phrased(line) {
            return Ok(command);
        }
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let name =
            SYNONYMS.iter().find(|(said, _)| word.eq_ignore_ascii_case(said)).map_or(word, |(_, name)| name);
        match spec_named(name) {
            Some(spec) => Self::named(spec, rest.trim()),
            None => Self::unnamed(line, word, phone),
        }
    }

    fn named(spec: &'static CommandSpec, rest: &str) -> Result<Self, CommandError> {
        let optional = (!rest.is_empty()).then(|| rest.to_owned());
        let wanted = || optional.clone().ok_or(CommandError::Missing(spec));
        if spec.argument.is_empty() && !rest.is_empty() {
            return Err(CommandError::TooMuch(spec, rest.to_owned()));
        }
        Ok(match spec.name {
            "dial" => Self::Dial(wanted()?),
            "press" => Self::Press(wanted()?.parse().map_err(CommandError::Keys)?),
            "wait" => Self::Wait(optional.as_deref().map(duration).transpose()?),
            "hangup" => Self::HangUp,
            "at" => Self::At(wanted()?),
            "now" => Self::Now,
            "as" => Self::As(wanted()?),
            "answer" => Self::Answer(optional),
            "lines" => Self::Lines,
            "find" => Self::Find(wanted()?),
            "hours" => Self::Hours(optional),
            "why" => Self::Why,
            "where" => Self::Where,
            "map" => Self::Map(optional),
            "transcript" => Self::Transcript,
            "save" => {
                let path = rest.strip_prefix("--force ").map(str::trim);
                let replace = path.is_some();
                match path.unwrap_or(rest) {
                    "" | "--force" => return Err(CommandError::Missing(spec)),
                    path => Self::Save { path: path.to_owned(), replace },
                }
            }
            "reload" => Self::Reload,
            "help" => match &optional {
                Some(name) => Self::Help(Some(
                    spec_named(name).ok_or_else(|| CommandError::NoSuchHelp(name.clone(), near(name)))?,
                )),
                None => Self::Help(None),
            },
            _ => Self::Quit,
        })
    }

    /// A line that begins with no command: keys during a call, otherwise a number or the name of a line.
    fn unnamed(line: &str, word: &str, phone: HookState) -> Result<Self, CommandError> {
        let keypad = |c: char| matches!(c, '0'..='9' | '*' | '#' | ',' | ' ' | '-');
        let digits = line.chars().filter(char::is_ascii_digit).count();
        match phone {
            HookState::OnCall if line.chars().all(keypad) => {
                Ok(Self::Press(line.parse().map_err(CommandError::Keys)?))
            }
            // So few figures are no number; that nobody listens to them is for the call to say.
            HookState::Closing if line.chars().all(keypad) && digits < LEAST_DIGITS => {
                Ok(Self::Press(line.parse().map_err(CommandError::Keys)?))
            }
            HookState::Idle if line.chars().all(keypad) && line.len() < 3 => {
                let keys = line.parse().ok().filter(|keys: &KeySequence| !keys.presses().is_empty());
                Err(keys.map_or_else(|| unknown(line, word), CommandError::NoCall))
            }
            HookState::Idle | HookState::Closing if digits > 0 => Ok(Self::Dial(line.to_owned())),
            // `exit` is what half of all shells say.
            _ if matches!(word, "exit" | "q") => Ok(Self::Quit),
            _ if word == "?" => Ok(Self::Help(None)),
            _ => Err(unknown(line, word)),
        }
    }
}

/// A line that begins with no command. Of several words the first is rarely a slip of a short command: `gap refund`.
fn unknown(line: &str, word: &str) -> CommandError {
    let is_slip = line == word || word.chars().count() > 3;
    CommandError::Unknown(word.to_owned(), near(word).filter(|_| is_slip))
}

/// The command that a word nearly is.
fn near(word: &str) -> Option<&'static str> {
    did_you_mean(word, specs().map(|spec| spec.name))
}

fn no_command(word: &str, near: Option<&str>, otherwise: &str) -> String {
    match near {
        Some(near) => format!("there is no command {word:?}; did you mean `{near}`?"),
        None => format!("there is no command {word:?}{otherwise}"),
    }
}

/// A length of time as people write it, `5s` or `1m 30s`; a plain number is seconds.
fn duration(text: &str) -> Result<SignedDuration, CommandError> {
    let wrong = || CommandError::Duration(text.to_owned());
    if let Ok(seconds) = text.parse::<u32>() {
        return Ok(SignedDuration::from_secs(seconds.into()));
    }
    let duration: SignedDuration = text.parse().map_err(|_| wrong())?;
    if duration.is_negative() { Err(wrong()) } else { Ok(duration) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str, phone: HookState) -> Result<PhoneCommand, String> {
        PhoneCommand::parse(line, phone).map_err(|error| error.to_string())
    }

    #[test]
    fn digits_are_keys_during_a_call_and_a_number_otherwise() {
        assert_eq!(parse("6", HookState::OnCall), Ok(PhoneCommand::Press("6".parse().unwrap())));
        assert_eq!(parse("#", HookState::OnCall), Ok(PhoneCommand::Press("#".parse().unwrap())));
        assert_eq!(parse("4021,,#", HookState::OnCall), Ok(PhoneCommand::Press("4021,,#".parse().unwrap())));
        let number = "1-855-720-2559";
        assert_eq!(parse(number, HookState::Idle), Ok(PhoneCommand::Dial(number.to_owned())));
        assert_eq!(
            parse("(855) 720-2559", HookState::Idle),
            Ok(PhoneCommand::Dial("(855) 720-2559".to_owned()))
        );
        assert!(parse("6", HookState::Idle).unwrap_err().contains("dial a number first"));
    }

    #[test]
    fn a_call_that_closes_takes_a_number_and_not_its_digits() {
        let number = "1-888-919-2559";
        assert_eq!(parse(number, HookState::Closing), Ok(PhoneCommand::Dial(number.to_owned())));
        for keys in ["6", "40", "4021#", "1,,2"] {
            assert_eq!(parse(keys, HookState::Closing), Ok(PhoneCommand::Press(keys.parse().unwrap())));
        }
        assert!(parse("gap refund", HookState::Closing).is_err());
    }

    #[test]
    fn the_caller_is_told_in_the_words_of_the_shell_as_well() {
        assert_eq!(parse("from Denver", HookState::Idle), Ok(PhoneCommand::As("Denver".to_owned())));
    }

    #[test]
    fn people_say_it_in_their_own_words() {
        for (line, command) in [
            ("hang up", PhoneCommand::HangUp),
            ("Hang  Up!", PhoneCommand::HangUp),
            ("redial", PhoneCommand::Redial),
            ("who am I?", PhoneCommand::Where),
            ("call main", PhoneCommand::Dial("main".to_owned())),
            ("search refund", PhoneCommand::Find("refund".to_owned())),
            ("goodbye", PhoneCommand::Quit),
        ] {
            for phone in [HookState::Idle, HookState::OnCall, HookState::Closing] {
                assert_eq!(parse(line, phone), Ok(command.clone()), "{line}");
            }
        }
    }

    #[test]
    fn what_may_be_left_out_may_be_left_out_and_nothing_else() {
        assert_eq!(parse("wait", HookState::Idle), Ok(PhoneCommand::Wait(None)));
        assert_eq!(
            parse("wait 5s", HookState::Idle),
            Ok(PhoneCommand::Wait(Some(SignedDuration::from_secs(5))))
        );
        assert_eq!(
            parse("wait 1m 30s", HookState::Idle),
            Ok(PhoneCommand::Wait(Some(SignedDuration::from_secs(90))))
        );
        assert_eq!(
            parse("Wait 7", HookState::Idle),
            Ok(PhoneCommand::Wait(Some(SignedDuration::from_secs(7))))
        );
        assert!(parse("wait for it", HookState::Idle).unwrap_err().contains("5s"));
        assert!(parse("wait -5s", HookState::Idle).is_err());
        assert!(parse("dial", HookState::Idle).unwrap_err().contains("dial NUMBER"));
        assert!(parse("why not", HookState::Idle).unwrap_err().contains("not"));
    }

    #[test]
    fn a_comment_is_nothing_and_a_pound_sign_is_a_key() {
        assert_eq!(parse("// press 6", HookState::OnCall), Ok(PhoneCommand::Nothing));
        assert_eq!(parse("   ", HookState::OnCall), Ok(PhoneCommand::Nothing));
        assert!(parse("# press 6", HookState::OnCall).is_err());
    }

    #[test]
    fn a_file_is_only_replaced_when_that_is_said() {
        let save = |path: &str, replace| Ok(PhoneCommand::Save { path: path.to_owned(), replace });
        assert_eq!(parse("save my call.toml", HookState::Idle), save("my call.toml", false));
        assert_eq!(parse("save --force a.toml", HookState::Idle), save("a.toml", true));
        assert!(parse("save --force", HookState::Idle).is_err());
    }

    #[test]
    fn what_nobody_types_is_not_looked_for() {
        let told = parse(&format!("find {}", "x".repeat(100_000)), HookState::Idle).unwrap_err();
        assert!(told.contains("100005 characters") && told.len() < 200, "{told}");
    }

    #[test]
    fn a_typing_error_is_told_what_it_nearly_was() {
        assert!(parse("hangpu", HookState::OnCall).unwrap_err().contains("`hangup`"));
        assert!(parse("help tarnscript", HookState::Idle).unwrap_err().contains("`transcript`"));
    }

    #[test]
    fn every_command_that_is_listed_can_be_typed() {
        for spec in specs() {
            let line = format!("{} {}", spec.name, if spec.argument.is_empty() { "" } else { "5" });
            let parsed = parse(&line, HookState::Idle);
            assert!(parsed.is_ok() || spec.name == "help", "{line}: {parsed:?}");
        }
    }
}
