//! A linear model over hashed features, read in place.

/// How many bits of a hash choose a weight.
pub(crate) const BITS: u32 = 17;

/// What the file begins with: the name of the form and its version.
const MAGIC: &[u8; 8] = b"marzlin1";

/// Bytes before the weights: the magic, the step, the weight of the rules' score.
const HEAD: usize = 16;

/// A linear model.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Model {
    weights: &'static [u8],
    /// What one step of a weight is worth.
    step: f32,
    /// What a unit of the rules' score is worth.
    pub(crate) rules: f32,
}

impl Model {
    /// A model from its file. A file of another form gives a model that leaves everything to the rules.
    pub(crate) const fn of(bytes: &'static [u8]) -> Self {
        let none = Self { weights: &[], step: 0.0, rules: 1.0 };
        let Some((head, weights)) = bytes.split_first_chunk::<HEAD>() else { return none };
        if weights.len() != 1 << BITS {
            return none;
        }
        let mut at = 0;
        while at < MAGIC.len() {
            if head[at] != MAGIC[at] {
                return none;
            }
            at += 1;
        }
        let step = f32::from_le_bytes([head[8], head[9], head[10], head[11]]);
        let rules = f32::from_le_bytes([head[12], head[13], head[14], head[15]]);
        Self { weights, step, rules }
    }

    /// The weight of a feature, in steps.
    pub(crate) fn weight(&self, feature: u32) -> i32 {
        self.weights.get(feature as usize).map_or(0, |weight| i32::from(weight.cast_signed()))
    }

    /// The log-odds that a sum of weights and a score of the rules stand for.
    #[allow(clippy::cast_precision_loss, reason = "sums of a few hundred bytes")]
    pub(crate) fn odds(&self, sum: i32, rules: f32) -> f32 {
        sum as f32 * self.step + self.rules * rules
    }
}

/// The row of the weight for what the template `template` sees.
pub(crate) fn feature(template: u32, value: u64) -> u32 {
    // The finaliser of SplitMix64 (G. Steele et al., "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014).
    let mut hash = value.wrapping_add(u64::from(template).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    #[allow(clippy::cast_possible_truncation, reason = "the upper bits, of which there are BITS")]
    let row = (hash >> (64 - BITS)) as u32;
    row
}
