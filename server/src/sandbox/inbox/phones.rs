use crate::sandbox::message::Message;
use std::collections::HashMap;

/// A message with a place that it keeps while newer ones arrive.
pub(super) struct Entry<'a> {
    pub(super) message: &'a Message,
    /// Which message of its verification it is: 1 is the oldest.
    pub(super) nth: usize,
}

/// What one number received, newest first.
pub(super) struct Phone<'a> {
    /// E.164.
    pub(super) to: &'a str,
    pub(super) entries: Vec<Entry<'a>>,
}

/// The newest `limit` messages by number, the number with the newest message first.
pub(super) fn phones<'a>(newest_first: &[&'a Message], limit: usize) -> Vec<Phone<'a>> {
    let mut phones: Vec<Phone<'a>> = Vec::new();
    for entry in entries(newest_first).into_iter().take(limit) {
        let to = entry.message.to.as_str();
        match phones.iter_mut().find(|phone| phone.to == to) {
            Some(phone) => phone.entries.push(entry),
            None => phones.push(Phone {
                to,
                entries: vec![entry],
            }),
        }
    }
    phones
}

fn entries<'a>(newest_first: &[&'a Message]) -> Vec<Entry<'a>> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let mut oldest_first = Vec::with_capacity(newest_first.len());
    for &message in newest_first.iter().rev() {
        let count = counts.entry(&message.sid).or_default();
        *count += 1;
        oldest_first.push(Entry { message, nth: *count });
    }
    oldest_first.reverse();
    oldest_first
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::channel::Channel;

    fn message(to: &str, sid: &str) -> Message {
        Message {
            to: to.to_owned(),
            channel: Channel::Sms,
            code: "0123".to_owned(),
            body: String::new(),
            locale: "ja".to_owned(),
            sent_at: 0,
            sid: sid.to_owned(),
        }
    }

    /// `number: sid-nth sid-nth` for each phone.
    fn drawn(newest_first: &[Message], limit: usize) -> Vec<String> {
        let newest_first: Vec<_> = newest_first.iter().collect();
        let line = |phone: Phone<'_>| {
            let names = phone
                .entries
                .iter()
                .map(|entry| format!(" {}-{}", entry.message.sid, entry.nth));
            format!("{}:{}", phone.to, names.collect::<String>())
        };
        phones(&newest_first, limit).into_iter().map(line).collect()
    }

    #[test]
    fn one_phone_per_number_newest_first() {
        let newest_first = [message("+12", "c"), message("+13", "b"), message("+12", "a")];
        assert_eq!(drawn(&newest_first, 60), ["+12: c-1 a-1", "+13: b-1"]);
    }

    #[test]
    fn an_entry_keeps_its_name_when_newer_ones_arrive_and_older_ones_leave_the_page() {
        let newest_first = [message("+12", "a"), message("+12", "a"), message("+12", "a")];
        assert_eq!(drawn(&newest_first[1..], 60), ["+12: a-2 a-1"]);
        assert_eq!(drawn(&newest_first, 2), ["+12: a-3 a-2"]);
    }
}
