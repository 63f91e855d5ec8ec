use std::path::Path;

use serde::Deserialize;
use subtle::ConstantTimeEq as _;

use super::role::Role;
use crate::base::source::DisplayPath;

/// Passwords are no shorter, and no longer.
pub const MIN_PASSWORD: usize = 8;
/// See [`MIN_PASSWORD`].
pub const MAX_PASSWORD: usize = 200;

/// What learners and trainers say to be let in.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Passwords {
    learners: String,
    trainer: String,
}

impl std::fmt::Debug for Passwords {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passwords")
    }
}

impl Passwords {
    /// The passwords of a file's text, or what is wrong with it. No part of the text is told.
    pub fn read(path: &Path, text: &str) -> Result<Self, String> {
        let fail = |why: &str| format!("{} {why}", DisplayPath(path));
        let form = "must be two lines: `learners = \"...\"` and `trainer = \"...\"`, each with a password";
        let read: Self = toml::from_str(text).map_err(|_| fail(form))?;
        for password in [&read.learners, &read.trainer] {
            if !(MIN_PASSWORD..=MAX_PASSWORD).contains(&password.len()) {
                return Err(fail(&format!(
                    "has a password that is too short or too long: use {MIN_PASSWORD} to {MAX_PASSWORD} characters"
                )));
            }
        }
        if read.learners == read.trainer {
            return Err(fail(
                "has one password for learners and trainer: use two, so that learners do not see what is a trainer's",
            ));
        }
        Ok(read)
    }

    /// Whose password somebody has said.
    #[must_use]
    pub fn role(&self, said: &str) -> Option<Role> {
        let (said_room, is_long) = room(said);
        // Both are looked at, whatever the first has shown.
        let is = |password: &str| bool::from(room(password).0.ct_eq(&said_room)) && !is_long;
        let (learners, trainer) = (is(&self.learners), is(&self.trainer));
        if trainer { Some(Role::Trainer) } else { learners.then_some(Role::Learner) }
    }
}

/// A text in a room of one size for all, so that lengths take no time of their own; and whether it does not fit.
fn room(text: &str) -> ([u8; MAX_PASSWORD + 1], bool) {
    let mut room = [0; MAX_PASSWORD + 1];
    let bytes = text.as_bytes();
    let length = bytes.len().min(MAX_PASSWORD);
    room[..length].copy_from_slice(&bytes[..length]);
    room[MAX_PASSWORD] = length as u8;
    (room, bytes.len() > MAX_PASSWORD)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Passwords, String> {
        Passwords::read(Path::new("class.toml"), text)
    }

    #[test]
    fn each_password_lets_in_those_whose_it_is() {
        let class = read("learners = \"open sesame\"\ntrainer = \"correct horse\"\n").unwrap();
        assert_eq!(class.role("open sesame"), Some(Role::Learner));
        assert_eq!(class.role("correct horse"), Some(Role::Trainer));
        for said in ["", "open sesam", "open sesame ", "open sesame\0", "OPEN SESAME", &"x".repeat(10_000)] {
            assert_eq!(class.role(said), None);
        }
        assert_eq!(format!("{class:?}"), "Passwords");
    }

    #[test]
    fn a_file_that_lets_in_the_wrong_ones_is_refused_without_telling_it() {
        for (text, why) in [
            ("hunter22secret", "must be two lines"),
            ("trainer = \"hunter22\"", "must be two lines"),
            ("learners = \"hunter22\"\ntrainer = \"hunter22\"", "one password for"),
            ("learners = \"\"\ntrainer = \"hunter22\"", "too short"),
        ] {
            let told = read(text).unwrap_err();
            assert!(
                told.starts_with("class.toml ") && told.contains(why) && !told.contains("hunter22"),
                "{told}"
            );
        }
        assert!(read(&format!("learners = \"{}\"\ntrainer = \"hunter22\"", "x".repeat(201))).is_err());
    }
}
