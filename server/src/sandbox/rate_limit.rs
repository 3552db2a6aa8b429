//! How often something may happen, for each key. A window begins with its first request, which is assumed.

use std::collections::HashMap;

/// One bucket of a rate limit (Verify, Service Rate Limits). Several may have the same name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateLimit {
    /// What `RateLimits` of a start calls it (`unique_name`).
    pub name: String,
    /// Requests in one window.
    pub max: u32,
    /// Seconds of one window.
    pub interval_seconds: i64,
}

/// Looking one verification up (Verify, rate limits and timeouts).
pub(super) fn of_fetches() -> [RateLimit; 3] {
    [(60, 60), (180, 3_600), (250, 86_400)].map(|(max, interval_seconds)| RateLimit {
        name: String::from("fetch"),
        max,
        interval_seconds,
    })
}

/// Which limit is reached, and in how many seconds it is not.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Reached {
    pub(super) name: String,
    pub(super) seconds: i64,
}

/// Ended windows are cleared away each time the table has grown by so many.
const CLEARED_EVERY: usize = 10_000;

struct Window {
    /// Seconds since 1970.
    ends: i64,
    count: u32,
}

/// The windows that are open, by the limit's place in the list and the key.
#[derive(Default)]
pub(super) struct Windows(HashMap<(usize, String), Window>);

impl Windows {
    /// Counts one request for each of these pairs of name and key, or none where one limit is reached.
    pub(super) fn count(
        &mut self,
        limits: &[RateLimit],
        keys: &[(String, String)],
        now: i64,
    ) -> Result<(), Reached> {
        let concerned: Vec<_> = keys.iter().flat_map(|pair| named(limits, pair)).collect();
        for (place, limit, key) in &concerned {
            let window = self.0.get(&(*place, (*key).to_owned()));
            if let Some(window) = window.filter(|window| now < window.ends && window.count >= limit.max) {
                return Err(Reached {
                    name: limit.name.clone(),
                    seconds: window.ends - now,
                });
            }
        }
        for (place, limit, key) in concerned {
            self.add(place, limit, key, now);
        }
        Ok(())
    }

    fn add(&mut self, place: usize, limit: &RateLimit, key: &str, now: i64) {
        let fresh = Window {
            ends: now.saturating_add(limit.interval_seconds),
            count: 1,
        };
        match self.0.get_mut(&(place, key.to_owned())) {
            Some(window) if now < window.ends => window.count += 1,
            Some(ended) => *ended = fresh,
            None => {
                if self.0.len() % CLEARED_EVERY == CLEARED_EVERY - 1 {
                    self.0.retain(|_, window| now < window.ends);
                }
                self.0.insert((place, key.to_owned()), fresh);
            }
        }
    }
}

/// The limits of this name, with their places in the list, and the key.
fn named<'a>(
    limits: &'a [RateLimit],
    (name, key): &'a (String, String),
) -> impl Iterator<Item = (usize, &'a RateLimit, &'a str)> {
    let places = limits.iter().enumerate();
    places
        .filter(move |(_, limit)| limit.name == *name)
        .map(move |(place, limit)| (place, limit, key.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limit(name: &str, max: u32, interval_seconds: i64) -> RateLimit {
        RateLimit {
            name: name.to_owned(),
            max,
            interval_seconds,
        }
    }

    fn key(name: &str, value: &str) -> (String, String) {
        (name.to_owned(), value.to_owned())
    }

    #[test]
    fn a_window_fills_and_ends() {
        let limits = [limit("ip", 2, 60)];
        let mut windows = Windows::default();
        let one = [key("ip", "203.0.113.7")];
        assert!(windows.count(&limits, &one, 100).is_ok());
        assert!(windows.count(&limits, &one, 130).is_ok());
        let reached = windows.count(&limits, &one, 159).unwrap_err();
        assert_eq!((reached.name.as_str(), reached.seconds), ("ip", 1));
        assert!(windows.count(&limits, &[key("ip", "203.0.113.8")], 159).is_ok());
        assert!(windows.count(&limits, &one, 160).is_ok());
    }

    #[test]
    fn each_bucket_of_a_name_holds() {
        let limits = [limit("ip", 1, 10), limit("ip", 2, 100)];
        let mut windows = Windows::default();
        let one = [key("ip", "a")];
        let answers: Vec<_> = [0, 5, 10, 20]
            .map(|now| {
                windows
                    .count(&limits, &one, now)
                    .map_err(|reached| reached.seconds)
            })
            .into();
        assert_eq!(answers, [Ok(()), Err(5), Ok(()), Err(80)]);
    }

    #[test]
    fn what_is_refused_counts_nowhere() {
        let limits = [limit("ip", 1, 60), limit("session", 2, 60)];
        let mut windows = Windows::default();
        assert!(windows.count(&limits, &[key("ip", "a")], 0).is_ok());
        let both = [key("session", "s"), key("ip", "a")];
        assert!(windows.count(&limits, &both, 0).is_err());
        for expected in [true, true, false] {
            let counted = windows.count(&limits, &[key("session", "s")], 0);
            assert_eq!(counted.is_ok(), expected);
        }
    }

    #[test]
    fn ended_windows_do_not_pile_up() {
        let limits = [limit("ip", 1, 1)];
        let mut windows = Windows::default();
        for now in 0..25_000 {
            assert!(
                windows
                    .count(&limits, &[key("ip", &now.to_string())], now)
                    .is_ok()
            );
        }
        assert!(windows.0.len() <= CLEARED_EVERY);
    }
}
