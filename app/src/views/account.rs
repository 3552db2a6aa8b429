use crate::{
    components::{
        account_section::AccountSection, activity_list::ActivityList, moment::Moment,
        notice_line::NoticeLine, recovery_codes_left::RecoveryCodesLeft,
    },
    domain::{Account, Activity, AuthState, Page},
    sign_in::SignIn,
};
use leptos::prelude::*;

/// `/account`: shown from an [`Account`] and from nothing else, which only an approved second factor makes.
#[component]
pub fn AccountPage() -> impl IntoView {
    let sign_in = SignIn::from_context();
    let account = Memo::new(move |_| match sign_in.state() {
        AuthState::SignedIn(account) => Some(account),
        _ => None,
    });
    move || account.get().map(|account| view! { <Details account /> })
}

#[component]
fn Details(account: Account) -> impl IntoView {
    let sign_in = SignIn::from_context();
    let text = move || &sign_in.text().account;
    view! {
        <h1>{move || text().title}</h1>
        <p class="lead">{move || text().lead}</p>
        <NoticeLine />
        <dl class="details">
            <dt>{move || text().user_id}</dt>
            <dd>{account.user_id}</dd>
            <dt>{move || text().phone}</dt>
            <dd>
                {account.phone.map(|phone| phone.to_string())} " "
                <a href="/account/phone" rel="external">{move || text().change_phone}</a>
            </dd>
            <dt>{move || text().password}</dt>
            <dd>
                <a href="/account/password" rel="external">{move || text().change_password}</a>
            </dd>
            <dt>{move || text().role}</dt>
            <dd>{account.role.as_str()}</dd>
            {account.last_sign_in.map(|last| view! { <LastSignIn last=*last /> })}
        </dl>
        <RecoveryCodesLeft left=account.recovery_codes_left />
        <Sections />
        <ActivityList activity=account.activity />
    }
}

/// Whoever did not do that knows that someone else did.
#[component]
fn LastSignIn(last: Activity) -> impl IntoView {
    let sign_in = SignIn::from_context();
    view! {
        <dt>{move || sign_in.text().account.last_sign_in}</dt>
        <dd>
            <Moment at=last.at />
            {last.device.map(|device| format!(" · {device}"))}
        </dd>
    }
}

/// One line for each page below.
#[component]
fn Sections() -> impl IntoView {
    let sign_in = SignIn::from_context();
    view! {
        <nav aria-label=move || sign_in.text().account.sections>
            <ul class="sections">
                <AccountSection page=Page::Sessions hint=|text| text.sessions.hint />
            </ul>
        </nav>
    }
}
