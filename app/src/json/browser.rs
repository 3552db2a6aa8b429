use super::{FromJson, Json};
use leptos::{
    wasm_bindgen::{JsCast, JsValue},
    web_sys::js_sys::{Array, JSON, Reflect},
};

/// Reads this text in JSON. None where it is none, or something else.
pub(crate) fn read<T: FromJson>(text: &str) -> Option<T> {
    T::from_json(&JSON::parse(text).ok()?)
}

impl Json for JsValue {
    fn field(&self, name: &str) -> Option<Self> {
        let value = Reflect::get(self, &name.into()).ok()?;
        Some(value).filter(|value| !value.is_undefined())
    }

    fn elements(&self) -> Option<Vec<Self>> {
        let array: &Array = self.dyn_ref()?;
        Some(array.iter().collect())
    }

    fn text(&self) -> Option<String> {
        self.as_string()
    }

    fn number(&self) -> Option<f64> {
        self.as_f64()
    }

    fn flag(&self) -> Option<bool> {
        self.as_bool()
    }

    fn is_null(&self) -> bool {
        self.is_null()
    }
}
