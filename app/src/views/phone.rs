use super::confirm::challenge_of;
use crate::{
    api::change_phone::ChangePhone,
    components::{
        channel_button::ChannelButton, code_steps::CodeSteps, notice_line::NoticeLine,
        phone_field::PhoneField, post_form::PostForm,
    },
    domain::{AuthState, Channel, Page, Purpose, typed_form::TYPED_FORM},
    sign_in::SignIn,
    submission::Submission,
};
use leptos::prelude::*;

/// `/account/phone`: another number, proven by a code, as at the first sign-in.
#[component]
pub fn PhonePage() -> impl IntoView {
    let sign_in = SignIn::from_context();
    let text = move || &sign_in.text().phone;
    let open = Memo::new(move |_| challenge_of(sign_in, Purpose::NewPhone));
    let challenge = Memo::new(move |_| open.get().unwrap_or_default());
    let begun = Memo::new(move |_| open.with(Option::is_some));
    let phone = move || match sign_in.state() {
        AuthState::SignedIn(account) => account.phone.map(|phone| phone.to_string()),
        _ => None,
    };
    view! {
        <h1>{move || text().title}</h1>
        <p class="lead">{move || (text().lead)(&phone().unwrap_or_else(|| "-".into()))}</p>
        <NoticeLine />
        <Show when=move || begun.get() fallback=NewPhoneForm>
            <CodeSteps challenge page=Page::Phone />
        </Show>
        <p>
            <a href="/account">{move || text().back}</a>
        </p>
    }
}

#[component]
fn NewPhoneForm() -> impl IntoView {
    let sign_in = SignIn::from_context();
    let change = Submission::to::<ChangePhone>();
    let again = Memo::new(|_| false);
    let button = move |channel| view! { <ChannelButton channel submission=change again /> };
    view! {
        <PostForm submission=change id=TYPED_FORM>
            <PhoneField
                label=Box::new(move || sign_in.text().phone.new_phone)
                hint=Box::new(move || sign_in.text().verify.phone_hint.into())
                required=Box::new(|| true)
            />
            <div class="channels">{[Channel::Sms, Channel::Call].map(button).collect_view()}</div>
        </PostForm>
    }
}
