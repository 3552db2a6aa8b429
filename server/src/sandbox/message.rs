use super::channel::Channel;
use serde::Serialize;

/// One SMS or call in the inbox. It holds a code and a full number, therefore it has no `Debug`.
#[derive(Clone, Serialize)]
pub(super) struct Message {
    /// The number, E.164.
    pub(super) to: String,
    pub(super) channel: Channel,
    pub(super) code: String,
    /// The text of the SMS, which may have several lines, or what the voice says.
    pub(super) body: String,
    /// The tag that was asked for or chosen; the text may be English all the same.
    pub(super) locale: String,
    /// Seconds since 1970.
    pub(super) sent_at: i64,
    /// The verification (`VE`) that the code belongs to.
    pub(super) sid: String,
}
