use crate::{
    derived::says,
    domain::Language,
    effects::{effect, spawn},
    fetch::fetch,
    sign_in::SignIn,
};
use leptos::{html::Select, prelude::*};
use web_sys::RequestInit;

/// Chooses a country by its name. The names are not in the bundle: the server writes them into the page, and is asked for them
/// where a page came into being without it, or changes its language. Until it answers, the country that was chosen last is there.
#[component]
pub fn CountrySelect() -> impl IntoView {
    let sign_in = SignIn::from_context();
    let select = NodeRef::<Select>::new();
    let mut before = None;
    effect(move || {
        let language = sign_in.language();
        let has_list = select.get().is_some_and(|select| select.length() > 1);
        let is_other = before.replace(language).is_some_and(|before| before != language);
        if !has_list || is_other {
            spawn(fill(sign_in, select, language));
        }
    });
    view! {
        <div class="field">
            <label for="country">{says(|text| text.verify.country)}</label>
            <select id="country" name="country" node_ref=select inner_html=options(sign_in)></select>
        </div>
    }
}

#[cfg(feature = "ssr")]
fn options(sign_in: SignIn) -> String {
    crate::port::portal().map_or_else(|_| last_chosen(sign_in), |portal| portal.country_options())
}

// Hydration leaves what the server wrote.
#[cfg(not(feature = "ssr"))]
fn options(sign_in: SignIn) -> String {
    last_chosen(sign_in)
}

fn last_chosen(sign_in: SignIn) -> String {
    let country = sign_in.country();
    let name = country.name(sign_in.language_now());
    let (code, calling_code) = (&country.code, country.calling_code);
    format!(r#"<option value="{code}">{name} +{calling_code}</option>"#)
}

/// Writes the list of this language into the field, and keeps the choice. Without an answer what is there stays: it can be sent.
async fn fill(sign_in: SignIn, select: NodeRef<Select>, language: Language) {
    let Some(options) = ask(language).await else {
        return;
    };
    let Some(Some(select)) = select.try_get_untracked() else {
        return;
    };
    if sign_in.language_now() != language {
        return;
    }
    let chosen = Some(select.value()).filter(|_| select.length() > 1);
    select.set_inner_html(&options);
    if let Some(chosen) = chosen {
        select.set_value(&chosen);
    }
}

async fn ask(language: Language) -> Option<String> {
    let path = format!("/countries/{}", language.as_str());
    let answer = fetch(&path, &RequestInit::new()).await?;
    Some(answer.text).filter(|_| answer.is_ok)
}
