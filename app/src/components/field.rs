use crate::{
    derived::{Words, there_if, true_if, words, words_if},
    domain::Notice,
    piece::Piece,
    sign_in::SignIn,
};
use leptos::{html::Input, prelude::*};

/// Where a fault of a field is told: the one region of the page that says what happened.
pub const NOTICE_ID: &str = "notice";

/// What is typed into a field. Browsers and password managers go by it (WCAG 2.2, 1.3.5).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum FieldKind {
    /// Who signs in.
    UserId,
    /// The password that counts.
    CurrentPassword,
    /// One that is to count.
    NewPassword,
    /// A number.
    Phone,
    /// The secret of a link.
    Token,
    /// A code for the day the phone is lost.
    RecoveryCode,
}

impl FieldKind {
    fn autocomplete(self) -> &'static str {
        match self {
            Self::UserId => "username",
            Self::CurrentPassword => "current-password",
            Self::NewPassword => "new-password",
            Self::Phone => "tel",
            Self::Token | Self::RecoveryCode => "off",
        }
    }

    fn input_type(self) -> &'static str {
        match self {
            Self::Phone => "tel",
            Self::CurrentPassword | Self::NewPassword => "password",
            _ => "text",
        }
    }

    fn capitals(self) -> Option<&'static str> {
        match self {
            Self::UserId | Self::Token => Some("none"),
            Self::RecoveryCode => Some("characters"),
            _ => None,
        }
    }

    fn spellcheck(self) -> Option<&'static str> {
        self.capitals().map(|_| "false")
    }

    fn is_at_fault(self, notice: Notice) -> bool {
        match self {
            Self::Phone => notice.is_about_phone(),
            Self::NewPassword => notice.is_about_new_password(),
            Self::RecoveryCode => notice.is_about_recovery_code(),
            Self::Token => notice == Notice::LinkUnusable,
            // Nobody learns which of the two was wrong, so both are.
            Self::UserId | Self::CurrentPassword => notice == Notice::WrongPassword,
        }
    }
}

/// A field with its label, its hint, and the tie to what is said about it.
#[component]
pub fn Field(
    /// Its name in the form, and its `id`.
    name: &'static str,
    /// What is typed there.
    kind: FieldKind,
    /// Its label.
    label: Words,
    /// An example or a rule.
    #[prop(optional_no_strip)]
    hint: Option<Words>,
    /// What stands there at first.
    #[prop(optional)]
    value: String,
    /// Where the form may be sent without it. It must be filled in where nothing is said.
    #[prop(optional)]
    required: Option<Words>,
    /// True while the secret can be read.
    #[prop(optional)]
    shown: RwSignal<bool>,
    /// For whoever changes what stands there.
    #[prop(optional)]
    node_ref: NodeRef<Input>,
) -> impl IntoView {
    let sign_in = SignIn::from_context();
    let at_fault = move || sign_in.notice().is_some_and(|notice| kind.is_at_fault(notice));
    let hint_id = hint.as_ref().map(|_| name.to_owned() + "_hint");
    let described_by = {
        let hint_id = hint_id.clone();
        words_if(move || match (at_fault(), &hint_id) {
            (true, Some(hint_id)) => Some(NOTICE_ID.to_owned() + " " + hint_id),
            (true, None) => Some(NOTICE_ID.to_owned()),
            (false, hint_id) => hint_id.clone(),
        })
    };
    view! {
        <label for=name>{label}</label>
        <input
            id=name
            name=name
            type=words(move || if shown.get() { "text" } else { kind.input_type() })
            value=Some(value).filter(|value| !value.is_empty())
            node_ref=node_ref
            autocomplete=kind.autocomplete()
            autocapitalize=kind.capitals()
            spellcheck=kind.spellcheck()
            aria-invalid=true_if(move || at_fault())
            aria-describedby=described_by
            required=required.unwrap_or_else(|| there_if(|| true))
        />
        {Piece::if_some(hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> }))}
    }
}
