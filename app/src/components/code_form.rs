use super::{post_form::PostForm, sent_code_facts::SentCodeFacts, show::Show, submit_button::SubmitButton};
use crate::{
    api::check_code::{CheckCode, REMEMBER},
    derived::{says, true_if, words, words_if},
    domain::{Challenge, Code, Notice, typed_text::without_separators},
    effects::effect,
    message_code::read_messages,
    sign_in::SignIn,
    submission::Submission,
};
use leptos::{
    ev::Event,
    html::Input,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{HtmlInputElement, InputEvent},
};

/// Takes the code. One real input: six boxes would break autofill and pasting. With script it is sent as soon as it is complete.
#[component]
pub fn CodeForm(
    /// The challenge of this session.
    challenge: Memo<Challenge>,
    /// The field.
    field: NodeRef<Input>,
) -> impl IntoView {
    let sign_in = SignIn::from_context();
    let check = Submission::to::<CheckCode>();
    let length = Memo::new(move |_| challenge.with(|challenge| challenge.code_length));
    let sent_by_itself = StoredValue::new(String::new());
    let take = move || {
        if let Some(input) = field.try_get_untracked().flatten() {
            take_typed(&input, length.get_untracked(), check, sent_by_itself);
        }
    };
    effect(move || {
        if check.answered() > 0 {
            start_over(field);
        }
    });
    read_messages(
        move || check.pending(),
        move |code| {
            if let Some(input) = field.try_get_untracked().flatten() {
                input.set_value(&code);
                take();
            }
        },
    );
    let is_wrong = move || matches!(sign_in.notice(), Some(Notice::WrongCode | Notice::MalformedCode));
    view! {
        <PostForm submission=check>
            <SentCodeFacts challenge />
            // Above the field, which is sent before anyone sees what stands below.
            <RememberChoice challenge />
            <div class="field">
                <label for="code">{says(|text| text.verify.code)}</label>
                <input
                    id="code"
                    class=words(move || format!("code of-{}", length.get()))
                    name="code"
                    node_ref=field
                    inputmode="numeric"
                    autocomplete="one-time-code"
                    autocapitalize="off"
                    spellcheck="false"
                    aria-invalid=true_if(move || is_wrong())
                    aria-describedby=words(move || if is_wrong() { "notice code_facts" } else { "code_facts" })
                    on:input=move |event| {
                        if !is_composing(&event) {
                            take();
                        }
                    }
                    on:compositionend=move |_| take()
                    required
                />
            </div>
            <SubmitButton
                submission=check
                label=|text| text.verify.check
                busy_label=|text| text.verify.checking
            />
        </PostForm>
    }
}

/// Absent where the operator does not offer it. A confirmation or another phone is no sign-in.
#[component]
fn RememberChoice(challenge: Memo<Challenge>) -> impl IntoView {
    let text = move || &SignIn::from_context().text().verify;
    let days = Memo::new(move |_| challenge.with(Challenge::offered_days));
    let is_offered = Memo::new(move |_| days.get().is_some());
    view! {
        <Show when=is_offered>
            <label class="choice">
                <input type="checkbox" name="remember" value=REMEMBER aria-describedby="remember_hint" />
                <span>{words_if(move || days.get().map(text().remember))}</span>
            </label>
            <p class="hint" id="remember_hint">{says(|text| text.verify.remember_hint)}</p>
        </Show>
    }
}

/// An input method shows what it may become.
fn is_composing(event: &Event) -> bool {
    event
        .dyn_ref::<InputEvent>()
        .is_some_and(InputEvent::is_composing)
}

/// Shows the digits of what was typed or pasted, and sends them when they are complete: never twice by itself, so that a wrong
/// code does not cost a second try.
fn take_typed(
    input: &HtmlInputElement,
    length: usize,
    check: Submission,
    sent_by_itself: StoredValue<String>,
) {
    let typed = input.value();
    let code = Code::read(&typed, length).ok();
    let Some(code) = code.filter(|code| code.as_str().len() == length) else {
        let digits = without_separators(&typed);
        if digits != typed && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            input.set_value(&digits);
        }
        return;
    };
    let digits = code.as_str();
    if digits != typed {
        input.set_value(digits);
    }
    if check.is_pending_now() || sent_by_itself.with_value(|sent| sent == digits) {
        return;
    }
    sent_by_itself.set_value(digits.to_owned());
    if let Some(form) = input.form() {
        // An old browser without this waits for the button.
        let _ = form.request_submit();
    }
}

/// A code that was checked is of no more use: the next one is typed into an empty field.
fn start_over(field: NodeRef<Input>) {
    if let Some(input) = field.get_untracked() {
        input.set_value("");
        // Focus is a comfort; a browser that refuses it changes nothing.
        let _ = input.focus();
    }
}
