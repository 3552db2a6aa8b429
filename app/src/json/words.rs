//! Words: closed lists, by their names.

use super::{FromJson, Json};
use crate::{
    domain::{ActivityKind, Channel, Factor, Language, Notice, Page, Purpose, Role, Theme},
    error::AppError,
};

macro_rules! words {
    ($($word:ty)*) => {$(
        impl FromJson for $word {
            fn from_json(json: &impl Json) -> Option<Self> {
                json.text()?.parse().ok()
            }
        }
    )*};
}

words!(ActivityKind Channel Factor Language Notice Page Purpose Role Theme AppError);
