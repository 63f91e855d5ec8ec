//! Words with marks for a voice in them.

/// A text without the marks for the voice, on one line.
pub(super) fn without_markup(text: &str) -> String {
    if !text.contains("<speak") && !text.contains("/>") && !text.contains("</") {
        return text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let mut plain = String::new();
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        plain.push_str(&rest[..open]);
        plain.push(' ');
        rest = rest[open..].find('>').map_or("", |close| &rest[open + close + 1..]);
    }
    plain.push_str(rest);
    let plain = plain
        .replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&apos;", "'")
        .replace("&quot;", "\"");
    plain.split_whitespace().collect::<Vec<_>>().join(" ").replace(" ,", ",").replace(" .", ".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_for_the_voice_are_not_words() {
        assert_eq!(
            without_markup(
                "<speak>Welcome <break time=\"1s\"/> to Tom &amp; Co<prosody rate=\"slow\">.</prosody></speak>"
            ),
            "Welcome to Tom & Co."
        );
        assert_eq!(without_markup("press  1\nif 2 < 3"), "press 1 if 2 < 3");
    }
}
