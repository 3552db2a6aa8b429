//! The code out of the text message, where the browser reads it (WebOTP, <https://wicg.github.io/web-otp/>).

use crate::effects::{effect, spawn};
use leptos::{
    prelude::*,
    wasm_bindgen::{JsCast, JsValue},
    web_sys::{
        AbortController,
        js_sys::{Function, JSON, Promise, Reflect},
    },
};
use wasm_bindgen_futures::JsFuture;

/// Hands the code to `then` when it arrives. Waits while nothing is sent, and no longer than the page shows the field.
pub(crate) fn read_messages(is_at_work: impl Fn() -> bool + 'static, then: impl Fn(String) + Copy + 'static) {
    let mut waiting = None;
    effect(move || {
        let next = if is_at_work() { None } else { Waiting::start(then) };
        // What waited before is dropped, and ends.
        drop(std::mem::replace(&mut waiting, next));
    });
}

/// Ends the question when it is dropped.
struct Waiting(AbortController);

impl Waiting {
    fn start(then: impl Fn(String) + 'static) -> Option<Self> {
        let controller = AbortController::new().ok()?;
        let answer = ask(&controller).ok().flatten()?;
        spawn(async move {
            // An error says that the person declined, or entered the code.
            let found = JsFuture::from(answer).await;
            if let Some(code) = found
                .and_then(|found| get(&found, "code"))
                .ok()
                .and_then(|code| code.as_string())
            {
                then(code);
            }
        });
        Some(Self(controller))
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// By name: the bindings of this would be unstable ones.
fn ask(controller: &AbortController) -> Result<Option<Promise>, JsValue> {
    let window = window();
    if !Reflect::has(&window, &"OTPCredential".into())? {
        return Ok(None);
    }
    let options = JSON::parse(r#"{"otp":{"transport":["sms"]}}"#)?;
    Reflect::set(&options, &"signal".into(), &controller.signal())?;
    let credentials = get(&get(&window, "navigator")?, "credentials")?;
    let question: Function = get(&credentials, "get")?.dyn_into()?;
    Ok(Some(question.call1(&credentials, &options)?.dyn_into()?))
}

fn get(object: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    Reflect::get(object, &name.into())
}
