/// Ids are indices into the plan that made them: small, `Copy`, and meaningless in another plan.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub(super) u16);

        impl $name {
            /// The position in the plan's list.
            #[must_use]
            pub fn index(self) -> usize {
                usize::from(self.0)
            }

            #[cfg(test)]
            #[allow(dead_code, reason = "not every kind of id is made up in a test")]
            pub(crate) fn for_tests(index: u16) -> Self {
                Self(index)
            }
        }
    )*};
}

ids! {
    /// A number that can be dialed.
    LineId
    /// A state of a call.
    StepId
    /// Named opening hours.
    ScheduleId
    /// Something that is asked for but not routed: a fax number, an address.
    ContactId
    /// Something that the outside answers.
    AnswerId
}
