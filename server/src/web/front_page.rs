use super::{
    Web, constant_page::ConstantPage, language::language, odd_requests::oddity, request_log::log_constant,
};
use app::domain::{Language, Page, Theme};
use axum::{
    Router,
    body::Body,
    extract::Request,
    http::{HeaderMap, Method, Uri, header},
    response::Response,
};
use std::{convert::Infallible, sync::Arc};
use tokio::sync::OnceCell;
use tower::{ServiceExt, service_fn};

/// The sign-in page as strangers see it, which everyone with the same language and look sees: made once for each by the routes
/// themselves, and given to whoever comes, before anything else is done. Everybody else goes on to the routes.
struct FrontPage {
    web: Web,
    /// The page and nothing that looks at who asks.
    page: Router,
    everything: Router,
    made: [[OnceCell<ConstantPage>; Theme::ALL.len()]; Language::ALL.len()],
}

/// Puts the front page before everything. `page` answers without the layers that ask who may look, and writes no log.
pub(super) fn behind_front_page(web: &Web, page: Router, everything: Router) -> Router {
    // The development server changes the page while it runs.
    if std::env::var_os("LEPTOS_WATCH").is_some() {
        return everything;
    }
    let front = Arc::new(FrontPage {
        web: web.clone(),
        page,
        everything,
        made: Default::default(),
    });
    let answer = move |request| {
        let front = Arc::clone(&front);
        async move { front.answer(request).await }
    };
    Router::new().fallback_service(service_fn(answer))
}

impl FrontPage {
    async fn answer(&self, request: Request) -> Result<Response, Infallible> {
        let choices = self.choices_of_stranger(&request);
        let page = match choices {
            Some((language, theme)) => self.page_in(language, theme).await,
            None => None,
        };
        match page {
            Some(page) => {
                let answer = page.answer(request.headers());
                log_constant(
                    &*self.web.auth.randomness,
                    request.method(),
                    Page::SignIn,
                    &answer,
                );
                Ok(answer)
            }
            None => self.everything.clone().oneshot(request).await,
        }
    }

    /// What a stranger chose who asks for the page; nothing where this is anybody or anything else, or must be refused.
    fn choices_of_stranger(&self, request: &Request) -> Option<(Language, Theme)> {
        let headers = request.headers();
        let asks = request.method() == Method::GET && *request.uri() == Page::SignIn.path();
        let has_body =
            headers.contains_key(header::CONTENT_LENGTH) || headers.contains_key(header::TRANSFER_ENCODING);
        let cookies = self.web.cookies();
        // Whoever asks while the process stops is told so by the routes.
        if !asks
            || has_body
            || self.web.health.is_draining()
            || !may_look(&self.web, headers)
            || oddity(request).is_some()
            || !cookies.are_of_a_stranger(headers)
        {
            return None;
        }
        let theme = cookies.theme(headers).unwrap_or_default();
        Some((language(cookies, headers), theme))
    }

    async fn page_in(&self, language: Language, theme: Theme) -> Option<&ConstantPage> {
        let place = self.made.get(language as usize)?.get(theme as usize)?;
        // What cannot be kept is tried again by the next stranger; this one goes on to the routes.
        let made = place.get_or_try_init(|| async { self.make(language, theme).await.ok_or(()) });
        made.await.ok()
    }

    /// From a request of our own: nothing that a visitor sent can come into it.
    async fn make(&self, language: Language, theme: Theme) -> Option<ConstantPage> {
        let mut request = Request::new(Body::empty());
        *request.uri_mut() = Uri::from_static(Page::SignIn.path());
        *request.headers_mut() = self.web.cookies().of_choices(language, theme);
        let Ok(rendered) = self.page.clone().oneshot(request).await;
        ConstantPage::of(rendered).await
    }
}

#[cfg(feature = "sandbox")]
fn may_look(web: &Web, headers: &HeaderMap) -> bool {
    !web.site.sandbox || super::local_only::is_local(&web.site, headers)
}

#[cfg(not(feature = "sandbox"))]
fn may_look(_web: &Web, _headers: &HeaderMap) -> bool {
    true
}
