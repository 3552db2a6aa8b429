//! The pages and their paths.

use crate::{
    components::frame::Frame,
    sign_in::{PageStart, SignIn},
    views::{
        account::AccountPage, choose_password::ChoosePasswordPage, confirm::ConfirmPage, not_found::NotFound,
        password::PasswordPage, phone::PhonePage, recovery_codes::RecoveryCodesPage, sessions::SessionsPage,
        sign_in::SignInPage, verify::VerifyPage,
    },
};
use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    components::{FlatRoutes, Route, Router},
    path,
};

/// The whole portal. On the server it starts from the [`PageStart`] in context, in the browser from the one in the page.
///
/// Every route is rendered whole before it is sent: without script nobody could fill in the rest.
#[component]
pub fn App() -> impl IntoView {
    let start = SharedValue::new(|| use_context::<PageStart>().unwrap_or_default());
    let sign_in = SignIn::new(start.into_inner());
    provide_context(sign_in);
    view! {
        <Router>
            <Pages sign_in />
        </Router>
    }
}

#[component]
fn Pages(sign_in: SignIn) -> impl IntoView {
    sign_in.guard_pages();
    sign_in.name_document();
    view! {
        <Frame>
            <FlatRoutes fallback=NotFound>
                <Route path=path!("/") view=SignInPage ssr=SsrMode::Async />
                <Route path=path!("/verify") view=VerifyPage ssr=SsrMode::Async />
                <Route path=path!("/account") view=AccountPage ssr=SsrMode::Async />
                <Route path=path!("/account/sessions") view=SessionsPage ssr=SsrMode::Async />
                <Route path=path!("/account/confirm") view=ConfirmPage ssr=SsrMode::Async />
                <Route path=path!("/account/phone") view=PhonePage ssr=SsrMode::Async />
                <Route path=path!("/account/password") view=PasswordPage ssr=SsrMode::Async />
                <Route path=path!("/account/recovery-codes") view=RecoveryCodesPage ssr=SsrMode::Async />
                <Route path=path!("/choose-password") view=ChoosePasswordPage ssr=SsrMode::Async />
            </FlatRoutes>
        </Frame>
    }
}
