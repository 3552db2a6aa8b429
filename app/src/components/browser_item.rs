use super::{moment::Moment, post_form::PostForm};
use crate::{
    api::forget_browser::ForgetBrowser, domain::RememberedBrowser, sign_in::SignIn, submission::Submission,
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
    let name = move || match &*device {
        "" => text().unknown_device.to_owned(),
        known => known.to_owned(),
    };
    let label = name.clone();
    let label = move || format!("{}: {}", text().forget, label());
    view! {
        <li>
            <strong>{name}</strong>
            <p class="facts">
                <span>{move || text().last_used} " " <Moment at=browser.last_used_at /></span>
                <span>{move || text().remembered_until} " " <Moment at=browser.expires_at /></span>
            </p>
            <PostForm submission=forget>
                <input type="hidden" name="browser" value=id />
                <button class="button small" aria-label=label>{move || text().forget}</button>
            </PostForm>
        </li>
    }
}
