//! What someone chose for the pages: it is nobody's secret, and the browser keeps it.

/// As long as browsers keep a cookie at most, less what nobody should count on: a year, in seconds.
const KEPT_FOR: u32 = 31_536_000;

/// The name of a cookie; one of an https portal is bound to its very host (`__Host-`, RFC 6265bis section 4.1.3.2).
pub fn cookie_name(name: &str, secure: bool) -> String {
    let bound = if secure { "__Host-" } else { "" };
    format!("{bound}{name}")
}

/// The cookie of a preference, as `Set-Cookie` and `document.cookie` take it. Script may write it, so it is not `HttpOnly`.
pub fn preference_cookie(name: &str, value: &str, secure: bool) -> String {
    let name = cookie_name(name, secure);
    let guard = if secure { "; Secure" } else { "" };
    format!("{name}={value}; SameSite=Lax{guard}; Path=/; Max-Age={KEPT_FOR}")
}
