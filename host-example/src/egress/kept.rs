//! What is remembered by key, within bounds.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Arc, Mutex, PoisonError},
};

/// Something that may be forgotten and made anew while nobody uses it.
pub(crate) trait Rest {
    /// Whether a new one would behave no differently.
    fn rests(&self) -> bool;
}

/// Values by key, each shared by those who use it at the same time.
pub(crate) struct Kept<K, V> {
    most: usize,
    values: Mutex<HashMap<K, Arc<V>>>,
}

impl<K: Eq + Hash, V: Rest> Kept<K, V> {
    /// Keeps at most so many values that are in use or do not rest.
    pub(crate) fn at_most(most: usize) -> Self {
        Self {
            most,
            values: Mutex::default(),
        }
    }

    /// The value of this key, made if there is none; `None` if there are too many others.
    pub(crate) fn get(&self, key: K, make: impl FnOnce() -> V) -> Option<Arc<V>> {
        let mut values = self.values.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(value) = values.get(&key) {
            return Some(value.clone());
        }
        // Looking through all of them is worth it only before there is more room.
        if values.len() >= values.capacity().min(self.most) {
            values.retain(|_, value| Arc::strong_count(value) > 1 || !value.rests());
        }
        if values.len() >= self.most {
            return None;
        }
        let value = Arc::new(make());
        values.insert(key, value.clone());
        Some(value)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::*;

    #[derive(Default)]
    struct Sleeper {
        awake: AtomicBool,
    }

    impl Rest for Sleeper {
        fn rests(&self) -> bool {
            !self.awake.load(Ordering::Relaxed)
        }
    }

    fn get(kept: &Kept<u32, Sleeper>, key: u32) -> Option<Arc<Sleeper>> {
        kept.get(key, Sleeper::default)
    }

    #[test]
    fn the_same_key_has_the_same_value_while_it_is_in_use() {
        let kept = Kept::at_most(2);
        let one = get(&kept, 1).expect("there is room");
        for key in 2..100 {
            assert!(get(&kept, key).is_some(), "{key}");
        }
        assert!(Arc::ptr_eq(&one, &get(&kept, 1).expect("it is there")));
    }

    #[test]
    fn values_that_rest_make_room_for_new_ones() {
        let kept = Kept::at_most(1000);
        for key in 0..100_000 {
            assert!(get(&kept, key).is_some(), "{key}");
        }
        assert!(kept.values.lock().expect("no panic").len() <= 1000);
    }

    #[test]
    fn values_that_do_not_rest_are_kept_and_no_more_than_allowed() {
        let kept = Kept::at_most(2);
        let awake = |key| {
            let value = get(&kept, key)?;
            value.awake.store(true, Ordering::Relaxed);
            Some(())
        };
        assert_eq!([awake(1), awake(2), awake(3)], [Some(()), Some(()), None]);
        let one = get(&kept, 1).expect("it is there");
        assert!(!one.rests());
        one.awake.store(false, Ordering::Relaxed);
        drop(one);
        assert_eq!(awake(3), Some(()));
    }
}
