//! The small pieces: buttons, who this is, and every notice.

use super::{
    specimen::Specimen,
    states::{sign_in, told},
};
use crate::{
    api::{login::Login, send_code::SendCode},
    brand::Brand,
    components::{
        brand_mark::BrandMark, channel_button::ChannelButton, language_switch::LanguageSwitch,
        notice_line::NoticeLine, sign_out_form::SignOutForm, submit_button::SubmitButton,
        theme_switch::ThemeSwitch,
    },
    domain::{AuthState, Channel, Language, Notice},
    submission::Submission,
    text::text,
};
use leptos::prelude::*;

pub(super) fn specimens(language: Language) -> Vec<Specimen> {
    let nobody = || sign_in(language, AuthState::SignedOut);
    vec![
        Specimen::new("brand", nobody(), || view! { <Header brand=Brand::default() /> }),
        Specimen::new("brand, long name", nobody(), || {
            let name = "Portal of the Hanako Trading Company, KK".into();
            view! { <Header brand=Brand { name, logo: None } /> }
        }),
        Specimen::new("buttons", nobody(), move || {
            let submission = Submission::to::<Login>();
            view! { <Buttons language submission /> }
        }),
        Specimen::new("buttons, at work", nobody(), move || {
            let submission = Submission::to::<Login>().at_work(None);
            view! { <Buttons language submission /> }
        }),
        Specimen::new(
            "channels",
            nobody(),
            || view! { <Channels again=false is_at_work=false /> },
        ),
        Specimen::new(
            "channels, again",
            nobody(),
            || view! { <Channels again=true is_at_work=false /> },
        ),
        Specimen::new(
            "channels, at work",
            nobody(),
            || view! { <Channels again=false is_at_work=true /> },
        ),
        Specimen::new("theme", nobody(), || view! { <ThemeSwitch /> }),
    ]
}

/// One of each: those of good news are calm.
pub(super) fn notices(language: Language) -> Vec<Specimen> {
    let specimen = |notice: Notice| {
        let until = (notice == Notice::TooManySignIns).then_some(super::states::NOW + 90);
        let sign_in = told(language, AuthState::SignedOut, Some(notice), until);
        Specimen::new(notice.as_str(), sign_in, || view! { <NoticeLine /> })
    };
    Notice::ALL.map(specimen).into()
}

#[component]
fn Header(brand: Brand) -> impl IntoView {
    view! {
        <div class="top">
            <span class="brand">
                <BrandMark brand />
            </span>
            <LanguageSwitch />
        </div>
    }
}

#[component]
fn Buttons(language: Language, submission: Submission) -> impl IntoView {
    let words = text(language);
    view! {
        <SubmitButton
            submission
            label=|text| text.sign_in.submit
            busy_label=|text| text.sign_in.submitting
        />
        <button class="button">{words.account.sign_out}</button>
        <button class="button small">{words.sessions.end}</button>
        <SignOutForm label=|text| text.account.sign_out />
    }
}

#[component]
fn Channels(again: bool, is_at_work: bool) -> impl IntoView {
    let submission = Submission::to::<SendCode>();
    let submission = if is_at_work {
        submission.at_work(Some(Channel::Sms.as_str()))
    } else {
        submission
    };
    let again = Memo::new(move |_| again);
    view! {
        <div class="channels">
            <ChannelButton channel=Channel::Sms submission again />
            <ChannelButton channel=Channel::Call submission again />
        </div>
    }
}
