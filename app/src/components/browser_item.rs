use super::{moment::Moment, post_form::PostForm, session_item::device_name};
use crate::{
    api::forget_browser::ForgetBrowser,
    derived::{says, words},
    domain::RememberedBrowser,
    sign_in::SignIn,
    submission::Submission,
};
use leptos::prelude::*;

/// A browser that stands for the code at sign-in.
#[component]
pub fn BrowserItem(
    /// The browser.
    browser: RememberedBrowser,
) -> impl IntoView {
    let forget = Submission::to::<ForgetBrowser>();
    let text = move || &SignIn::from_context().text().sessions;
    let RememberedBrowser { id, device, .. } = browser;
    let device = device_name(device);
    let name = device.clone();
    let label = words(move || format!("{}: {}", text().forget, device()));
    view! {
        <li>
            <strong>{words(name)}</strong>
            <p class="facts">
                <span>{says(|text| text.sessions.last_used)} " " <Moment at=browser.last_used_at /></span>
                <span>{says(|text| text.sessions.remembered_until)} " " <Moment at=browser.expires_at /></span>
            </p>
            <PostForm submission=forget>
                <input type="hidden" name="browser" value=id />
                <button class="button small" aria-label=label>{says(|text| text.sessions.forget)}</button>
            </PostForm>
        </li>
    }
}
