use std::fmt;

/// A share of a hundred as people read it: 100 only when nothing is left.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Percent(pub(crate) f64);

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.1}%", (self.0 * 10.0).floor() / 10.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_almost_all_is_not_all() {
        let told = [99.99, 100.0, 43.589, 0.0].map(|share| Percent(share).to_string());
        assert_eq!(told, ["99.9%", "100.0%", "43.5%", "0.0%"]);
    }
}
