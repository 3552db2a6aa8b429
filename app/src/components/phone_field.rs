use super::{
    country_select::CountrySelect,
    field::{Field, FieldKind},
};
use crate::{
    derived::Words,
    domain::grouped_digits::{behind_digits, count_digits, grouped},
    piece::Piece,
    sign_in::SignIn,
};
use leptos::{
    ev::Event,
    html::{Div, Input},
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{HtmlDivElement, HtmlInputElement, InputEvent},
};

/// Takes a number: national in the chosen country, or international. The server judges it, by the library that sends to it.
#[component]
pub fn PhoneField(
    /// Label of the number.
    label: Words,
    /// An example under it.
    hint: Words,
    /// False where an empty field repeats the number.
    required: Words,
) -> impl IntoView {
    let sign_in = SignIn::from_context();
    let country = sign_in.country();
    let field = NodeRef::<Div>::new();
    let input = NodeRef::<Input>::new();
    let tidy = move |event: Event| {
        if let (Some(field), Some(input)) = (field.get_untracked(), input.get_untracked()) {
            let usual = sign_in.country().calling_code;
            group(&input, calling_code(&field).unwrap_or(usual), &event);
        }
    };
    view! {
        <div class="phone" node_ref=field on:input=tidy on:compositionend=move |event| tidy(event.into())>
            {if country.is_choice {
                Piece::of(view! { <CountrySelect /> })
            } else {
                Piece::of(view! { <input type="hidden" name="country" value=country.code.clone() /> })
            }}
            <div class="field number">
                {Piece::if_some((!country.is_choice).then(|| view! { <span class="calling-code">"+" {country.calling_code}</span> }))}
                <Field
                    name="contact_to"
                    kind=FieldKind::Phone
                    label
                    hint=Some(hint)
                    required
                    value=sign_in.take_typed().contact_to
                    node_ref=input
                />
            </div>
        </div>
    }
}

/// The one of the chosen country, as it stands behind its name.
fn calling_code(field: &HtmlDivElement) -> Option<u16> {
    let chosen = field.query_selector("option:checked").ok()??.text_content()?;
    chosen.rsplit_once('+')?.1.parse().ok()
}

/// Puts the digits into groups and the caret back to its digit. While an input method composes, the text is its own.
fn group(input: &HtmlInputElement, calling_code: u16, event: &Event) {
    let press = event.dyn_ref::<InputEvent>();
    if press.is_some_and(InputEvent::is_composing) {
        return;
    }
    let typed = input.value();
    let Some(text) = grouped(&typed, calling_code).filter(|text| *text != typed) else {
        return;
    };
    let caret = input.selection_start().ok().flatten().unwrap_or(u32::MAX);
    let before: String = typed
        .chars()
        .take(usize::try_from(caret).unwrap_or(usize::MAX))
        .collect();
    let digits = count_digits(&before);
    let mut place = behind_digits(&text, digits);
    // Delete took the separator behind the caret, which is there again: the next one must take the digit.
    if press.is_some_and(|press| press.input_type() == "deleteContentForward") && digits < count_digits(&text)
    {
        place = behind_digits(&text, digits + 1) - 1;
    }
    input.set_value(&text);
    // A field that has lost the focus has no caret to move.
    if let Ok(place) = u32::try_from(place) {
        let _ = input.set_selection_range(place, place);
    }
}
