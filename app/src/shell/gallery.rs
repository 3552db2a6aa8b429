//! Every component in every state, made from the real components and made-up states. For the sandbox: it shows nobody's data
//! and asks no database.

mod account;
mod code;
mod controls;
mod form;
mod specimen;
mod states;

use super::{Assets, Head};
use crate::{
    components::brand_mark::BrandMark,
    domain::{Language, Page, Theme},
    navigation::Navigation,
    page_start::PageStart,
};
use leptos::prelude::*;
use specimen::Specimen;

/// The whole document, in the language and theme of the [`PageStart`] in context.
pub fn gallery_shell(assets: &Assets) -> impl IntoView + use<> {
    let start = use_context::<PageStart>().unwrap_or_default();
    let (language, theme) = (start.language, start.theme);
    provide_context(Navigation::start(Page::SignIn));
    let groups = [
        ("Controls", controls::specimens(language)),
        ("Sign-in", form::specimens(language)),
        ("Code", code::specimens(language)),
        ("Account", account::specimens(language)),
        ("Notices", controls::notices(language)),
    ];
    let groups = groups
        .map(|(name, specimens)| group(name, specimens))
        .collect_view();
    view! {
        <!DOCTYPE html>
        <html lang=language.as_str() data-theme=theme.attribute()>
            <Head title="Gallery" start=start.clone() assets=assets.clone()>
                <link rel="stylesheet" href="/sandbox/gallery.css" />
            </Head>
            <body>
                <header class="gallery-top">
                    <span class="brand">
                        <BrandMark brand=start.brand />
                    </span>
                    <h1 lang="en">"Gallery"</h1>
                    <Choices language theme />
                </header>
                <main class="gallery">{groups}</main>
            </body>
        </html>
    }
}

fn group(name: &'static str, specimens: Vec<Specimen>) -> impl IntoView {
    let specimens = specimens
        .into_iter()
        .map(|Specimen { name, html }| {
            view! {
                <section class="specimen" aria-label=name data-specimen=name>
                    <p class="specimen-name" lang="en">
                        {name}
                    </p>
                    <div class="sheet" inner_html=html></div>
                </section>
            }
        })
        .collect_view();
    view! {
        <h2 lang="en">{name}</h2>
        <div class="gallery-group" data-group=name>
            {specimens}
        </div>
    }
}

/// Plain links: the gallery has no script.
#[component]
fn Choices(language: Language, theme: Theme) -> impl IntoView {
    let links = Language::ALL.into_iter().flat_map(move |to| {
        Theme::ALL.into_iter().map(move |wears| {
            let name = format!("{} {}", to.as_str(), wears.as_str());
            let address = format!("?lang={}&theme={}", to.as_str(), wears.as_str());
            let current = (to == language && wears == theme).then_some("page");
            view! { <a href=address aria-current=current>{name}</a> }
        })
    });
    view! {
        <nav class="gallery-choices" aria-label="Language and theme" lang="en">
            {links.collect_view()}
        </nav>
    }
}
