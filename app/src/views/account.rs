use crate::{
    components::{
        account_section::AccountSection, activity_list::ActivityList, moment::Moment,
        notice_line::NoticeLine, recovery_codes_left::RecoveryCodesLeft, show::Show,
    },
    derived::{says, words, words_if},
    domain::{Account, Activity, Page},
    piece::{Piece, part},
    sign_in::SignIn,
};
use leptos::prelude::*;

/// `/account`: shown from an [`Account`] and from nothing else, which only an approved second factor makes.
#[component]
pub fn AccountPage() -> impl IntoView {
    let sign_in = SignIn::from_context();
    let is_signed_in = Memo::new(move |_| sign_in.with_account(|_| ()).is_some());
    view! {
        <Show when=is_signed_in>
            <Details />
        </Show>
    }
}

/// Each line follows its own part of the account, so that news leaves everything else as it is.
#[component]
fn Details() -> impl IntoView {
    let sign_in = SignIn::from_context();
    let phone = |account: &Account| account.phone.as_ref().map(ToString::to_string);
    let phone = words(move || sign_in.with_account(phone).flatten().unwrap_or_default());
    view! {
        <h1>{says(|text| text.account.title)}</h1>
        <p class="lead">
            {words_if(move || {
                sign_in.with_account(|account| (sign_in.text().signed_in_as)(&account.user_id))
            })}
        </p>
        <NoticeLine />
        <Opened />
        <nav aria-label=says(|text| text.account.sections)>
            <ul class="sections">
                <AccountSection page=Page::Phone label=|text| text.account.change_phone state=phone />
                <AccountSection
                    page=Page::Password
                    label=|text| text.account.change_password
                    state=says(|text| text.account.password_hint)
                />
                <RecoveryCodesLeft />
                <AccountSection
                    page=Page::Sessions
                    label=|text| text.sessions.title
                    state=says(|text| text.sessions.hint)
                />
            </ul>
        </nav>
        <ActivityList />
    }
}

/// The restricted content itself, and by which right it is seen.
#[component]
fn Opened() -> impl IntoView {
    let sign_in = SignIn::from_context();
    let text = move || &sign_in.text().account;
    let role = move || sign_in.with_account(|account| account.role);
    let factor = move || sign_in.with_account(|account| account.factor).flatten();
    let has_factor = Memo::new(move |_| factor().is_some());
    let last_sign_in = Memo::new(move |_| {
        let last = sign_in.with_account(|account| account.last_sign_in.clone());
        last.flatten()
    });
    view! {
        <section class="opened" aria-labelledby="opened">
            <h2 id="opened">{says(|text| text.account.opened)}</h2>
            <p>{says(|text| text.account.opened_lead)}</p>
            <dl class="details">
                <dt>{says(|text| text.account.user_id)}</dt>
                <dd>{words_if(move || sign_in.with_account(|account| account.user_id.clone()))}</dd>
                <dt>{says(|text| text.account.role)}</dt>
                <dd>
                    {words_if(move || role().map(text().role_name))} " "
                    <code>{words_if(move || role().map(|role| role.as_str()))}</code>
                </dd>
                <Show when=has_factor>
                    <dt>{says(|text| text.account.factor)}</dt>
                    <dd>{words_if(move || factor().map(sign_in.text().sessions.factor))}</dd>
                </Show>
                {part(move || Piece::if_some(last_sign_in.get().map(|last| view! { <LastSignIn last=*last /> })))}
            </dl>
        </section>
    }
}

/// Whoever did not do that knows that someone else did.
#[component]
fn LastSignIn(last: Activity) -> impl IntoView {
    view! {
        <dt>{says(|text| text.account.last_sign_in)}</dt>
        <dd>
            <Moment at=last.at />
            {Piece::if_some(last.device.map(|device| view! { <span class="device">{device}</span> }))}
        </dd>
    }
}
