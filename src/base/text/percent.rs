use std::fmt;

/// A share of a hundred as people read it, rounded down: 100 only when nothing is left. "86.4%", with `{:.0}` "86%".
#[derive(Clone, Copy, Debug)]
pub(crate) struct Percent(pub(crate) f64);

impl Percent {
    /// Of a share of one.
    pub(crate) fn of_share(share: f64) -> Self {
        Self(share * 100.0)
    }

    /// Without figures behind the point: "86%".
    pub(crate) fn whole(self) -> String {
        format!("{self:.0}")
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places = f.precision().unwrap_or(1);
        let unit = 10_f64.powi(i32::try_from(places).unwrap_or(i32::MAX));
        // What no number of the machine is exactly, such as 0.29, is not one less for it.
        let down = (self.0 * unit + 1e-7).floor() / unit;
        write!(f, "{down:.places$}%")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_almost_all_is_not_all() {
        let told = [99.99, 100.0, 43.589, 0.0].map(|share| Percent(share).to_string());
        assert_eq!(told, ["99.9%", "100.0%", "43.5%", "0.0%"]);
        let told = [0.0, 0.29, 0.999, 1.0].map(|share| Percent::of_share(share).whole());
        assert_eq!(told, ["0%", "29%", "99%", "100%"]);
    }
}
