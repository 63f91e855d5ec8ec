//! How flows are referred to: by id, by a variable of a template, by name. All come down to plain words.

use crate::import::names::slug;

/// The words by which what is referred to may be known, the best first.
pub(super) fn keys_of(reference: &str) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    let mut add = |text: &str| {
        let key = slug(text.trim(), "");
        if !key.is_empty() && !keys.contains(&key) {
            keys.push(key);
        }
    };
    let Some((_, inner)) = reference.split_once("${") else {
        add(reference);
        add(reference.rsplit(['/', '\\']).next().unwrap_or(reference));
        return keys;
    };
    let inner = inner.rsplit_once('}').map_or(inner, |(inner, _)| inner);
    for part in inner.split(['.', '[', ']', '"', ' ', '(', ')', '/']).rev() {
        if matches!(part, "" | "id" | "sid" | "var" | "local" | "each" | "value" | "key") {
            continue;
        }
        add(part);
        // Variables are called after what they hold.
        let mut part = part;
        while let Some(less) = ["_sid", "_id", "_flow", "_subflow", "_studio", "-sid", "-flow"]
            .iter()
            .find_map(|end| part.strip_suffix(end))
        {
            add(less);
            part = less;
        }
    }
    keys
}

/// What a placeholder of a template is called, for people.
pub(super) fn placeholder_name(text: &str) -> String {
    let inner = text.trim().trim_start_matches("${").trim_end_matches('}');
    let quoted = inner.rsplit('"').nth(1).filter(|_| inner.contains('"'));
    quoted.unwrap_or_else(|| inner.rsplit(['.', '/']).next().unwrap_or(inner)).replace('_', " ")
}

/// A text with the names of placeholders in their place.
pub(super) fn without_placeholders(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, inner)) = rest.split_once("${") {
        plain.push_str(before);
        let (placeholder, behind) = inner.split_once('}').unwrap_or((inner, ""));
        plain.push_str(&placeholder_name(placeholder));
        rest = behind;
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_the_form_the_name_is_found() {
        for (reference, key) in [
            ("FW0123456789abcdef0123456789abcdef", "fw0123456789abcdef0123456789abcdef"),
            ("${hours_subflow_sid}", "hours"),
            ("${twilio_studio_flows_v2.main_menu.sid}", "main-menu"),
            ("${var.flows[\"survey\"].sid}", "survey"),
            ("flows/main", "main"),
        ] {
            assert!(
                keys_of(reference).iter().any(|known| known == key),
                "{reference}: {:?}",
                keys_of(reference)
            );
        }
        assert_eq!(placeholder_name("${channel_flow_vars[\"en_intro_url\"]}"), "en intro url");
        assert_eq!(placeholder_name("${flow_vars.voice_message}"), "voice message");
    }
}
