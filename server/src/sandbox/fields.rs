use super::refusal::Refusal;
use axum::{
    Form,
    extract::{FromRequest, Request},
};
use std::convert::Infallible;

/// The fields of a form body. Twilio does not read any other kind of body, so that one has no fields.
#[derive(Default)]
pub(super) struct Fields(Vec<(String, String)>);

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = Infallible;

    async fn from_request(request: Request, state: &S) -> Result<Self, Infallible> {
        let form = Form::<Vec<(String, String)>>::from_request(request, state).await;
        Ok(form.map_or_else(|_| Self::default(), |Form(fields)| Self(fields)))
    }
}

impl Fields {
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let mut fields = self.0.iter();
        let (_, value) = fields.find(|(field, _)| field == name)?;
        Some(value)
    }

    /// The value when it has the right form.
    pub(super) fn required(
        &self,
        name: &'static str,
        is_valid: impl Fn(&str) -> bool,
    ) -> Result<&str, Refusal> {
        let value = self.get(name);
        value
            .filter(|value| is_valid(value))
            .ok_or_else(|| Refusal::InvalidParameter(name, value.map(str::to_owned)))
    }

    /// The value when there is one; it must have the right form.
    pub(super) fn optional(
        &self,
        name: &'static str,
        is_valid: impl Fn(&str) -> bool,
    ) -> Result<Option<&str>, Refusal> {
        match self.get(name) {
            Some(_) => self.required(name, is_valid).map(Some),
            None => Ok(None),
        }
    }

    /// Logs the names, never the values, of what Twilio would ignore.
    pub(super) fn log_unknown(&self, known: &[&str]) {
        for (name, _) in &self.0 {
            if !known.contains(&name.as_str()) {
                let field = if is_word(name) { name } else { "?" };
                tracing::warn!(field, "the sandbox ignored an unknown field");
            }
        }
    }
}

/// Where a body is no form at all, its whole text, number and code included, arrives as a name.
fn is_word(name: &str) -> bool {
    name.len() <= 40
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'.' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_word_is_logged() {
        assert!(is_word("Risk.TelemetryId"));
        for name in ["123456", "+15005550006", r#"{"Code":"123456"}"#] {
            assert!(!is_word(name), "{name}");
        }
    }
}
