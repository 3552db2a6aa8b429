//! The page with fresh recovery codes: shown once, without script, made to be printed.

use super::{Assets, Head};
use crate::{
    api::logout::Logout,
    components::brand_mark::BrandMark,
    domain::{Page, utc_time::utc_time},
    page_start::PageStart,
    text::text,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// What stands on the page.
pub struct PrintedCodes<'a> {
    /// In groups, as they are typed later.
    pub codes: Vec<&'a str>,
    /// Whose they are.
    pub user_id: &'a str,
    /// Seconds since 1970.
    pub made_at: i64,
}

/// The whole document. It has no language switch, whose answer would be another page, and the codes would be gone.
pub fn recovery_codes_shell(
    assets: &Assets,
    start: PageStart,
    printed: &PrintedCodes<'_>,
) -> impl IntoView + use<> {
    let language = start.language;
    let words = &text(language).recovery_codes;
    let account = &text(language).account;
    let (user_id, made_at) = (printed.user_id.to_owned(), utc_time(printed.made_at));
    let codes: Vec<_> = printed
        .codes
        .iter()
        .map(|code| view! { <li><code>{(*code).to_owned()}</code></li> })
        .collect();
    view! {
        <!DOCTYPE html>
        <html lang=language.as_str() data-theme=start.theme.attribute()>
            <Head title=words.new_title start=start.clone() assets=assets.clone()>
                ""
            </Head>
            <body>
                <header class="top">
                    <span class="brand">
                        <BrandMark brand=start.brand />
                    </span>
                </header>
                <main id="content">
                    <h1>{words.new_title}</h1>
                    <p class="lead">{words.lead}</p>
                    <p class="warning">{words.keep_them}</p>
                    <ol class="recovery-codes">{codes}</ol>
                    <dl class="details">
                        <dt>{account.user_id}</dt>
                        <dd>{user_id}</dd>
                        <dt>{words.made_at}</dt>
                        <dd>{made_at}</dd>
                    </dl>
                    <p>{words.older_are_gone}</p>
                    <p class="hint screen-only">{words.how_to_print}</p>
                    <p class="hint screen-only">{words.reload_makes_new}</p>
                    <p class="screen-only">
                        <a class="button primary" href=Page::Account.path()>{words.kept}</a>
                    </p>
                    <form class="screen-only" method="post" action=Logout::PATH>
                        <button class="button quiet">{account.sign_out}</button>
                    </form>
                </main>
            </body>
        </html>
    }
}
