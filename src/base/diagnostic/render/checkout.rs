use std::borrow::Cow;

/// The repository that a program is started in: code hosts know files by their paths from its top.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checkout {
    /// Its top, or the folder that the program was started in where that is in no repository. Nothing: names stay as they are.
    pub top: String,
    /// The folder that the program was started in, from which names are read.
    pub here: String,
}

impl Checkout {
    /// A file as the code host knows it: the path from the top, where it is below that.
    #[must_use]
    pub fn path<'n>(&self, name: &'n str) -> Cow<'n, str> {
        // A file of a revision stood in the same place, and is named from the top already.
        if let Some((_, path)) = name.strip_prefix("git:").and_then(|revision| revision.split_once(':')) {
            return Cow::Borrowed(path);
        }
        if self.top.is_empty() {
            return Cow::Borrowed(name);
        }
        let whole = if is_absolute(name) { plain("", name) } else { plain(&self.here, name) };
        let below =
            whole.strip_prefix(self.top.trim_end_matches('/')).and_then(|rest| rest.strip_prefix('/'));
        match below {
            Some(below) => Cow::Owned(below.to_owned()),
            None if is_absolute(name) => Cow::Borrowed(name),
            None => Cow::Owned(whole),
        }
    }
}

/// Whether a path begins at the root of a disk.
pub(super) fn is_absolute(path: &str) -> bool {
    let drive = path.get(1..3).is_some_and(|rest| rest == ":/")
        && path.starts_with(|c: char| c.is_ascii_alphabetic());
    path.starts_with('/') || drive
}

/// A path from a folder, without detours.
fn plain(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    let root = if folder.starts_with('/') || path.starts_with('/') { "/" } else { "" };
    format!("{root}{}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_from_the_top_of_the_repository() {
        let checkout = Checkout { top: "/home/ann/repo".to_owned(), here: "/home/ann/repo/deep".to_owned() };
        for (name, path) in [
            ("plan.toml", "deep/plan.toml"),
            ("./a/../plan.toml", "deep/plan.toml"),
            ("../menus/plan.toml", "menus/plan.toml"),
            ("/home/ann/repo/menus/plan.toml", "menus/plan.toml"),
            ("/home/ann/repository/plan.toml", "/home/ann/repository/plan.toml"),
            ("../../other/plan.toml", "/home/ann/other/plan.toml"),
            ("git:HEAD:menus/plan.toml", "menus/plan.toml"),
        ] {
            assert_eq!(checkout.path(name), path, "{name}");
        }
        assert_eq!(Checkout::default().path("./plan.toml"), "./plan.toml");
        let windows = Checkout { top: "C:/repo".to_owned(), here: "C:/repo".to_owned() };
        assert_eq!(windows.path("C:/repo/plan.toml"), "plan.toml");
    }
}
