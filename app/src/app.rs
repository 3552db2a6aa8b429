//! The pages, one at a time.

use crate::{
    components::frame::Frame,
    derived::derived,
    domain::Page,
    navigation::Navigation,
    page_start::PageStart,
    piece::Piece,
    renewal::keep_true,
    sign_in::SignIn,
    views::{
        account::AccountPage, choose_password::ChoosePasswordPage, confirm::ConfirmPage,
        password::PasswordPage, phone::PhonePage, recovery_codes::RecoveryCodesPage, sessions::SessionsPage,
        sign_in::SignInPage, verify::VerifyPage,
    },
};
use leptos::prelude::*;

/// The whole portal. On the server it starts from the [`PageStart`] in context, in the browser from the one in the page.
#[component]
pub fn App(
    /// The page that was asked for.
    page: Page,
) -> impl IntoView {
    let sign_in = SignIn::new(PageStart::handed_over());
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
            {derived(move || match page.get() {
                Page::SignIn => Piece::of(view! { <SignInPage /> }),
                Page::Verify => Piece::of(view! { <VerifyPage /> }),
                Page::Account => Piece::of(view! { <AccountPage /> }),
                Page::Confirm => Piece::of(view! { <ConfirmPage /> }),
                Page::Phone => Piece::of(view! { <PhonePage /> }),
                Page::Password => Piece::of(view! { <PasswordPage /> }),
                Page::RecoveryCodes => Piece::of(view! { <RecoveryCodesPage /> }),
                Page::Sessions => Piece::of(view! { <SessionsPage /> }),
                Page::ChoosePassword => Piece::of(view! { <ChoosePasswordPage /> }),
            })}
        </Frame>
    }
}
