//! Everything that looks random, from one seed.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

const DIGITS: &[u8] = b"0123456789";
const HEXADECIMAL: &[u8] = b"0123456789abcdef";
const LOWER_CASE: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyz";
const LETTERS: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// The first default order. Live ones are 18 digits near 1.76 × 10^17, beyond what a double holds exactly.
const FIRST_ORDER: i64 = 176_299_999_999_999_512;
/// Odd, so that most default orders change when a client reads them as doubles.
const ORDER_STEP: i64 = 1_000_003;

/// Makes ids, tokens and default orders; the same seed makes the same ones.
#[derive(Clone)]
pub(crate) struct Generator {
    random: ChaCha8Rng,
    /// Apart from everything else, so that no value that may be seen equals a secret of the same seed.
    secret: ChaCha8Rng,
    orders: i64,
}

/// Decides by a probability. It draws from the same seed, and apart from everything else: what is decided does not
/// change the ids and tokens.
pub(crate) struct Chance(ChaCha8Rng);

impl Chance {
    /// Whether something of this probability happens now.
    pub fn strikes(&mut self, probability: f64) -> bool {
        // 53 bits are as many as a double holds.
        let drawn = (self.0.next_u64() >> 11) as f64 / (1_u64 << 53) as f64;
        drawn < probability
    }
}

impl Generator {
    pub fn new(seed: u64) -> Self {
        let random = ChaCha8Rng::seed_from_u64(seed);
        let mut secret = random.clone();
        secret.set_stream(2);
        Self {
            random,
            secret,
            orders: 0,
        }
    }

    /// Decisions that this seed makes.
    pub fn chance(&self) -> Chance {
        let mut random = self.random.clone();
        random.set_stream(1);
        Chance(random)
    }

    /// 32 lower-case hexadecimal digits, for a token or a code that nobody else may know.
    pub fn token(&mut self) -> String {
        text(&mut self.secret, HEXADECIMAL, 32)
    }

    /// 32 lower-case hexadecimal digits, for an id that is no secret.
    pub fn hexadecimal_id(&mut self) -> String {
        self.text(HEXADECIMAL, 32)
    }

    /// 12 or 13 lower-case letters and digits, as the legacy API writes them.
    pub fn request_id(&mut self) -> String {
        let length = if self.random.next_u32() & 1 == 0 {
            12
        } else {
            13
        };
        self.text(LOWER_CASE, length)
    }

    /// A random UUID (version 4) in upper case, as the new API writes request ids.
    pub fn uuid(&mut self) -> String {
        let high = self.random.next_u64() & 0xffff_ffff_ffff_0fff | 0x4000;
        let low = self.random.next_u64() & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000;
        format!(
            "{:08X}-{:04X}-{:04X}-{:04X}-{:012X}",
            high >> 32,
            high >> 16 & 0xffff,
            high & 0xffff,
            low >> 48,
            low & 0xffff_ffff_ffff
        )
    }

    /// 18 digits, possibly with leading zeros.
    pub fn userid(&mut self) -> String {
        self.text(DIGITS, 18)
    }

    /// 26 characters ending like live ones.
    pub fn unionid(&mut self) -> String {
        self.text(LETTERS, 22) + "iEiE"
    }

    /// Eight to ten digits.
    pub fn dept_id(&mut self) -> i64 {
        10_000_000 + (self.random.next_u64() % 1_990_000_000) as i64
    }

    /// The id of a role or of a group of roles: ten digits, beyond 32 bits.
    pub fn role_id(&mut self) -> i64 {
        4_300_000_000 + (self.random.next_u64() % 5_000_000_000) as i64
    }

    /// The id of a chat group: `chat` and 32 lower-case hexadecimal digits.
    pub fn chat_id(&mut self) -> String {
        "chat".to_owned() + &self.hexadecimal_id()
    }

    /// The place below everybody who has a default order already.
    pub fn default_order(&mut self) -> i64 {
        let order = FIRST_ORDER.saturating_sub(self.orders.saturating_mul(ORDER_STEP));
        self.orders = self.orders.saturating_add(1);
        order
    }

    fn text(&mut self, alphabet: &[u8], length: usize) -> String {
        text(&mut self.random, alphabet, length)
    }
}

fn text(random: &mut ChaCha8Rng, alphabet: &[u8], length: usize) -> String {
    let size = alphabet.len() as u64;
    (0..length)
        .filter_map(|_| alphabet.get((random.next_u64() % size) as usize))
        .map(|byte| char::from(*byte))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_makes_the_same_values() {
        let values = |seed| {
            let mut generator = Generator::new(seed);
            (generator.token(), generator.userid(), generator.uuid())
        };
        assert_eq!(values(7), values(7));
        assert_ne!(values(7), values(8));
    }

    #[test]
    fn no_token_equals_the_digits_of_another_value_of_the_same_seed() {
        let mut first = Generator::new(7);
        let mut second = Generator::new(7);
        assert_ne!(second.chat_id(), format!("chat{}", first.token()));
        assert_ne!(
            Generator::new(7).hexadecimal_id(),
            Generator::new(7).token()
        );
    }

    #[test]
    fn a_uuid_has_the_form_of_version_four() {
        let uuid = Generator::new(1).uuid();
        let parts: Vec<&str> = uuid.split('-').collect();
        assert_eq!(
            parts.iter().map(|part| part.len()).collect::<Vec<_>>(),
            [8, 4, 4, 4, 12]
        );
        assert!(parts[2].starts_with('4'));
        assert!(parts[3].starts_with(['8', '9', 'A', 'B']));
        assert!(
            uuid.chars()
                .all(|c| c == '-' || c.is_ascii_digit() || c.is_ascii_uppercase())
        );
    }

    #[test]
    fn default_orders_have_18_digits_and_do_not_survive_a_double() {
        let mut generator = Generator::new(1);
        let orders: Vec<i64> = (0..32).map(|_| generator.default_order()).collect();
        assert!(orders.iter().all(|order| order.to_string().len() == 18));
        assert!(orders.windows(2).all(|pair| pair[0] > pair[1]));
        assert!(
            orders
                .iter()
                .filter(|order| **order as f64 as i64 != **order)
                .count()
                > 16
        );
    }
}
