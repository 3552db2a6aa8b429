use super::{channel_button::ChannelButton, phone_field::PhoneField, post_form::PostForm, show::Show};
use crate::{
    api::send_code::SendCode,
    derived::{there_if, words},
    domain::{Challenge, Channel, typed_form::TYPED_FORM},
    effects::effect,
    piece::{Piece, part},
    sign_in::SignIn,
    submission::Submission,
};
use leptos::{prelude::*, wasm_bindgen::JsCast, web_sys::HtmlInputElement};

/// Chooses the channel and, while no phone is on file, the number. Carries the `turn` that the page showed.
#[component]
pub fn SendForm(
    /// The challenge of this session.
    challenge: Memo<Challenge>,
) -> impl IntoView {
    let send = Submission::to::<SendCode>();
    let takes_number = Memo::new(move |_| challenge.with(Challenge::takes_number));
    let again = Memo::new(move |_| challenge.with(|challenge| challenge.sent.is_some()));
    let call_first = Memo::new(move |_| challenge.with(Challenge::call_first));
    let order = move || match call_first.get() {
        false => [Channel::Sms, Channel::Call],
        true => [Channel::Call, Channel::Sms],
    };
    empty_after_send(challenge);
    view! {
        <PostForm submission=send id=TYPED_FORM>
            <input type="hidden" name="turn" value=words(move || challenge.with(|challenge| challenge.turn.to_string())) />
            <Show when=takes_number>
                <NumberField challenge />
            </Show>
            <div class="channels">
                {part(move || order().map(|channel| Piece::of(view! { <ChannelButton channel submission=send again /> })).collect_view())}
            </div>
        </PostForm>
    }
}

/// A number that a code went to stands above; in the field it would be the same number for "another one".
fn empty_after_send(challenge: Memo<Challenge>) {
    let mut before = None;
    effect(move || {
        let turn = challenge.with(|challenge| challenge.turn);
        let has_risen = before.replace(turn).is_some_and(|before| before != turn);
        if has_risen && challenge.with(|challenge| challenge.sent.is_some()) {
            let field = document().get_element_by_id("contact_to");
            if let Some(input) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
                input.set_value("");
            }
        }
    });
}

#[component]
fn NumberField(challenge: Memo<Challenge>) -> impl IntoView {
    let text = move || &SignIn::from_context().text().verify;
    let known = Memo::new(move |_| challenge.with(|challenge| challenge.phone.is_some()));
    let again = Memo::new(move |_| challenge.with(|challenge| challenge.number_again().cloned()));
    let label = words(move || {
        if known.get() {
            text().other_number
        } else {
            text().phone_number
        }
    });
    let hint = words(move || {
        again.with(|again| match again {
            Some(phone) => (text().other_number_hint)(&phone.to_string()),
            None => text().phone_hint.into(),
        })
    });
    let required = there_if(move || again.with(Option::is_none));
    view! { <PhoneField label hint required /> }
}
