use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::http::HeaderMap;
use axum::http::header::COOKIE;
use jiff::Timestamp;

use super::attempts::LoginAttempts;
use super::password::Passwords;
use super::role::Role;
use super::sessions::{SESSION, SignedIn};

/// Who may do what: whoever sits at the machine all of it, where there are no passwords; else whoever has said one.
#[derive(Debug)]
pub struct Access {
    passwords: Option<Passwords>,
    /// The name of the cookie. Cookies know no ports, and two servers on one machine have signed in others.
    cookie: String,
    signed_in: Mutex<SignedIn>,
    attempts: Mutex<LoginAttempts>,
}

/// What came of a password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoginResult {
    /// It is somebody's: what they may do, and the cookie that says so.
    SignedIn(Role, String),
    /// It is nobody's.
    Wrong,
    /// Too many were wrong of late.
    TooMany,
}

impl Access {
    /// The access to a server on this port.
    #[must_use]
    pub fn new(passwords: Option<Passwords>, port: u16) -> Self {
        Self {
            passwords,
            cookie: format!("ivrsim-{port}"),
            signed_in: Mutex::default(),
            attempts: Mutex::default(),
        }
    }

    /// Whether people sign in.
    #[must_use]
    pub fn has_passwords(&self) -> bool {
        self.passwords.is_some()
    }

    /// What somebody may do; None: they have not signed in.
    #[must_use]
    pub fn role(&self, headers: &HeaderMap, now: Timestamp) -> Option<Role> {
        if self.passwords.is_none() {
            return Some(Role::Trainer);
        }
        self.cookie_of(headers).and_then(|said| held(&self.signed_in).role(said, now))
    }

    /// Takes a password.
    pub fn sign_in(
        &self,
        said: &str,
        address: IpAddr,
        now: Timestamp,
    ) -> Result<LoginResult, getrandom::Error> {
        let mut attempts = held(&self.attempts);
        if !attempts.may_try(address, now) {
            return Ok(LoginResult::TooMany);
        }
        let Some(role) = self.passwords.as_ref().and_then(|passwords| passwords.role(said)) else {
            attempts.count(address);
            return Ok(LoginResult::Wrong);
        };
        let secret = held(&self.signed_in).add(role, now)?;
        let cookie = self.cookie(secret.told(), SESSION.as_secs());
        Ok(LoginResult::SignedIn(role, cookie))
    }

    /// Signs somebody out; gives the cookie that says so.
    pub fn sign_out(&self, headers: &HeaderMap) -> String {
        if let Some(said) = self.cookie_of(headers) {
            held(&self.signed_in).remove(said);
        }
        self.cookie("", 0)
    }

    /// No script reads it, and no page of another site sends it.
    fn cookie(&self, value: &str, seconds: i64) -> String {
        format!("{}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict", self.cookie)
    }

    fn cookie_of<'h>(&self, headers: &'h HeaderMap) -> Option<&'h str> {
        let mut all = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
        all.find_map(|value| {
            value.split(';').find_map(|cookie| cookie.trim().strip_prefix(&*self.cookie)?.strip_prefix('='))
        })
    }
}

/// Nothing that holds one of these can fail halfway.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
