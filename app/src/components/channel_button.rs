use crate::{
    derived::{derived, true_if, words},
    domain::Channel,
    sign_in::SignIn,
    submission::Submission,
};
use leptos::prelude::*;

/// Sends a code by one channel; the channel travels as the pressed button's value.
#[component]
pub fn ChannelButton(
    /// The channel.
    channel: Channel,
    /// The form around it.
    submission: Submission,
    /// True after the first send.
    again: Memo<bool>,
) -> impl IntoView {
    let text = move || &SignIn::from_context().text().verify;
    let at_work = move || submission.pending() && submission.pressed().as_deref() == Some(channel.as_str());
    let name = move || match again.get() {
        false => (text().send)(channel),
        true => (text().send_again)(channel),
    };
    let labels = move || match at_work() {
        true => (text().sending, name()),
        false => (name(), text().sending),
    };
    view! {
        <button
            class="button channel"
            class:primary=derived(move || !again.get())
            name="channel"
            value=channel.as_str()
            aria-disabled=true_if(move || submission.pending())
            aria-busy=true_if(move || at_work())
            data-other-label=words(move || labels().1)
        >
            {words(move || labels().0)}
        </button>
    }
}
