//! What the files of phone systems hold and nobody else may read.

/// A text of a platform without what looks like a secret: passwords and tokens in addresses, keys, e-mail addresses. On one line, and
/// no longer than people read.
#[must_use]
pub fn without_secrets(text: &str) -> String {
    const MAX: usize = 160;
    let mut out = String::new();
    for word in text.split_inclusive(|c: char| {
        c.is_whitespace() || matches!(c, ',' | '|' | '&' | '?' | ';' | '"' | '\'' | '(' | ')')
    }) {
        let end = word.trim_end_matches(|c: char| {
            c.is_whitespace() || matches!(c, ',' | '|' | '&' | '?' | ';' | '"' | '\'' | '(' | ')')
        });
        let (core, tail) = word.split_at(end.len());
        out.push_str(&cleaned(core));
        out.push_str(tail);
    }
    let out: String = out.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let out: String = out.split_whitespace().collect::<Vec<_>>().join(" ");
    match out.char_indices().nth(MAX) {
        Some((at, _)) => format!("{}…", &out[..at]),
        None => out,
    }
}

/// The names of values that are secrets.
const SECRET_NAMES: [&str; 10] =
    ["secret", "passw", "pwd", "token", "apikey", "api_key", "auth", "credential", "key=", "pin="];

fn cleaned(word: &str) -> String {
    const HIDDEN: &str = "***";
    // A name and a password in front of a host: `SIP/anna:secret@provider`.
    if let Some((before, host)) = word.rsplit_once('@')
        && let Some((name, password)) = before.split_once(':')
        && !password.is_empty()
        && !word.contains("://")
        && !name.ends_with("sip")
        && !name.ends_with("sips")
    {
        return format!("{name}:{HIDDEN}@{host}");
    }
    let lower = word.to_lowercase();
    if let Some((name, value)) = word.split_once('=')
        && !value.is_empty()
        && SECRET_NAMES.iter().any(|secret| format!("{}=", name.to_lowercase()).contains(secret))
    {
        return format!("{name}={HIDDEN}");
    }
    if let Some(scheme) = lower.find("://") {
        let rest = &word[scheme + 3..];
        let host = rest.split('/').next().unwrap_or(rest);
        let host = host.rsplit('@').next().unwrap_or(host);
        return format!("{}://{host}/{}", &word[..scheme], if rest.contains('/') { "…" } else { "" });
    }
    if is_mail(word) {
        return HIDDEN.to_owned();
    }
    match word.split_once('=') {
        Some((name, value)) if is_random(value) => format!("{name}={HIDDEN}"),
        _ if is_random(word) => HIDDEN.to_owned(),
        _ => word.to_owned(),
    }
}

fn is_mail(word: &str) -> bool {
    let Some((name, host)) = word.split_once('@') else { return false };
    let ending = host.rsplit('.').next().unwrap_or_default();
    let is_top =
        ["com", "org", "net", "edu", "gov", "info", "biz", "io", "ru", "de", "br", "uk", "ca", "fr", "es"]
            .contains(&ending);
    host.contains('.') && is_top && !name.contains(['/', '$', '{']) && !name.is_empty()
}

/// Long words of letters and digits that nobody would choose.
fn is_random(word: &str) -> bool {
    const LONG: usize = 24;
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let letters = word.chars().filter(char::is_ascii_alphabetic).count();
    word.len() >= LONG
        && word.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '=' | '_' | '-'))
        && digits * 5 >= word.len()
        && letters * 5 >= word.len()
        && !word.contains(['_', '-'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_do_not_reach_people() {
        for (text, shown) in [
            ("CURL(https://user:pw@example.com/hook?token=abc123)", "CURL(https://example.com/…?token=***)"),
            ("Set(password=hunter2)", "Set(password=***)"),
            ("VoiceMail(100@default,u)", "VoiceMail(100@default,u)"),
            ("System(mail -s call anna@example.com)", "System(mail -s call ***)"),
            ("Set(X=a8F3kd93JD82hsl20dk3ms92)", "Set(X=***)"),
            ("AGI(a8F3kd93JD82hsl20dk3ms92)", "AGI(***)"),
            ("Dial(SIP/100&SIP/200,20)", "Dial(SIP/100&SIP/200,20)"),
        ] {
            assert_eq!(without_secrets(text), shown, "{text}");
        }
        assert!(without_secrets(&"word ".repeat(100)).chars().count() <= 161);
    }
}
