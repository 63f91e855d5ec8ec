use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use subtle::ConstantTimeEq as _;

/// Something that only those know who were told: drawn by the system, compared without telling by the time it takes how much
/// of a guess is right, and never shown in a log.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// How many bytes are drawn: far too many for guesses.
    const BYTES: usize = 32;

    /// A new one. Fails where the system has nothing to draw from.
    pub fn drawn() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; Self::BYTES];
        getrandom::fill(&mut bytes)?;
        Ok(Self(BASE64.encode(bytes)))
    }

    /// The text of it, for the one who is to know it.
    #[must_use]
    pub fn told(&self) -> &str {
        &self.0
    }

    /// Whether somebody knows it.
    #[must_use]
    pub fn is(&self, said: &str) -> bool {
        self.0.as_bytes().ct_eq(said.as_bytes()).into()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_known_by_its_text_alone_and_never_shown() {
        let (one, other) = (Secret::drawn().unwrap(), Secret::drawn().unwrap());
        assert!(one.is(one.told()) && !one.is(other.told()) && !one.is(""));
        assert!(!one.is(&one.told()[1..]) && !one.is(&format!("{} ", one.told())));
        assert!(
            one.told().len() > 40
                && one.told().chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c))
        );
        assert_eq!(format!("{one:?}"), "Secret");
    }
}
