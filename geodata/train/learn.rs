//! Logistic regression over hashed features.

/// What the model is shown of a decision.
#[derive(Debug, Clone)]
pub struct Example {
    /// The rows of the weights that count.
    pub features: Vec<u32>,
    /// The score of the rules.
    pub rules: f32,
    /// Whether it is a place.
    pub place: bool,
    /// How much it counts.
    pub weight: f32,
}

/// A model before its weights are cut to bytes.
pub struct Model {
    pub weights: Vec<f32>,
    pub rules: f32,
}

/// Rounds over all examples.
const ROUNDS: u64 = 12;
/// First step of a weight.
const RATE: f32 = 0.08;
/// Pull of a weight to nothing, each time that it is seen.
const DECAY: f32 = 2e-4;

impl Model {
    /// Learns from the examples, in an order drawn from `seed`: `AdaGrad` (J. Duchi et al., "Adaptive Subgradient
    /// Methods", JMLR 12, 2011), a step an example.
    pub fn learn(examples: &[Example], bits: u32, seed: u64) -> Self {
        let mut model = Self { weights: vec![0.0; 1 << bits], rules: 0.7 };
        let mut squares = vec![1e-4f32; 1 << bits];
        let mut order: Vec<usize> = (0..examples.len()).collect();
        for round in 0..ROUNDS {
            let mut random = Random(seed ^ (round + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
            for at in (1..order.len()).rev() {
                order.swap(at, random.below(at + 1));
            }
            for &row in &order {
                let example = &examples[row];
                let error =
                    (model.share(example) - f32::from(u8::from(example.place))) * example.weight;
                for &feature in &example.features {
                    let feature = feature as usize;
                    let slope = error + DECAY * model.weights[feature];
                    squares[feature] += slope * slope;
                    model.weights[feature] -= RATE * slope / squares[feature].sqrt();
                }
            }
        }
        model
    }

    /// The log-odds that an example is a place.
    pub fn odds(&self, example: &Example) -> f32 {
        let sum: f32 = example.features.iter().map(|at| self.weights[*at as usize]).sum();
        sum + self.rules * example.rules
    }

    fn share(&self, example: &Example) -> f32 {
        1.0 / (1.0 + (-self.odds(example)).exp())
    }

    /// The file that the library reads: a head, and a byte a weight.
    pub fn to_bytes(&self) -> Vec<u8> {
        let most = self.weights.iter().fold(0f32, |most, weight| most.max(weight.abs()));
        let step = (most / 127.0).max(f32::MIN_POSITIVE);
        let mut bytes = b"marzlin1".to_vec();
        bytes.extend(step.to_le_bytes());
        bytes.extend(self.rules.to_le_bytes());
        #[allow(clippy::cast_possible_truncation, reason = "no more than 127 steps")]
        bytes.extend(
            self.weights.iter().map(|weight| ((weight / step).round() as i8).cast_unsigned()),
        );
        bytes
    }

    /// The model that its bytes stand for.
    pub fn rounded(&self) -> Self {
        let bytes = self.to_bytes();
        let step = f32::from_le_bytes([bytes[8], bytes[9], bytes[10], bytes[11]]);
        let weights = bytes[16..].iter().map(|byte| f32::from(byte.cast_signed()) * step).collect();
        Self { weights, rules: self.rules }
    }
}

/// Numbers that look random and are the same each time: `SplitMix64`.
pub struct Random(pub u64);

impl Random {
    /// The next number.
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// The next number below `end`, which is not 0.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.draw() % end as u64).unwrap_or(0)
    }
}
