//! How files name each other's things: by names, by identifiers, by addresses of Terraform.

use crate::import::data::Data;
use crate::import::names::spaced;

/// What a value refers to: one thing or several, by name, by identifier, or by both.
pub(super) fn references(data: Option<&Data>) -> Vec<String> {
    let Some(data) = data else { return Vec::new() };
    let one = |data: &Data| data.plain().or_else(|| data.text_at("id")).or_else(|| data.text_at("name"));
    match data.items() {
        [] => one(data).into_iter().collect(),
        items => items.iter().filter_map(one).collect(),
    }
}

/// What a value refers to, where that is one thing.
pub(super) fn reference(data: Option<&Data>) -> Option<String> {
    references(data).into_iter().next().filter(|text| !text.is_empty())
}

/// Under what something is kept that is referred to so: `${genesyscloud_flow.main.id}` is `main`.
pub(super) fn key_of(reference: &str) -> String {
    let Some(inner) = reference.trim().strip_prefix("${").and_then(|rest| rest.strip_suffix('}')) else {
        return reference.trim().to_lowercase();
    };
    let mut parts = inner.split('.').filter(|part| !matches!(*part, "data" | "module"));
    let name = parts.nth(1).unwrap_or(inner);
    name.split('[').next().unwrap_or(name).to_lowercase()
}

/// As people read it.
pub(super) fn shown(reference: &str) -> String {
    spaced(&key_of(reference))
}

/// The name of a file without its folders and its ending.
pub(super) fn stem(path: &str) -> &str {
    let last = path.rsplit(['/', '\\']).next().unwrap_or(path);
    last.rsplit_once('.').map_or(last, |(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_terraform_are_names() {
        for (reference, key) in [
            ("${genesyscloud_flow.open-hours.id}", "open-hours"),
            ("${data.genesyscloud_flow.main.id}", "main"),
            ("${genesyscloud_architect_schedules.week[0].id}", "week"),
            ("Open Hours ", "open hours"),
        ] {
            assert_eq!(key_of(reference), key, "{reference}");
        }
        assert_eq!(stem("${path.module}/flows/open.yaml"), "open");
    }
}
