use super::{
    Web,
    guard::{see_other, with_cookies},
    headers::WITHOUT_SCRIPT,
    plain_page::{busy_page, unavailable_page},
    portal::log,
};
use crate::auth::{AuthError, Making, NewRecoveryCodes, Outcome};
use app::{
    domain::{Page, Told, Typed, View},
    page_start::PageStart,
    shell::recovery_codes::{PrintedCodes, recovery_codes_shell},
};
use axum::{
    Router,
    extract::State,
    http::{header, request::Parts},
    response::{Html, IntoResponse, Response},
    routing::post,
};
use leptos::prelude::RenderHtml;

/// The one form whose answer is a page and no redirect: codes that are shown once have no place to wait in.
pub(super) fn routes<S>(web: &Web) -> Router<S> {
    Router::new()
        .route(Page::RecoveryCodes.path(), post(make))
        .with_state(web.clone())
}

async fn make(State(web): State<Web>, request: Parts) -> Response {
    let visitor = web.visitor(&request.headers, &request.extensions);
    let made = match web.auth.make_recovery_codes(&visitor).await {
        Ok(Making::Made(codes)) => {
            return web.shown_once(
                &codes,
                web.page_start(&request.headers, View::default(), Typed::default()),
            );
        }
        Ok(Making::Refused(outcome)) => web.elsewhere(&request, *outcome).await,
        Err(error) => Err(error),
    };
    made.unwrap_or_else(|error| {
        log(&error);
        if error.is_overload() {
            busy_page()
        } else {
            unavailable_page()
        }
    })
}

impl Web {
    fn shown_once(&self, made: &NewRecoveryCodes, start: PageStart) -> Response {
        let grouped: Vec<_> = made.codes.iter().map(|code| code.grouped()).collect();
        let printed = PrintedCodes {
            codes: grouped.iter().map(|code| code.as_str()).collect(),
            user_id: &made.username,
            made_at: made.made_at,
        };
        let page = recovery_codes_shell(&self.assets.addresses, start, &printed).to_html();
        ([(header::CONTENT_SECURITY_POLICY, WITHOUT_SCRIPT)], Html(page)).into_response()
    }

    /// A redirect with what there is to say, as after every other form.
    async fn elsewhere(&self, request: &Parts, outcome: Outcome) -> Result<Response, AuthError> {
        let page = outcome.view.page();
        let told = outcome.view.notice.map(|notice| Told {
            notice,
            until: outcome.view.until,
        });
        let asked = Page::RecoveryCodes.path();
        let mut cookies: Vec<_> = self.return_cookie(asked, page).into_iter().collect();
        match (told, self.cookies().session(&request.headers)) {
            (Some(told), Some(session)) if page != Page::SignIn => {
                self.auth.keep_notice(&session, told).await?;
            }
            // The page that comes next finds out by itself that a session ended.
            _ => cookies.clear(),
        }
        Ok(with_cookies(see_other(page.path()), cookies))
    }
}
