use super::Web;
use crate::auth::AccessId;
use axum::http::HeaderValue;

impl Web {
    /// The cookie that other programs will know the session by; nothing where the portal guards none.
    pub(super) fn access_cookie(&self, access: &AccessId) -> Option<HeaderValue> {
        let domain = self.auth.policy.forward_auth.cookie_domain.as_deref()?;
        Some(self.cookies().set_access(access, domain))
    }

    /// Takes session and access out of the browser.
    pub(super) fn end_cookies(&self) -> Vec<HeaderValue> {
        let domain = self.auth.policy.forward_auth.cookie_domain.as_deref();
        let access = domain.map(|domain| self.cookies().remove_access(domain));
        [self.cookies().remove_session()]
            .into_iter()
            .chain(access)
            .collect()
    }
}
