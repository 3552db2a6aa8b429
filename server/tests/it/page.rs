//! An answer, and as much of its HTML as a browser without script would use.

use reqwest::header::HeaderMap;

/// A whole answer.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
}

/// A form of a page.
#[derive(Debug, PartialEq)]
pub(crate) struct Form {
    pub action: String,
    /// Names and values of its inputs, those without a value included.
    pub inputs: Vec<(String, String)>,
    /// Names and values of its boxes, none of them ticked.
    pub boxes: Vec<(String, String)>,
    /// Names and values of its buttons.
    pub buttons: Vec<(String, String)>,
}

impl Page {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    pub(crate) fn location(&self) -> Option<&str> {
        self.header("location")
    }

    /// Asserts that this is a redirect to that page, without a body.
    #[track_caller]
    pub(crate) fn leads_to(&self, page: &str) {
        assert_eq!((self.status, self.location()), (303, Some(page)), "{}", self.body);
    }

    /// The name of the notice that the page shows.
    pub(crate) fn notice(&self) -> Option<&str> {
        attribute(&self.body, "data-notice")
    }

    /// What `<html lang>` says.
    pub(crate) fn language(&self) -> Option<&str> {
        attribute(tags(&self.body, "html").next()?, "lang")
    }

    pub(crate) fn contains(&self, text: &str) -> bool {
        self.body.contains(text)
    }

    /// The start tags of this name.
    pub(crate) fn tags<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        tags(&self.body, name)
    }

    /// Whether something can be typed, or goes along, under this name.
    pub(crate) fn has_input(&self, name: &str) -> bool {
        self.tags("input").any(|tag| attribute(tag, "name") == Some(name))
    }

    /// The form that posts to this path, if the page has one.
    pub(crate) fn form(&self, action: &str) -> Option<Form> {
        let mut forms = self.body.split("<form").skip(1);
        let form = forms.find(|form| attribute(tag_end(form), "action") == Some(action))?;
        let inside = form.split("</form>").next()?;
        let is_box = |tag: &&str| attribute(tag, "type") == Some("checkbox");
        let pairs = |name: &str, boxes: bool| {
            tags(inside, name)
                .filter(|tag| is_box(tag) == boxes)
                .filter_map(|tag| {
                    let value = attribute(tag, "value").unwrap_or_default();
                    Some((attribute(tag, "name")?.to_owned(), value.to_owned()))
                })
                .collect()
        };
        Some(Form {
            action: action.to_owned(),
            inputs: pairs("input", false),
            boxes: pairs("input", true),
            buttons: pairs("button", false),
        })
    }
}

fn tags<'a>(html: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    html.split('<')
        .filter(move |tag| {
            tag.strip_prefix(name)
                .is_some_and(|rest| rest.starts_with([' ', '>', '/']))
        })
        .map(tag_end)
}

fn tag_end(tag: &str) -> &str {
    tag.split('>').next().unwrap_or_default()
}

/// The value of an attribute; the server writes them all in double quotes.
pub(crate) fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let after = tag.split_once(&format!(" {name}=\""))?.1;
    after.split('"').next()
}

#[test]
fn a_form_is_found_with_its_inputs() {
    let body = r#"<html lang="en"><form method="post" action="/a"><input name="x" value="1"><input name="y"></form>
        <form action="/b"><button name="z" value="2">Z</button></form></html>"#;
    let page = Page {
        status: 200,
        headers: HeaderMap::new(),
        body: body.into(),
    };
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(page.form("/a").unwrap().inputs, [pair("x", "1"), pair("y", "")]);
    assert_eq!(page.form("/b").unwrap().buttons, [pair("z", "2")]);
    assert_eq!((page.form("/c"), page.language()), (None, Some("en")));
}
