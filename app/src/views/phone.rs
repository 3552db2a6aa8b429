use super::confirm::challenge_of;
use crate::{
    api::change_phone::ChangePhone,
    components::{
        channel_button::ChannelButton, code_steps::CodeSteps, notice_line::NoticeLine,
        phone_field::PhoneField, post_form::PostForm, show::Show,
    },
    derived::{says, there_if, words},
    domain::{Account, Channel, Page, Purpose, typed_form::TYPED_FORM},
    piece::Piece,
    sign_in::SignIn,
    submission::Submission,
};
use leptos::prelude::*;

/// `/account/phone`: another number, proven by a code, as at the first sign-in.
#[component]
pub fn PhonePage() -> impl IntoView {
    let sign_in = SignIn::from_context();
    let text = move || &sign_in.text().phone;
    let open = move || challenge_of(sign_in, Purpose::NewPhone);
    let challenge = Memo::new(move |_| open().unwrap_or_default());
    let begun = Memo::new(move |_| open().is_some());
    let phone = |account: &Account| account.phone.as_ref().map(ToString::to_string);
    let phone = move || sign_in.with_account(phone).flatten();
    view! {
        <h1>{says(|text| text.phone.title)}</h1>
        <p class="lead">{words(move || (text().lead)(&phone().unwrap_or_else(|| "-".into())))}</p>
        <NoticeLine />
        <Show when=begun fallback=NewPhoneForm>
            <CodeSteps challenge page=Page::Phone />
        </Show>
        <p class="hint">{says(|text| text.phone.risk)}</p>
        <p>
            <a href="/account">{says(|text| text.phone.back)}</a>
        </p>
    }
}

#[component]
fn NewPhoneForm() -> impl IntoView {
    let change = Submission::to::<ChangePhone>();
    let again = Memo::new(|_| false);
    let button = move |channel| Piece::of(view! { <ChannelButton channel submission=change again /> });
    view! {
        <PostForm submission=change id=TYPED_FORM>
            <PhoneField
                label=says(|text| text.phone.new_phone)
                hint=says(|text| text.verify.phone_hint)
                required=there_if(|| true)
            />
            <div class="channels">{[Channel::Sms, Channel::Call].map(button).collect_view()}</div>
        </PostForm>
    }
}
