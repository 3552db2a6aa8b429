//! Reads what the server says. The browser has a parser for JSON: one of our own, with `serde` behind it, would be a tenth of the
//! bundle.

mod browser;
mod pages;
mod words;

pub(crate) use browser::read;

/// A value in JSON, whoever parsed it.
pub(crate) trait Json: Sized {
    /// What an object holds under this name.
    fn field(&self, name: &str) -> Option<Self>;
    /// The elements of an array.
    fn elements(&self) -> Option<Vec<Self>>;
    fn text(&self) -> Option<String>;
    fn number(&self) -> Option<f64>;
    fn flag(&self) -> Option<bool>;
    fn is_null(&self) -> bool;

    /// The same, as what it must be.
    fn read<T: FromJson>(&self, name: &str) -> Option<T> {
        T::from_json(&self.field(name)?)
    }
}

/// What can be read from JSON.
pub(crate) trait FromJson: Sized {
    /// None where it is something else.
    fn from_json(json: &impl Json) -> Option<Self>;
}

impl FromJson for String {
    fn from_json(json: &impl Json) -> Option<Self> {
        json.text()
    }
}

impl FromJson for bool {
    fn from_json(json: &impl Json) -> Option<Self> {
        json.flag()
    }
}

/// Times and counts, all far below 2⁵³.
macro_rules! number {
    ($($number:ty)*) => {$(
        impl FromJson for $number {
            fn from_json(json: &impl Json) -> Option<Self> {
                json.number().map(|number| number as Self)
            }
        }
    )*};
}

number!(i64 u16 usize);

impl<T: FromJson> FromJson for Option<T> {
    fn from_json(json: &impl Json) -> Option<Self> {
        if json.is_null() {
            return Some(None);
        }
        T::from_json(json).map(Some)
    }
}

impl<T: FromJson> FromJson for Box<T> {
    fn from_json(json: &impl Json) -> Option<Self> {
        T::from_json(json).map(Self::new)
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(json: &impl Json) -> Option<Self> {
        json.elements()?.iter().map(T::from_json).collect()
    }
}

#[cfg(test)]
mod tests;
