//! Plans out of the history of a git repository, read through the `git` program.

use std::env;
use std::ffi::OsStr;
use std::fmt;
use std::io::{self, BufReader, Read as _, Write as _};
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};

use super::unread::{self, SkippedEntry};
use crate::base::source::{DisplayPath, safe, safe_lines};
use crate::plan::PlanLimits;

/// A file or folder as it was in a revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// The revision, in any way that git knows: a branch, a tag, a commit, `HEAD~2`.
    pub name: String,
    /// Where the file or folder is.
    pub path: RevisionPath,
}

/// A path in a revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RevisionPath {
    /// From the top of the repository that the program was started in, or from there if it begins with `./` or `../`: as
    /// git itself reads `REVISION:PATH`.
    Git(String),
    /// The path of a file or folder on the disk, which was or was not there then.
    Disk(PathBuf),
}

/// Why a plan cannot be read out of a repository.
#[derive(Debug)]
pub enum GitError {
    /// There is no `git` to ask.
    NoGit,
    /// It could not be run.
    Io(io::Error),
    /// This is no place in a repository.
    NoRepository(PathBuf),
    /// The repository knows no such revision.
    NoRevision(String),
    /// The revision has no such file or folder.
    NoPath(String, String),
    /// The path leads out of the repository.
    Outside(PathBuf),
    /// A folder without a plan.
    NoToml(String),
    /// A folder with too many files.
    TooMany(String, usize),
    /// A link that leads out of the revision, or to nothing in it.
    Link(String),
    /// A repository of its own.
    Submodule(String),
    /// A file that is too large.
    TooLarge(String),
    /// A file that is no text.
    NotText(String),
    /// Git said something else.
    Said(String),
}

impl fmt::Display for GitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let limits = PlanLimits::STANDARD;
        match self {
            Self::NoGit => f.write_str(
                "reading a plan from a revision needs the program `git`, which is not installed here",
            ),
            Self::Io(error) => write!(f, "cannot run git: {error}"),
            Self::NoRepository(folder) => {
                write!(f, "{} is not in a git repository, so it has no revisions", DisplayPath(folder))
            }
            Self::NoRevision(name) => write!(
                f,
                "git knows no revision {}: name a branch, a tag or a commit, as in `git:main` or `git:HEAD~1`",
                safe(name)
            ),
            Self::NoPath(name, path) => write!(
                f,
                "the revision {} has no {}: name the path it had then, as in `git:{0}:menus`",
                safe(name),
                safe(path)
            ),
            Self::Outside(path) => {
                write!(f, "{} is outside the repository", DisplayPath(path))
            }
            Self::NoToml(path) => match path.strip_suffix(':') {
                Some(top) => write!(
                    f,
                    "the top folder of {0} has no `*.toml` files: name the plan's folder, as in `{0}:menus`",
                    safe(top)
                ),
                None => write!(f, "the folder {} has no `*.toml` files, so it is not a plan", safe(path)),
            },
            Self::TooMany(path, files) => {
                write!(f, "{} has {files} TOML files; a plan can have at most {}", safe(path), limits.files)
            }
            Self::Link(path) => {
                write!(f, "{} is a link to something that the revision does not have", safe(path))
            }
            Self::Submodule(path) => write!(
                f,
                "{0} is a submodule, which has a history of its own: run this in {0}, with a revision of the \
                 submodule",
                safe(path)
            ),
            Self::TooLarge(path) => {
                let most = limits.file_bytes;
                write!(f, "{} is too large: a file can have at most {most} bytes", safe(path))
            }
            Self::NotText(path) => write!(f, "{} is not text in UTF-8", safe(path)),
            Self::Said(text) => write!(f, "git says: {}", safe_lines(&text.trim().replace('\t', "    "))),
        }
    }
}

/// The state of a repository in which files were read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CommitState {
    /// The commit.
    pub(crate) commit: String,
    /// Whether the files were changed since then.
    pub(crate) is_changed: bool,
}

impl CommitState {
    /// What is checked out around a file or folder on the disk. None outside of a repository, before its first commit, and
    /// where there is no git.
    pub(super) fn around(path: &Path) -> Option<Self> {
        let folder = if path.is_dir() { path } else { path.parent()? };
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let (repository, _) = Repository::of(folder.to_owned()).ok()?;
        let commit = repository.commit("HEAD").ok()?;
        let path = std::path::absolute(path).ok()?;
        let mut git = repository.git();
        let status = git.args(["status", "--porcelain", "--"]).arg(path).output().ok()?;
        Some(Self { commit, is_changed: !status.stdout.is_empty() })
    }
}

impl Revision {
    /// The commit.
    pub(super) fn state(&self) -> Option<CommitState> {
        let (_, commit, _) = self.looked_up().ok()?;
        Some(CommitState { commit, is_changed: false })
    }

    /// The TOML files of a plan or the one file that it is, by name, in the order of their names.
    pub(super) fn files(&self) -> Result<Vec<(String, String)>, GitError> {
        let (repository, commit, path) = self.looked_up()?;
        let shown = |path: &str| format!("git:{}:{path}", self.name);
        let unknown = || {
            GitError::NoPath(self.name.clone(), if path.is_empty() { "files".into() } else { path.clone() })
        };
        let found = repository.follow(&commit, &path)?;
        let entries = match found {
            GitObject::Object { kind, object } if kind == "blob" => vec![(shown(&path), object)],
            GitObject::Object { kind, .. } if kind == "tree" => {
                let slash = if path.is_empty() { "" } else { "/" };
                let files = repository.plan_files(&commit, &path, &shown(&path))?;
                files
                    .into_iter()
                    .map(|(name, object)| (shown(&format!("{path}{slash}{name}")), object))
                    .collect()
            }
            GitObject::Object { .. } => return Err(GitError::Submodule(path)),
            GitObject::Nothing => {
                let submodule = repository.submodule(&commit, &path)?;
                return Err(submodule.map_or_else(unknown, GitError::Submodule));
            }
            GitObject::LeadsOut => return Err(GitError::Link(shown(&path))),
        };
        repository.texts(entries)
    }

    /// What lies in the folder of a plan and below, and is not read.
    pub(super) fn unread(&self) -> Result<Vec<SkippedEntry>, GitError> {
        let (repository, commit, path) = self.looked_up()?;
        let tree = match repository.follow(&commit, &path)? {
            GitObject::Object { kind, object } if kind == "tree" => object,
            _ => return Ok(Vec::new()),
        };
        let listed =
            repository.ask(&["ls-tree", "-r", "--full-tree", "-z", &tree])?.map_err(GitError::Said)?;
        let slash = if path.is_empty() { "" } else { "/" };
        let shown = |name: &str| format!("git:{}:{path}{slash}{name}", self.name);
        let (mut told, mut below) = (Vec::new(), Vec::new());
        for entry in String::from_utf8_lossy(&listed).split('\0') {
            let Some((meta, name)) = entry.split_once('\t') else { continue };
            let mut meta = meta.split(' ');
            let (Some("100644" | "100755"), Some("blob"), Some(object)) =
                (meta.next(), meta.next(), meta.next())
            else {
                continue;
            };
            if !name.contains('/') {
                told.extend(unread::nearly(Path::new(&shown(name))));
            } else if unread::is_looked_at(Path::new(name)) && below.len() < unread::MAX_FILES {
                below.push((shown(name), object.to_owned()));
            }
        }
        if !below.is_empty() {
            let texts = repository.texts(below)?;
            told.extend(unread::parts(texts.into_iter().map(|(name, text)| (name.into(), text)).collect()));
        }
        Ok(told)
    }

    /// The repository, the commit, and the path from the top.
    fn looked_up(&self) -> Result<(Repository, String, String), GitError> {
        let (folder, below) = self.place();
        let (repository, prefix) = Repository::of(folder)?;
        let commit = repository.commit(&self.name)?;
        let path = match &self.path {
            RevisionPath::Git(path) if !path.starts_with("./") && !path.starts_with("../") => {
                path.trim_matches('/').to_owned()
            }
            _ => within(&prefix, &below).ok_or_else(|| GitError::Outside(below.clone()))?,
        };
        Ok((repository, commit, path))
    }

    /// A folder that is on the disk, and the rest of the path.
    fn place(&self) -> (PathBuf, PathBuf) {
        let path = match &self.path {
            RevisionPath::Git(path) => return (PathBuf::from("."), PathBuf::from(path)),
            RevisionPath::Disk(path) => path,
        };
        let folder = path.ancestors().skip(usize::from(!path.is_dir())).find(|folder| folder.is_dir());
        let folder = folder.unwrap_or(Path::new("")).to_owned();
        let below = path.strip_prefix(&folder).unwrap_or(path).to_owned();
        let folder = if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder };
        (folder, below)
    }
}

impl fmt::Display for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.path {
            RevisionPath::Git(path) => write!(f, "git:{}:{path}", self.name),
            RevisionPath::Disk(path) if path.is_absolute() => {
                write!(f, "git:{}:{}", self.name, path.to_string_lossy())
            }
            RevisionPath::Disk(path) => write!(f, "git:{}:./{}", self.name, path.to_string_lossy()),
        }
    }
}

/// A path from the top of the repository, with `/` on every system. None if it leads out of it.
fn within(prefix: &str, below: &Path) -> Option<String> {
    let mut parts: Vec<String> =
        prefix.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect();
    for part in below.components() {
        match part {
            Component::Normal(name) => parts.push(name.to_string_lossy().into_owned()),
            Component::ParentDir => drop(parts.pop()?),
            Component::CurDir => {}
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(parts.join("/"))
}

/// A folder in a repository.
struct Repository {
    folder: PathBuf,
    /// Whether it is the one that the environment names.
    is_named: bool,
}

/// What a path of a revision leads to, links followed.
enum GitObject {
    Object {
        kind: String,
        object: String,
    },
    Nothing,
    /// A link to something outside, or to nothing.
    LeadsOut,
}

/// What git tells the programs that it starts, hooks above all, about where it was started itself. It is not about the plan,
/// and paths in it are read from another folder than ours.
const OF_HOOKS: [&str; 6] =
    ["GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_IMPLICIT_WORK_TREE"];

impl Repository {
    /// The repository around a folder, and the path of the folder in it: the one that git finds there. Only where there is
    /// none, it is the one that the environment names.
    fn of(folder: PathBuf) -> Result<(Self, String), GitError> {
        let found = Self { folder: folder.clone(), is_named: false };
        let why = match found.prefix() {
            Ok(prefix) => return Ok((found, prefix)),
            Err(why) => why,
        };
        if env::var_os("GIT_DIR").is_none() {
            return Err(why);
        }
        // What is told is what is wrong around the plan: few know that the environment names a repository.
        let named = Self { folder, is_named: true };
        named.prefix().map_or(Err(why), |prefix| Ok((named, prefix)))
    }

    fn git(&self) -> Command {
        let mut git = Command::new("git");
        // What git says is told to people, and it must not wait for them.
        git.arg("-C").arg(&self.folder).env("LC_ALL", "C").env("GIT_TERMINAL_PROMPT", "0");
        git.stdin(Stdio::null());
        for name in OF_HOOKS {
            match env::var_os(name).map(PathBuf::from) {
                // Git reads them from the folder that it is sent to.
                Some(path)
                    if self.is_named && ["GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR"].contains(&name) =>
                {
                    git.env(name, std::path::absolute(&path).unwrap_or(path));
                }
                _ => drop(git.env_remove(name)),
            }
        }
        git
    }

    /// What git answers; None if it says no.
    fn ask(&self, args: &[&str]) -> Result<Result<Vec<u8>, String>, GitError> {
        let asked = self.git().args(args.iter().map(OsStr::new)).output().map_err(failed)?;
        Ok(if asked.status.success() {
            Ok(asked.stdout)
        } else {
            Err(String::from_utf8_lossy(&asked.stderr).into_owned())
        })
    }

    fn one_line(&self, args: &[&str]) -> Result<Option<String>, GitError> {
        let answer = self.ask(args)?.ok();
        Ok(answer.map(|bytes| String::from_utf8_lossy(&bytes).trim_end().to_owned()))
    }

    /// The path of the folder from the top of the repository.
    fn prefix(&self) -> Result<String, GitError> {
        match self.ask(&["rev-parse", "--show-prefix"])? {
            Ok(bytes) => Ok(String::from_utf8_lossy(&bytes).trim_end_matches('\n').to_owned()),
            Err(said) if said.contains("not a git repository") => {
                Err(GitError::NoRepository(self.folder.clone()))
            }
            Err(said) => Err(GitError::Said(said)),
        }
    }

    fn commit(&self, name: &str) -> Result<String, GitError> {
        let unknown = || GitError::NoRevision(name.to_owned());
        // A name that begins so would be taken for an option.
        if name.is_empty() || name.starts_with('-') {
            return Err(unknown());
        }
        self.one_line(&["rev-parse", "--verify", "--quiet", &format!("{name}^{{commit}}")])?
            .ok_or_else(unknown)
    }

    /// What a path of a commit leads to. Git follows links within the commit, whichever part of the path they are.
    fn follow(&self, commit: &str, path: &str) -> Result<GitObject, GitError> {
        // A question is a line.
        if path.contains('\n') {
            return Ok(GitObject::Nothing);
        }
        let mut git = self.git();
        let git = git.args(["cat-file", "--batch-check", "--follow-symlinks"]);
        let mut running = git.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().map_err(failed)?;
        if let Some(mut ask) = running.stdin.take() {
            writeln!(ask, "{commit}:{path}").map_err(GitError::Io)?;
        }
        let answer = running.wait_with_output().map_err(GitError::Io)?;
        let answer = String::from_utf8_lossy(&answer.stdout).into_owned();
        let first = answer.lines().next().unwrap_or_default();
        let words: Vec<&str> = first.split(' ').collect();
        Ok(match words.as_slice() {
            ["symlink" | "dangling" | "loop" | "notdir", _] => GitObject::LeadsOut,
            [object, kind, size] if size.parse::<u64>().is_ok() => {
                GitObject::Object { kind: (*kind).to_owned(), object: (*object).to_owned() }
            }
            _ => GitObject::Nothing,
        })
    }

    /// The part of a path that is a submodule, if there is one.
    fn submodule(&self, commit: &str, path: &str) -> Result<Option<String>, GitError> {
        let above = Path::new(path).ancestors().filter(|above| !above.as_os_str().is_empty());
        for above in above.map(Path::to_string_lossy) {
            let listed = self.ask(&["ls-tree", "--full-tree", "-z", commit, &above])?.unwrap_or_default();
            if listed.starts_with(b"160000 ") {
                return Ok(Some(above.into_owned()));
            }
        }
        Ok(None)
    }

    /// The plan files of a folder, by name, each with its object. Links count as what they lead to.
    fn plan_files(&self, commit: &str, path: &str, shown: &str) -> Result<Vec<(String, String)>, GitError> {
        let GitObject::Object { object: tree, .. } = self.follow(commit, path)? else {
            return Err(GitError::NoToml(shown.to_owned()));
        };
        let slash = if path.is_empty() { "" } else { "/" };
        let listed = self.ask(&["ls-tree", "--full-tree", "-z", &tree])?.map_err(GitError::Said)?;
        let mut files = Vec::new();
        for entry in String::from_utf8_lossy(&listed).split('\0').filter(|entry| !entry.is_empty()) {
            let Some((meta, name)) = entry.split_once('\t') else { continue };
            let mut meta = meta.split(' ');
            let (mode, kind, object) = (meta.next(), meta.next(), meta.next());
            let is_plan_file =
                !name.starts_with('.') && Path::new(name).extension().is_some_and(|ending| ending == "toml");
            if !is_plan_file || kind != Some("blob") {
                continue;
            }
            if mode == Some("120000") {
                match self.follow(commit, &format!("{path}{slash}{name}"))? {
                    GitObject::Object { kind, object } if kind == "blob" => {
                        files.push((name.to_owned(), object));
                    }
                    // As on a disk, a link to a folder is no file of the plan.
                    GitObject::Object { .. } => {}
                    GitObject::Nothing | GitObject::LeadsOut => {
                        return Err(GitError::Link(format!("{shown}/{name}")));
                    }
                }
                continue;
            }
            files.push((name.to_owned(), object.unwrap_or_default().to_owned()));
        }
        files.sort();
        match files.len() {
            0 => Err(GitError::NoToml(shown.to_owned())),
            count if count > PlanLimits::STANDARD.files => Err(GitError::TooMany(shown.to_owned(), count)),
            _ => Ok(files),
        }
    }

    /// The texts of objects, each with its name, read by one process: one is asked for when the one before has come.
    fn texts(&self, objects: Vec<(String, String)>) -> Result<Vec<(String, String)>, GitError> {
        let mut git = self.git();
        let git = git.args(["cat-file", "--batch"]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut running = git.spawn().map_err(failed)?;
        let (Some(mut ask), Some(answers)) = (running.stdin.take(), running.stdout.take()) else {
            return Err(GitError::Io(io::ErrorKind::BrokenPipe.into()));
        };
        let mut answers = BufReader::new(answers);
        let read = || {
            let texts = objects.into_iter().map(|(name, object)| {
                let text = text(&name, &object, &mut ask, &mut answers)?;
                Ok((name, text))
            });
            texts.collect::<Result<Vec<_>, GitError>>()
        };
        let texts = read();
        // Its input ends here, and so does it.
        drop((ask, answers));
        running.wait().map_err(GitError::Io)?;
        texts
    }
}

fn text(
    name: &str,
    object: &str,
    ask: &mut impl io::Write,
    answers: &mut impl io::BufRead,
) -> Result<String, GitError> {
    writeln!(ask, "{object}").and_then(|()| ask.flush()).map_err(GitError::Io)?;
    let mut head = String::new();
    answers.read_line(&mut head).map_err(GitError::Io)?;
    let size = head.trim_end().rsplit_once(' ').and_then(|(_, size)| size.parse::<u64>().ok());
    let size = size.ok_or_else(|| GitError::Said(head.clone()))?;
    if size > PlanLimits::STANDARD.file_bytes as u64 {
        return Err(GitError::TooLarge(name.to_owned()));
    }
    // The text and the line end that git writes behind it.
    let mut bytes = Vec::new();
    answers.take(size + 1).read_to_end(&mut bytes).map_err(GitError::Io)?;
    bytes.pop();
    String::from_utf8(bytes).map_err(|_| GitError::NotText(name.to_owned()))
}

fn failed(error: io::Error) -> GitError {
    if error.kind() == io::ErrorKind::NotFound { GitError::NoGit } else { GitError::Io(error) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_found_from_the_top_of_the_repository() {
        let within = |prefix, below| within(prefix, Path::new(below));
        assert_eq!(within("", "menus/ally").as_deref(), Some("menus/ally"));
        assert_eq!(within("deep/", "./menus").as_deref(), Some("deep/menus"));
        assert_eq!(within("deep/er/", "../menus").as_deref(), Some("deep/menus"));
        assert_eq!(within("deep/", "..").as_deref(), Some(""));
        assert_eq!(within("", "../menus"), None);
    }
}
