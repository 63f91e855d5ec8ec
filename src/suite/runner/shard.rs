use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;

use crate::base::hash::Hash;

/// One of several parts of a run, written `2/5`. Which part a case belongs to follows from the name of its file, without
/// folders, and from its own name: not from the order of files, nor from where a machine keeps them. Every case belongs
/// to exactly one part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// Which part, from 0.
    index: u32,
    count: NonZeroU32,
}

/// Why a text is no [`Shard`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a part of a whole, from `1/5` to `5/5`")]
pub struct ShardError;

impl FromStr for Shard {
    type Err = ShardError;

    fn from_str(text: &str) -> Result<Self, ShardError> {
        let (part, count) = text.split_once('/').ok_or(ShardError)?;
        let part: u32 = part.trim().parse().map_err(|_| ShardError)?;
        let count: NonZeroU32 = count.trim().parse().map_err(|_| ShardError)?;
        match part.checked_sub(1) {
            Some(index) if index < count.get() => Ok(Self { index, count }),
            _ => Err(ShardError),
        }
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.index + 1, self.count)
    }
}

impl Shard {
    /// Whether a case is in this part. `file` is the name of its file, as it is shown.
    pub(super) fn takes(self, file: &str, case: impl fmt::Display) -> bool {
        let name = file.rsplit('/').next().unwrap_or(file);
        Hash::seeded(0).with(name).with(case).value() % u64::from(self.count.get()) == u64::from(self.index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_one_of_so_many() {
        assert_eq!("2/5".parse::<Shard>().unwrap().to_string(), "2/5");
        for wrong in ["0/5", "6/5", "1/0", "2", "", "/", "-1/2", "a/b", "1/2/3"] {
            assert_eq!(wrong.parse::<Shard>(), Err(ShardError), "{wrong}");
        }
    }

    #[test]
    fn where_a_machine_keeps_the_files_makes_no_difference() {
        let part: Shard = "1/2".parse().unwrap();
        for name in ["a", "b", "c", "d"] {
            assert_eq!(part.takes("x.toml", name), part.takes("/home/someone/x.toml", name));
        }
    }
}
