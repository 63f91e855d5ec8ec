//! The terminal phone.

#[cfg(unix)]
mod fits;
mod phone;
