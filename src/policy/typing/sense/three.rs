//! Yes, no and what cannot be said: Kleene's logic without reasons.

/// How a condition can come out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Three {
    /// It does not hold.
    No,
    /// It cannot be said.
    Open,
    /// It holds.
    Yes,
}

impl Three {
    /// The opposite.
    pub(super) const fn not(self) -> Self {
        match self {
            Self::No => Self::Yes,
            Self::Open => Self::Open,
            Self::Yes => Self::No,
        }
    }
}

impl From<bool> for Three {
    fn from(holds: bool) -> Self {
        if holds { Self::Yes } else { Self::No }
    }
}
