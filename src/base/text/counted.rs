use std::fmt;

/// "1 number", "14 numbers".
pub(crate) fn counted<N: Copy + fmt::Display + PartialEq + From<u8>>(count: N, unit: &str) -> String {
    let s = if count == N::from(1) { "" } else { "s" };
    format!("{count} {unit}{s}")
}

/// The same where many are called otherwise: "1 no-match", "2 no-matches".
pub(crate) fn counted_as<N: Copy + fmt::Display + PartialEq + From<u8>>(
    count: N,
    one: &str,
    many: &str,
) -> String {
    if count == N::from(1) { format!("1 {one}") } else { format!("{count} {many}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_not_many() {
        assert_eq!([0, 1, 2].map(|count| counted(count, "cell")), ["0 cells", "1 cell", "2 cells"]);
        assert_eq!([1_u64, 2].map(|count| counted_as(count, "match", "matches")), ["1 match", "2 matches"]);
    }
}
