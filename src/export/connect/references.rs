//! How things are referred to: by ARNs in which the account's own parts are still to be put in.

/// What stands before the last part of an ARN, up to what the account puts in.
const INSTANCE: &str = "arn:aws:connect:REGION:ACCOUNT:instance/INSTANCE";

pub(super) fn queue(key: &str) -> String {
    format!("{INSTANCE}/queue/{key}")
}

pub(super) fn hours(key: &str) -> String {
    format!("{INSTANCE}/operating-hours/{key}")
}

pub(super) fn flow(name: &str) -> String {
    format!("{INSTANCE}/contact-flow/{name}")
}

pub(super) fn prompt(name: &str) -> String {
    format!("{INSTANCE}/prompt/{name}")
}

pub(super) fn lambda(name: &str) -> String {
    format!("arn:aws:lambda:REGION:ACCOUNT:function:{name}")
}
