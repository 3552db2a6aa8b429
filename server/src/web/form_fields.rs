use super::refusal::Refusal;
use axum::http::{HeaderMap, header};
use percent_encoding::percent_decode;
use std::collections::HashSet;
use url::form_urlencoded;

const FORM: &str = "application/x-www-form-urlencoded";

/// The form written again in the one plain way, so that whoever reads it next cannot understand it in another: each name
/// once, and no names with brackets, by which some readers nest fields. Ours have none, and unknown fields are ignored.
///
/// # Errors
/// Another type, text that is not UTF-8 or holds a NUL, which no database keeps, and a name that comes twice.
pub(super) fn plain_fields(headers: &HeaderMap, body: &[u8]) -> Result<String, Refusal> {
    if !is_form(headers, body) {
        return Err(Refusal::NotAForm);
    }
    let text = percent_decode(body)
        .decode_utf8()
        .map_err(|_| Refusal::Malformed)?;
    if text.contains('\0') {
        return Err(Refusal::Malformed);
    }
    let mut form = form_urlencoded::Serializer::new(String::new());
    let mut seen = HashSet::new();
    for (name, value) in form_urlencoded::parse(body) {
        if name.is_empty() || name.contains(['[', ']']) {
            continue;
        }
        form.append_pair(&name, &value);
        if !seen.insert(name) {
            return Err(Refusal::Malformed);
        }
    }
    Ok(form.finish())
}

/// Parameters such as a charset change nothing: the text must be UTF-8 (WHATWG URL section 5). A form without fields may
/// leave its type out.
fn is_form(headers: &HeaderMap, body: &[u8]) -> bool {
    let mut types = headers.get_all(header::CONTENT_TYPE).iter();
    match (types.next(), types.next()) {
        (Some(one), None) => one.to_str().is_ok_and(|one| {
            let essence = one.split(';').next().unwrap_or_default();
            essence.trim().eq_ignore_ascii_case(FORM)
        }),
        (None, _) => body.is_empty(),
        (Some(_), Some(_)) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;
    use proptest::prelude::*;

    fn headers(kinds: &[&str]) -> HeaderMap {
        let value = |kind: &&str| HeaderValue::from_str(kind).unwrap();
        kinds
            .iter()
            .map(|kind| (header::CONTENT_TYPE, value(kind)))
            .collect()
    }

    fn read(body: &[u8]) -> Result<String, Refusal> {
        plain_fields(&headers(&[FORM]), body)
    }

    #[test]
    fn only_a_form_is_a_form() {
        for kinds in [
            &[FORM][..],
            &["application/x-www-form-urlencoded; charset=UTF-8"],
            &["Application/X-WWW-Form-Urlencoded;charset=shift_jis"],
        ] {
            assert_eq!(
                plain_fields(&headers(kinds), b"a=1"),
                Ok("a=1".into()),
                "{kinds:?}"
            );
        }
        for kinds in [
            &[][..],
            &["application/json"],
            &["text/plain"],
            &["multipart/form-data; boundary=x"],
            &["application/x-www-form-urlencodedx"],
            &[""],
            &[FORM, FORM],
        ] {
            assert_eq!(
                plain_fields(&headers(kinds), b"a=1"),
                Err(Refusal::NotAForm),
                "{kinds:?}"
            );
        }
        assert_eq!(plain_fields(&headers(&[]), b""), Ok(String::new()));
        assert_eq!(
            plain_fields(&headers(&["text/plain"]), b""),
            Err(Refusal::NotAForm)
        );
    }

    #[test]
    fn text_that_is_none_and_names_that_come_twice_are_refused() {
        let bodies: [&[u8]; 9] = [
            b"a=%ff",
            b"a=\xff",
            b"a=%E3&b=%81%82",
            b"%ff=a",
            b"a=%00",
            b"a=\0",
            b"a=1&a=1",
            b"a=1&b=2&%61=3",
            b"a&a",
        ];
        for body in bodies {
            assert_eq!(read(body), Err(Refusal::Malformed), "{body:?}");
        }
    }

    #[test]
    fn nested_names_are_unknown_fields() {
        let body = b"a[]=1&a[b]=2&a%5Bc%5D=3&a=4&]=5&=6&&b=%zz+%2B&c";
        assert_eq!(read(body), Ok("a=4&b=%25zz+%2B&c=".into()));
    }

    proptest! {
        #[test]
        fn what_passes_says_the_same_the_second_time(body in proptest::collection::vec(any::<u8>(), 0..80)) {
            if let Ok(form) = read(&body) {
                prop_assert_eq!(read(form.as_bytes()), Ok(form.clone()));
            }
        }

        #[test]
        fn values_pass_as_they_are(value in "[^\0]{0,40}") {
            let body = form_urlencoded::Serializer::new(String::new()).append_pair("a", &value).finish();
            let form = read(body.as_bytes()).unwrap();
            let values: Vec<_> = form_urlencoded::parse(form.as_bytes()).collect();
            prop_assert_eq!(&values[0].1, &value);
        }
    }
}
