use super::{
    choice_form::{Choice, ChoiceForm},
    typed_along::TypedAlong,
};
use crate::{
    api::choose_theme::ChooseTheme,
    derived::{says, true_or_false, words, words_if},
    domain::Theme,
    piece::Piece,
    sign_in::SignIn,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// One button a theme. With script the page changes in place and keeps what was typed.
#[component]
pub fn ThemeSwitch() -> impl IntoView {
    let sign_in = SignIn::from_context();
    let choice = Choice {
        path: ChooseTheme::PATH,
        field: "theme",
        cookie: Theme::COOKIE,
        show: |sign_in, theme| theme.parse().map_or((), |theme| wear(sign_in, theme)),
    };
    let along = TypedAlong::on_this_page(sign_in);
    let action = along.action(choice.path);
    view! {
        <div class="switch" role="group" aria-label=says(|text| text.theme)>
            <ChoiceForm choice>
                {Theme::ALL
                    .map(|theme| {
                        Piece::of(view! {
                            <button
                                name=choice.field
                                value=theme.as_str()
                                form=words_if(move || along.form())
                                formaction=action.clone()
                                formnovalidate
                                aria-pressed=true_or_false(move || sign_in.theme() == theme)
                            >
                                {words(move || (sign_in.text().theme_name)(theme))}
                            </button>
                        })
                    })
                    .collect_view()}
            </ChoiceForm>
        </div>
    }
}

/// Shows what the server writes into the document that comes next.
fn wear(sign_in: SignIn, theme: Theme) {
    sign_in.wear(theme);
    let Some(root) = document().document_element() else {
        return;
    };
    // The attribute is always settable and removable; there is nothing to do if it were not.
    let _ = match theme.attribute() {
        Some(chosen) => root.set_attribute("data-theme", chosen),
        None => root.remove_attribute("data-theme"),
    };
    // They told the frame of the browser what the document was loaded with; without them it takes the colour of the page.
    while let Ok(Some(stale)) = document().query_selector("meta[name=theme-color]") {
        stale.remove();
    }
}
