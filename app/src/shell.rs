//! The document around the pages. Server only in effect: the browser wakes up what is inside `<body>`.

use crate::{
    app::App,
    components::frame::Frame,
    domain::Page,
    sign_in::{PageStart, SignIn},
    text::text,
    views::not_found::NotFound,
};
use leptos::{children::TypedChildren, nonce::use_nonce, prelude::*};

#[cfg(feature = "ssr")]
pub mod recovery_codes;

/// Addresses of what the page loads, read once at start.
#[derive(Clone, Debug)]
pub struct Assets {
    /// The style sheet.
    pub style: String,
    /// The JavaScript that loads the bundle.
    pub script: String,
    /// The bundle.
    pub wasm: String,
}

/// A page of the portal, woken up by script when that has come.
pub fn shell(assets: &Assets, page: Page, options: Option<LeptosOptions>) -> impl IntoView + use<> {
    let start = use_context::<PageStart>().unwrap_or_default();
    let title = text(start.language).title_of(page);
    // `type="module"` runs after the page is there; nothing here holds back the first paint.
    let wake = format!(
        "import({:?}).then(m=>m.default({{module_or_path:{:?}}}).then(()=>m.hydrate()))",
        assets.script, assets.wasm
    );
    view! {
        <!DOCTYPE html>
        <html lang=start.language.as_str()>
            <Head title style=assets.style.clone()>
                {options.map(|options| view! { <AutoReload options /> })}
                <script type="module" nonce=use_nonce()>
                    {wake}
                </script>
            </Head>
            <body>
                <App page />
            </body>
        </html>
    }
}

/// The not-found page, without script.
pub fn not_found_shell(assets: &Assets) -> impl IntoView + use<> {
    let start = use_context::<PageStart>().unwrap_or_default();
    let language = start.language;
    provide_context(SignIn::new(start));
    view! {
        <!DOCTYPE html>
        <html lang=language.as_str()>
            <Head title=text(language).not_found.title style=assets.style.clone()>
                ""
            </Head>
            <body>
                <Frame>
                    <NotFound />
                </Frame>
            </body>
        </html>
    }
}

#[component]
fn Head<C>(title: &'static str, style: String, children: TypedChildren<C>) -> impl IntoView
where
    C: IntoView + 'static,
{
    view! {
        <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <meta name="color-scheme" content="light dark" />
            <title inner_html=format!("{title} · Kakunin") />
            <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
            <link rel="stylesheet" id="leptos" href=style />
            {children.into_inner()()}
        </head>
    }
}
