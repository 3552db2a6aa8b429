//! Pages for what cannot be answered otherwise.

use crate::text::PlainPageText;

pub(super) const UNAVAILABLE: PlainPageText = PlainPageText {
    title: "Sign-in is not available now",
    lead: "Please reload this page in a moment.",
};

pub(super) const BUSY: PlainPageText = PlainPageText {
    title: "Many people are signing in right now",
    lead: "Nothing was done. Please reload this page in a moment.",
};

pub(super) const OTHER_ORIGIN: PlainPageText = PlainPageText {
    title: "This request is not accepted",
    lead: "It came from another site. Please start again from the sign-in page.",
};

pub(super) const MALFORMED: PlainPageText = PlainPageText {
    title: "This request is not accepted",
    lead: "It is not one that our pages make. Please start again from the sign-in page.",
};

pub(super) const TOO_LARGE: PlainPageText = PlainPageText {
    title: "That was too long",
    lead: "Please go back and type less.",
};

pub(super) const TOO_SLOW: PlainPageText = PlainPageText {
    title: "That took too long",
    lead: "It did not arrive completely. Please go back and try again.",
};
