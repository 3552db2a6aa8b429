use crate::{api::send_code::SendCode, domain::Channel, sign_in::SignIn};
use leptos::prelude::*;

/// Sends a code by one channel; the channel travels as the pressed button's value.
#[component]
pub fn ChannelButton(
    /// The channel.
    channel: Channel,
    /// The action of the form around it.
    send: ServerAction<SendCode>,
    /// True after the first send.
    again: Memo<bool>,
) -> impl IntoView {
    let text = move || &SignIn::from_context().text().verify;
    let at_work = move || {
        send.pending().get()
            && send.input().with(|input| {
                input
                    .as_ref()
                    .is_some_and(|input| input.channel == channel.as_str())
            })
    };
    let label = move || match (at_work(), again.get()) {
        (true, _) => text().sending,
        (false, false) => (text().send)(channel),
        (false, true) => (text().send_again)(channel),
    };
    view! {
        <button
            class="button channel"
            class:primary=move || !again.get()
            name="channel"
            value=channel.as_str()
            aria-disabled=move || send.pending().get().then_some("true")
        >
            {label}
        </button>
    }
}
