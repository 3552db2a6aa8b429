//! The pages, one at a time.

use crate::{
    components::frame::Frame,
    domain::Page,
    navigation::Navigation,
    renewal::keep_true,
    sign_in::{PageStart, SignIn},
    views::{
        account::AccountPage, choose_password::ChoosePasswordPage, confirm::ConfirmPage,
        password::PasswordPage, phone::PhonePage, recovery_codes::RecoveryCodesPage, sessions::SessionsPage,
        sign_in::SignInPage, verify::VerifyPage,
    },
};
use leptos::{either::EitherOf9, prelude::*};

/// The whole portal. On the server it starts from the [`PageStart`] in context, in the browser from the one in the page.
#[component]
pub fn App(
    /// The page that was asked for.
    page: Page,
) -> impl IntoView {
    let start = SharedValue::new(|| use_context::<PageStart>().unwrap_or_default());
    let sign_in = SignIn::new(start.into_inner());
    let navigation = Navigation::start(page);
    provide_context(sign_in);
    provide_context(navigation);
    sign_in.guard_pages(navigation);
    sign_in.name_document(navigation);
    keep_true(sign_in, navigation);
    // The same page again keeps what was typed.
    let page = Memo::new(move |_| navigation.page());
    view! {
        <Frame>
            {move || match page.get() {
                Page::SignIn => EitherOf9::A(view! { <SignInPage /> }),
                Page::Verify => EitherOf9::B(view! { <VerifyPage /> }),
                Page::Account => EitherOf9::C(view! { <AccountPage /> }),
                Page::Confirm => EitherOf9::D(view! { <ConfirmPage /> }),
                Page::Phone => EitherOf9::E(view! { <PhonePage /> }),
                Page::Password => EitherOf9::F(view! { <PasswordPage /> }),
                Page::RecoveryCodes => EitherOf9::G(view! { <RecoveryCodesPage /> }),
                Page::Sessions => EitherOf9::H(view! { <SessionsPage /> }),
                Page::ChoosePassword => EitherOf9::I(view! { <ChoosePasswordPage /> }),
            }}
        </Frame>
    }
}
