//! How things are referred to: by id, by ARN, by a variable of Terraform, by name. All come down to plain words.

use crate::import::names::slug;

/// The words by which what is referred to may be known, the best first.
pub(super) fn keys_of(reference: &str) -> Vec<String> {
    let mut keys = Vec::new();
    let mut add = |text: &str| {
        let text = text.trim().trim_start_matches('_');
        if text.chars().any(char::is_alphanumeric) {
            let key = slug(text, "");
            if !key.is_empty() && !keys.contains(&key) {
                keys.push(key);
            }
        }
    };
    let last = reference.rsplit('/').next().unwrap_or(reference);
    let Some((_, inner)) = reference.split_once("${") else {
        if !reference.starts_with("arn:") {
            add(reference);
        }
        add(last);
        return keys;
    };
    // In ARNs of templates, what counts stands in the last part.
    let inner = match reference.rsplit_once("${") {
        Some((before, last)) if before.starts_with("arn:") => last,
        _ => inner,
    };
    let inner = inner.rsplit_once('}').map_or(inner, |(inner, _)| inner);
    for quoted in inner.split('"').skip(1).step_by(2) {
        add(quoted);
    }
    // `F:main:F` of some tools, and `aws_connect_queue.main.queue_id`.
    match inner.split(':').collect::<Vec<_>>().as_slice() {
        [kind, name, end] if kind == end => add(name),
        _ => {
            for part in inner.split(['.', '[', ']', '"', ' ']).rev() {
                let is_attribute = [
                    "id",
                    "arn",
                    "queue_id",
                    "contact_flow_id",
                    "hours_of_operation_id",
                    "contact_flow_module_id",
                ];
                if !is_attribute.contains(&part) && part != "var" && part != "local" {
                    add(part);
                    // Variables are called after what they hold.
                    for ending in ["_id", "_arn", "_queue", "_flow", "_hours"] {
                        if let Some(name) = part.strip_suffix(ending) {
                            add(name);
                        }
                    }
                }
            }
        }
    }
    keys
}

/// A name for people: what stands behind the last `/` of an ARN, unless that is an id.
pub(super) fn shown(reference: &str) -> Option<String> {
    if reference.contains("${") {
        return keys_of(reference).first().map(|key| key.replace('-', " "));
    }
    let last = reference.rsplit(['/', ':']).next().unwrap_or(reference).trim();
    let is_id = last.len() >= 32 && last.chars().filter(char::is_ascii_hexdigit).count() >= 28;
    (!last.is_empty() && !is_id && !last.starts_with("$.")).then(|| last.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_the_form_the_name_is_found() {
        for (reference, key) in [
            ("arn:aws:connect:us-east-1:1:instance/a/queue/9d1b092e", "9d1b092e"),
            ("${var.contact_flows_map[\"_00_main_open\"]}", "00-main-open"),
            ("${aws_connect_queue.support.queue_id}", "support"),
            ("arn:aws:connect:${REGION}:${ACCT_ID}:instance/${I}/queue/${Q:finance:Q}", "finance"),
            ("${support_queue_arn}", "support-queue-arn"),
            ("Basic Hours", "basic-hours"),
        ] {
            assert_eq!(keys_of(reference).first().map(String::as_str), Some(key), "{reference}");
        }
        assert_eq!(keys_of(""), Vec::<String>::new());
        assert_eq!(
            shown("arn:aws:connect:us-east-1:1:instance/a/queue/9d1b092e-90d9-47ba-b607-4cc7fd6c503a"),
            None
        );
        assert_eq!(shown("${aws_connect_queue.support.queue_id}").as_deref(), Some("support"));
    }
}
