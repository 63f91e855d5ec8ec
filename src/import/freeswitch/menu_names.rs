//! Names of files without their folders and endings.

/// The name of a file: `welcome` of `/opt/scripts/welcome.lua`.
pub(super) fn file(path: &str) -> &str {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(name, _)| name)
}
