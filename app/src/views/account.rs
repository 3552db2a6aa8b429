use crate::{
    components::{
        account_section::AccountSection, activity_list::ActivityList, moment::Moment,
        notice_line::NoticeLine, recovery_codes_left::RecoveryCodesLeft,
    },
    domain::{Account, Activity, AuthState, Factor, Page, Role},
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
    let (user_id, phone) = (account.user_id.clone(), account.phone);
    let phone = phone.map(|phone| phone.to_string()).unwrap_or_default();
    view! {
        <h1>{move || text().title}</h1>
        <p class="lead">{move || (sign_in.text().signed_in_as)(&user_id)}</p>
        <NoticeLine />
        <Opened user_id=account.user_id role=account.role factor=account.factor last_sign_in=account.last_sign_in />
        <nav aria-label=move || text().sections>
            <ul class="sections">
                <AccountSection page=Page::Phone label=|text| text.account.change_phone state=phone />
                <AccountSection
                    page=Page::Password
                    label=|text| text.account.change_password
                    state=Signal::derive(move || text().password_hint.to_owned())
                />
                <RecoveryCodesLeft left=account.recovery_codes_left />
                <AccountSection
                    page=Page::Sessions
                    label=|text| text.sessions.title
                    state=Signal::derive(move || sign_in.text().sessions.hint.to_owned())
                />
            </ul>
        </nav>
        <ActivityList activity=account.activity />
    }
}

/// The restricted content itself, and by which right it is seen.
#[component]
fn Opened(
    user_id: String,
    role: Role,
    factor: Option<Factor>,
    last_sign_in: Option<Box<Activity>>,
) -> impl IntoView {
    let sign_in = SignIn::from_context();
    let text = move || &sign_in.text().account;
    view! {
        <section class="opened" aria-labelledby="opened">
            <h2 id="opened">{move || text().opened}</h2>
            <p>{move || text().opened_lead}</p>
            <dl class="details">
                <dt>{move || text().user_id}</dt>
                <dd>{user_id}</dd>
                <dt>{move || text().role}</dt>
                <dd>
                    {move || (text().role_name)(role)} " " <code>{role.as_str()}</code>
                </dd>
                {factor
                    .map(|factor| {
                        view! {
                            <dt>{move || text().factor}</dt>
                            <dd>{move || (sign_in.text().sessions.factor)(factor)}</dd>
                        }
                    })}
                {last_sign_in.map(|last| view! { <LastSignIn last=*last /> })}
            </dl>
        </section>
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
            {last.device.map(|device| view! { <span class="device">{device}</span> })}
        </dd>
    }
}
