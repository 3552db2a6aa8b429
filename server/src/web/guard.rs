use super::{Web, language::language, plain_page::unavailable_page, plain_path::plain_path, typed};
use crate::{
    auth::{Outcome, SessionChange, Visitor},
    store::StoreError,
};
use app::{
    domain::{AuthState, Notice, Page, Told, Typed, View, auth_state::Step, guard},
    page_start::PageStart,
};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// Answers for every path, before Leptos renders anything: other spellings are redirected to the plain one, pages that
/// the state may not see to one that it may, with an empty 303. What passes carries its [`PageStart`].
pub(super) async fn guard_pages(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let path = plain_path(request.uri().path());
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if reads && path != request.uri().path() {
        return see_other(&with_query(&path, request.uri().query()));
    }
    if !(shows_notices(&path) || guard::is_guarded(&path)) {
        let start = web.page_start(request.headers(), View::default(), Typed::default());
        request.extensions_mut().insert(start);
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    match web.page(&parts, &path).await {
        Ok(Guarded::Elsewhere(response)) => response,
        Ok(Guarded::Here(start, cookies)) => {
            parts.extensions.insert(*start);
            with_cookies(next.run(Request::from_parts(parts, body)).await, cookies)
        }
        Err(error) => {
            tracing::error!(event = "page_failed", %error);
            unavailable_page()
        }
    }
}

/// Pages that everyone may see and that forms lead back to.
fn shows_notices(path: &str) -> bool {
    path == Page::SignIn.path() || path == Page::ChoosePassword.path()
}

pub(super) enum Guarded {
    Elsewhere(Response),
    Here(Box<PageStart>, Vec<HeaderValue>),
}

impl Web {
    /// What a page shows to this visitor in this state.
    pub(super) fn page_start(&self, headers: &HeaderMap, view: View, typed: Typed) -> PageStart {
        PageStart {
            view,
            language: language(self.cookies(), headers),
            theme: self.cookies().theme(headers).unwrap_or_default(),
            help: self.site.help.clone(),
            brand: self.site.brand.clone(),
            typed,
            country: self.site.countries.choice(&self.remembered_country(headers)),
        }
    }

    async fn page(&self, request: &Parts, path: &str) -> Result<Guarded, StoreError> {
        let visitor = self.visitor(&request.headers, &request.extensions);
        let asked = self.asked_return(request, path);
        // A notice is shown once, so only a request that shows it may take it.
        let goes_on = |step| asked.is_some() && matches!(step, Step::SignedIn | Step::Confirmed);
        let shows = |step: Step| {
            request.method == Method::GET && guard::redirect_from(step, path).is_none() && !goes_on(step)
        };
        let outcome = self.auth.page(&visitor, shows).await?;
        if let Some(page) = guard::redirect_from(outcome.view.state.step(), path) {
            // A page of an earlier step leads on to the account; one of a later step is refused.
            if page != Page::Account {
                let instead = page.path();
                tracing::warn!(event = "page_refused", instead, address = %visitor.address);
            }
            let mut cookies = self.cookies_of_redirect(&request.headers, &outcome);
            cookies.extend(self.return_cookie(path, page));
            // Someone who only looks at a page learns from the page itself; someone who pressed a button must be told.
            if page == Page::Confirm && request.method == Method::POST {
                cookies.push(self.cookies().set_notice(Notice::ConfirmFirst));
            }
            return Ok(Guarded::Elsewhere(with_cookies(see_other(page.path()), cookies)));
        }
        if let Some(address) = &asked {
            let step = outcome.view.state.step();
            if let Some(answer) = self.sent_back(&request.headers, &visitor, step, address).await? {
                return Ok(answer);
            }
        }
        let (told, mut cookies) = self.notice_and_cookies(request, &outcome);
        cookies.extend(asked.map(|address| self.cookies().set_return(address)));
        let (typed, used_up) = self.typed_before(request, &visitor);
        cookies.extend(used_up);
        let view = View {
            notice: told.map(|told| told.notice),
            until: told.and_then(|told| told.until),
            ..outcome.view
        };
        let view = without_needless_time(view);
        let start = self.page_start(&request.headers, view, typed);
        Ok(Guarded::Here(Box::new(start), cookies))
    }

    /// What a plain form typed, shown once, and the cookie that takes it away.
    fn typed_before(&self, request: &Parts, visitor: &Visitor) -> (Typed, Option<HeaderValue>) {
        let cookies = self.cookies();
        let sealed = cookies.typed(&request.headers);
        let Some(sealed) = sealed.filter(|_| request.method == Method::GET) else {
            return (Typed::default(), None);
        };
        let key = self.auth.database.data_key();
        let typed = typed::open(key, visitor.session.as_ref(), &sealed);
        (typed.unwrap_or_default(), Some(cookies.remove_typed()))
    }

    /// A session that ended is told on the page that the redirect leads to.
    fn cookies_of_redirect(&self, headers: &HeaderMap, outcome: &Outcome) -> Vec<HeaderValue> {
        let cookies = self.cookies();
        match outcome.session {
            SessionChange::Stale if cookies.notice(headers).is_none() => {
                let told = cookies.set_notice(Notice::SessionEnded);
                self.end_cookies().into_iter().chain([told]).collect()
            }
            SessionChange::Stale => self.end_cookies(),
            _ => Vec::new(),
        }
    }

    /// The page that was asked for waits until the person has signed in or confirmed.
    pub(super) fn return_cookie(&self, path: &str, instead: Page) -> Option<HeaderValue> {
        let asked: Page = path.parse().ok()?;
        let waits = asked.is_returned_to() && matches!(instead, Page::SignIn | Page::Confirm);
        waits.then(|| self.cookies().set_return(asked))
    }

    fn notice_and_cookies(&self, request: &Parts, outcome: &Outcome) -> (Option<Told>, Vec<HeaderValue>) {
        let cookies = self.cookies();
        let kept = cookies.notice(&request.headers);
        let mut write = Vec::new();
        if matches!(outcome.session, SessionChange::Stale) {
            write.extend(self.end_cookies());
        }
        if kept.is_some() && request.method == Method::GET {
            write.push(cookies.remove_notice());
        }
        let of_session = outcome.view.notice.map(|notice| Told {
            notice,
            until: outcome.view.until,
        });
        (kept.or(of_session), write)
    }
}

/// The sign-in page without a notice says nothing of time, and is the same at all times.
fn without_needless_time(view: View) -> View {
    if view.state == AuthState::SignedOut && view.notice.is_none() {
        View { as_of: 0, ..view }
    } else {
        view
    }
}

pub(super) fn with_cookies(mut response: Response, cookies: Vec<HeaderValue>) -> Response {
    for cookie in cookies {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

fn with_query(path: &str, query: Option<&str>) -> String {
    query.map_or_else(|| path.to_owned(), |query| format!("{path}?{query}"))
}

pub(super) fn see_other(location: &str) -> Response {
    match HeaderValue::from_str(location) {
        Ok(location) => (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response(),
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}
