//! Chance that repeats itself: the generator `SplitMix64`, with nothing behind it but its seed.

/// A generator of numbers.
pub struct Dice(u64);

impl Dice {
    /// The generator for the text `number` of the run `seed`: any text can be made again alone.
    pub fn new(seed: u64, number: u64) -> Self {
        let mut dice = Self(seed ^ number.wrapping_mul(0xA076_1D64_78BD_642F));
        dice.next();
        dice
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `limit`; 0 if there is none.
    pub fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() >> 1).unwrap().checked_rem(limit).unwrap_or(0)
    }

    /// One of `choices`.
    pub fn pick<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.below(choices.len())]
    }
}

#[test]
fn the_same_seed_gives_the_same_numbers() {
    let three = |seed, number| {
        let mut dice = Dice::new(seed, number);
        [dice.below(1000), dice.below(1000), dice.below(1000)]
    };
    assert_eq!(three(1, 2), three(1, 2));
    assert_ne!(three(1, 2), three(1, 3));
    assert_ne!(three(1, 2), three(2, 2));
}
