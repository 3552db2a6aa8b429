//! The document around the pages. Server only in effect: the browser wakes up what is inside `<body>`.

use crate::{
    app::App,
    brand::Brand,
    components::frame::Frame,
    domain::{Page, Theme},
    page_start::PageStart,
    sign_in::SignIn,
    text::text,
    views::not_found::NotFound,
};
use leptos::{children::TypedChildren, either::Either, nonce::use_nonce, prelude::*};

#[cfg(feature = "ssr")]
pub mod gallery;
#[cfg(feature = "ssr")]
pub mod recovery_codes;

/// Addresses of what the page loads, read once at start.
#[derive(Clone, Debug)]
pub struct Assets {
    /// The style sheet.
    pub style: String,
    /// The style sheet of the operator, which comes after it.
    pub own_style: Option<String>,
    /// The JavaScript that loads the bundle.
    pub script: String,
    /// The bundle.
    pub wasm: String,
}

/// A page of the portal, woken up by script when that has come.
pub fn shell(assets: &Assets, page: Page, options: Option<LeptosOptions>) -> impl IntoView + use<> {
    let start = use_context::<PageStart>().unwrap_or_default();
    let title = text(start.language).title_of(page);
    let language = start.language;
    // `type="module"` runs after the page is there; nothing here holds back the first paint.
    let wake = format!(
        "import({:?}).then(m=>m.default({{module_or_path:{:?}}}).then(()=>m.hydrate()))",
        assets.script, assets.wasm
    );
    view! {
        <!DOCTYPE html>
        <html lang=language.as_str() data-theme=start.theme.attribute()>
            <Head title start=start.clone() assets=assets.clone()>
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
    provide_context(SignIn::new(start.clone()));
    view! {
        <!DOCTYPE html>
        <html lang=language.as_str() data-theme=start.theme.attribute()>
            <Head title=text(language).not_found.title start=start.clone() assets=assets.clone()>
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
fn Head<C>(title: &'static str, start: PageStart, assets: Assets, children: TypedChildren<C>) -> impl IntoView
where
    C: IntoView + 'static,
{
    let PageStart {
        theme,
        brand,
        language,
        ..
    } = start;
    let is_own = assets.own_style.is_none();
    view! {
        <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <meta name="description" content=text(language).sign_in.lead />
            <meta name="color-scheme" content=theme.color_scheme() />
            // Colours of the operator are not known here.
            {is_own.then(|| theme_color(theme))}
            <title inner_html=escaped(&brand.title(title)) />
            <Icon brand />
            <link rel="stylesheet" id="leptos" href=assets.style />
            {assets.own_style.map(|style| view! { <link rel="stylesheet" href=style /> })}
            {children.into_inner()()}
        </head>
    }
}

/// Paints the frame of the browser like the page, by the grounds of style/tokens.css. Without a choice both follow the system.
fn theme_color(theme: Theme) -> impl IntoView {
    let ground = match theme {
        Theme::System => None,
        Theme::Light => Some(LIGHT_GROUND),
        Theme::Dark => Some(DARK_GROUND),
    };
    ground.map(|ground| view! { <meta name="theme-color" content=ground /> })
}

const LIGHT_GROUND: &str = "#f6f5f0";
const DARK_GROUND: &str = "#11171a";

#[component]
fn Icon(brand: Brand) -> impl IntoView {
    match brand.logo {
        Some(address) => Either::Left(view! { <link rel="icon" href=address /> }),
        None => Either::Right(view! { <link rel="icon" href="/favicon.svg" type="image/svg+xml" /> }),
    }
}

/// A title is text to the browser but for these.
fn escaped(title: &str) -> String {
    title.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_frame_of_the_browser_has_the_colours_of_the_page() {
        let tokens = include_str!("../../style/tokens.css");
        let grounds: Vec<_> = tokens
            .lines()
            .filter_map(|line| line.trim().strip_prefix("--ground: ")?.strip_suffix(';'))
            .collect();
        assert_eq!(grounds, [LIGHT_GROUND, DARK_GROUND, DARK_GROUND]);
    }
}
