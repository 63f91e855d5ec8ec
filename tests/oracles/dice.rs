//! Choices out of bytes.

/// Bytes that decide. When they are used up, every choice is the first.
#[derive(Clone, Debug)]
pub struct Dice<'a> {
    bytes: &'a [u8],
}

impl<'a> Dice<'a> {
    /// Dice that fall as the bytes say.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes }
    }

    /// Whether all bytes have been used.
    #[must_use]
    pub fn are_used_up(&self) -> bool {
        self.bytes.is_empty()
    }

    /// The next byte.
    pub fn byte(&mut self) -> u8 {
        match self.bytes.split_first() {
            Some((&first, rest)) => {
                self.bytes = rest;
                first
            }
            None => 0,
        }
    }

    /// A number below `bound`, which is at least 1 and at most 65,536.
    pub fn below(&mut self, bound: usize) -> usize {
        let roll = if bound <= 256 {
            usize::from(self.byte())
        } else {
            usize::from(u16::from_be_bytes([self.byte(), self.byte()]))
        };
        roll % bound
    }

    /// As [`Dice::below`], for arithmetic.
    pub fn whole(&mut self, bound: u16) -> i64 {
        i64::try_from(self.below(usize::from(bound))).unwrap_or(0)
    }

    /// One of these.
    pub fn one_of<'t, T>(&mut self, options: &'t [T]) -> &'t T {
        &options[self.below(options.len())]
    }

    /// True in one of so many throws, and never when the bytes are used up.
    pub fn one_in(&mut self, throws: usize) -> bool {
        self.below(throws) == throws - 1
    }

    /// Any number.
    pub fn number(&mut self) -> i64 {
        i64::from_be_bytes(std::array::from_fn(|_| self.byte()))
    }
}
