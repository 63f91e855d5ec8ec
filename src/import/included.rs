//! Which files others name, so that whoever reads a disk can look for them, and which of those at hand are meant.

use crate::base::source::{FileId, Sources};

/// The paths that a file includes, as it writes them.
#[must_use]
pub fn wanted(sources: &Sources, file: FileId) -> Vec<String> {
    let text = sources.file(file).text();
    if text.trim_start().starts_with('<') { wanted_by_xml(text) } else { wanted_by_lines(text) }
}

/// `#include "more.conf"`.
fn wanted_by_lines(text: &str) -> Vec<String> {
    let paths = text.lines().filter_map(|line| {
        let rest = line.trim_start().strip_prefix('#')?;
        let rest = rest.strip_prefix("include").or_else(|| rest.strip_prefix("tryinclude"))?;
        let path = rest.strip_prefix(|c: char| c.is_whitespace())?.split(';').next()?;
        let path = path.trim().trim_matches(|c| matches!(c, '"' | '<' | '>' | '\''));
        (!path.is_empty()).then(|| path.to_owned())
    });
    paths.collect()
}

/// `<X-PRE-PROCESS cmd="include" data="default/*.xml"/>`, and documents of `VoiceXML` that lead to others.
fn wanted_by_xml(text: &str) -> Vec<String> {
    let mut paths = Vec::new();
    for tag in text.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap_or(tag);
        let name = tag.split(|c: char| c.is_whitespace()).next().unwrap_or_default();
        if name.eq_ignore_ascii_case("x-pre-process") {
            if attribute(tag, "cmd").is_some_and(|cmd| cmd.eq_ignore_ascii_case("include")) {
                paths.extend(attribute(tag, "data"));
            }
            continue;
        }
        let attributes: &[&str] = match name {
            "vxml" => &["application"],
            "choice" | "goto" | "link" | "submit" => &["next"],
            "subdialog" => &["src"],
            _ => &[],
        };
        let documents = attributes.iter().filter_map(|key| attribute(tag, key));
        let documents = documents.map(|path| path.split(['#', '?']).next().unwrap_or_default().to_owned());
        paths.extend(documents.filter(|path| !path.is_empty() && !path.contains("://")));
    }
    paths
}

/// The value of an attribute in a tag.
fn attribute(tag: &str, key: &str) -> Option<String> {
    let mut rest = tag;
    loop {
        let at = rest.find(key)?;
        let behind = rest[at + key.len()..].trim_start();
        let is_whole = rest[..at].ends_with(|c: char| c.is_whitespace());
        if let Some(value) = behind.strip_prefix('=').filter(|_| is_whole) {
            let value = value.trim_start();
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            return value[1..].split(quote).next().map(str::to_owned);
        }
        rest = &rest[at + key.len()..];
    }
}

/// The files of this name, seen from the one that names them. `*` stands for any part of a name.
pub(super) fn named(sources: &Sources, from: FileId, path: &str) -> Vec<FileId> {
    let slashes = |name: &str| name.replace('\\', "/");
    let own = slashes(sources.file(from).name());
    let folder = own.rsplit_once('/').map_or("", |(folder, _)| folder);
    let wanted = slashes(path);
    let near = if folder.is_empty() { wanted.clone() } else { format!("{folder}/{wanted}") };
    let last = wanted.rsplit('/').next().unwrap_or(&wanted).to_owned();
    let by = |test: &dyn Fn(&str) -> bool| -> Vec<FileId> {
        sources.iter().filter(|(_, file)| test(&slashes(file.name()))).map(|(id, _)| id).collect()
    };
    let exact = by(&|name| is_like(name, &near) || is_like(name, &wanted));
    if !exact.is_empty() || wanted.contains('*') {
        return exact;
    }
    // On the machine that runs it, the path is another one.
    by(&|name| name.rsplit('/').next() == Some(&last))
}

fn is_like(name: &str, wanted: &str) -> bool {
    match wanted.split_once('*') {
        None => name == wanted,
        Some((before, behind)) => {
            name.len() >= before.len() + behind.len()
                && name.starts_with(before)
                && name.ends_with(behind)
                && !name[before.len()..name.len() - behind.len()].contains('/')
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_name_others_each_in_its_own_way() {
        let told = |text: &str| {
            let mut sources = Sources::default();
            let file = sources.add("a", text);
            wanted(&sources, file)
        };
        assert_eq!(told("[main]\n#include \"more.conf\" ; yes\n"), ["more.conf"]);
        assert_eq!(
            told("<include><X-PRE-PROCESS cmd=\"include\" data='public/*.xml'/></include>"),
            ["public/*.xml"]
        );
        assert_eq!(told("<include><X-PRE-PROCESS cmd=\"set\" data=\"a=b\"/></include>"), [""; 0]);
        assert_eq!(
            told(
                "<vxml application=\"root.vxml\"><goto next=\"a.vxml#x\"/><goto next=\"#y\"/><submit next=\"http://x/y\"/></vxml>"
            ),
            ["root.vxml", "a.vxml"]
        );
    }

    #[test]
    fn a_path_means_the_files_beside_the_one_that_names_it() {
        let mut sources = Sources::default();
        let from = sources.add("conf/dialplan/public.xml", "");
        let one = sources.add("conf/dialplan/public/one.xml", "");
        let two = sources.add("conf/dialplan/public/two.xml", "");
        sources.add("conf/dialplan/public/deeper/three.xml", "");
        let vars = sources.add("conf/vars.xml", "");
        assert_eq!(named(&sources, from, "public/*.xml"), [one, two]);
        assert_eq!(named(&sources, from, "/etc/freeswitch/vars.xml"), [vars]);
        assert_eq!(named(&sources, from, "nowhere/*.xml"), []);
    }
}
