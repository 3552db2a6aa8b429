//! What a page says, as a function of the signals it reads. Leptos makes code of its own for each type of function in a view;
//! these few types stand for all of them, or the bundle would be a quarter larger.

use crate::{sign_in::SignIn, text::Text};
use std::borrow::Cow;

/// A derived signal: worked out again when a signal that it reads changes.
pub type Derived<T> = Box<dyn Fn() -> T + Send + Sync>;

/// Words that follow the state or the language, for a place in the page or an attribute; nothing while there is nothing to say.
pub type Words = Derived<Option<Cow<'static, str>>>;

/// A string in the table of a language.
pub type Phrase = fn(&'static Text) -> &'static str;

/// The derived signal that this function computes.
pub fn derived<T>(value: impl Fn() -> T + Send + Sync + 'static) -> Derived<T> {
    Box::new(value)
}

/// What this function says.
pub fn words<T: Into<Cow<'static, str>>>(sentence: impl Fn() -> T + Send + Sync + 'static) -> Words {
    derived(move || Some(sentence().into()))
}

/// What this function says, if anything.
pub fn words_if<T: Into<Cow<'static, str>>>(
    sentence: impl Fn() -> Option<T> + Send + Sync + 'static,
) -> Words {
    derived(move || sentence().map(Into::into))
}

/// This string in the language of the page.
pub fn says(phrase: Phrase) -> Words {
    let sign_in = SignIn::from_context();
    words(move || phrase(sign_in.text()))
}

/// For attributes that say "true" or are absent.
pub fn true_if(condition: impl Fn() -> bool + Send + Sync + 'static) -> Words {
    words_if(move || condition().then_some("true"))
}

/// For attributes that are there or absent.
pub fn there_if(condition: impl Fn() -> bool + Send + Sync + 'static) -> Words {
    words_if(move || condition().then_some(""))
}

/// For attributes that say "true" or "false".
pub fn true_or_false(condition: impl Fn() -> bool + Send + Sync + 'static) -> Words {
    words(move || if condition() { "true" } else { "false" })
}
