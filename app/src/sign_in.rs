//! The sign-in as one page load sees it: the last answer of the server, shared by all components.

use crate::{
    brand::Brand,
    domain::{
        Account, AuthState, CountryChoice, Language, Notice, Page, Theme, Typed, View, auth_state::Step,
        guard,
    },
    effects::effect,
    error::AppError,
    navigation::{HistoryEntry, Navigation},
    page_start::PageStart,
    server_time::SecondsSinceAnswer,
    text::{Text, text},
};
use leptos::prelude::*;

/// State, notice and language, as signals. Copied freely; provided once by [`crate::App`].
#[derive(Clone, Copy)]
pub struct SignIn {
    view: RwSignal<View>,
    language: RwSignal<Language>,
    error: RwSignal<Option<AppError>>,
    since_answer: SecondsSinceAnswer,
    theme: RwSignal<Theme>,
    answers: RwSignal<u32>,
    presses: StoredValue<u32>,
    start: StoredValue<PageStart>,
}

impl SignIn {
    /// Starts from what the server knew.
    pub fn new(mut start: PageStart) -> Self {
        Self {
            view: RwSignal::new(std::mem::take(&mut start.view)),
            language: RwSignal::new(start.language),
            error: RwSignal::new(None),
            since_answer: SecondsSinceAnswer::start(),
            theme: RwSignal::new(start.theme),
            answers: RwSignal::new(0),
            presses: StoredValue::new(0),
            start: StoredValue::new(start),
        }
    }

    /// The sign-in of this page.
    pub fn from_context() -> Self {
        expect_context()
    }

    /// The state; whoever reads it follows its changes.
    pub fn state(self) -> AuthState {
        self.view.with(|view| view.state.clone())
    }

    /// The same, for whoever does not follow its changes.
    pub fn state_now(self) -> AuthState {
        self.view.with_untracked(|view| view.state.clone())
    }

    /// Reads the account of a signed-in person, and follows its changes.
    pub fn with_account<T>(self, read: impl FnOnce(&Account) -> T) -> Option<T> {
        self.view.with(|view| match &view.state {
            AuthState::SignedIn(account) => Some(read(account)),
            _ => None,
        })
    }

    /// What there is to say about the last press.
    pub fn notice(self) -> Option<Notice> {
        self.view.with(|view| view.notice)
    }

    /// The time that the notice speaks of.
    pub fn until(self) -> Option<i64> {
        self.view.with(|view| view.until)
    }

    /// What is broken since the last press.
    pub fn error(self) -> Option<AppError> {
        self.error.get()
    }

    /// The language of the page.
    pub fn language(self) -> Language {
        self.language.get()
    }

    /// The same, for whoever does not follow its changes.
    pub fn language_now(self) -> Language {
        self.language.get_untracked()
    }

    /// The strings in that language.
    pub fn text(self) -> &'static Text {
        text(self.language())
    }

    /// How the pages look.
    pub fn theme(self) -> Theme {
        self.theme.get()
    }

    /// Changes the look in place.
    pub fn wear(self, theme: Theme) {
        self.theme.set(theme);
    }

    /// Name and logo of the portal.
    pub fn brand(self) -> Brand {
        self.start.with_value(|start| start.brand.clone())
    }

    /// What the operator wrote for people who are stuck, if anything.
    pub fn help(self) -> Option<String> {
        let language = self.language();
        let line = self.start.with_value(|start| start.help.of(language).to_owned());
        Some(line).filter(|line| !line.is_empty())
    }

    /// What a plain form typed before this page, once: a page that comes later begins empty.
    pub fn take_typed(self) -> Typed {
        self.start
            .try_update_value(|start| std::mem::take(&mut start.typed))
            .unwrap_or_default()
    }

    /// The country of the numbers that are typed, as of the load of this document.
    pub fn country(self) -> CountryChoice {
        self.start.with_value(|start| start.country.clone())
    }

    /// The server's time now, in seconds since 1970; zero where it said none.
    pub fn server_time(self) -> i64 {
        self.view.with(|view| view.as_of) + self.since_answer.get()
    }

    /// Changes the language in place, so that nothing typed is lost.
    pub fn speak(self, language: Language) {
        self.language.set(language);
    }

    /// Goes to the page of the state. Only the step to the code is a step back for the Back button: no page before a rise
    /// or a fall of the session is one to return to.
    pub fn go_on(self, navigation: Navigation) {
        let page = self.view.with_untracked(View::page);
        let entry = match page {
            Page::Verify => HistoryEntry::New,
            _ => HistoryEntry::Same,
        };
        navigation.go(page, entry);
    }

    fn step(self) -> Step {
        self.view.with_untracked(|view| view.state.step())
    }

    /// How often the server answered a press with a state; whoever reads it follows it.
    pub fn answers(self) -> u32 {
        self.answers.get()
    }

    /// How often something was pressed or answered: an answer to an older question counts no more.
    pub fn presses(self) -> u32 {
        self.presses.get_value()
    }

    /// A question to the server begins.
    pub fn press(self) {
        self.presses.update_value(|times| *times += 1);
    }

    /// Takes the state that the server told without a press. What the last press led to still stands, unless the person stands
    /// elsewhere now.
    pub fn renew(self, mut view: View) {
        if self.step() != view.state.step() {
            self.error.set(None);
        } else if view.notice.is_none() {
            (view.notice, view.until) = self.view.with_untracked(|view| (view.notice, view.until));
        }
        self.since_answer.restart();
        self.view.set(view);
    }

    /// Counts the seconds that passed while no tick came.
    pub fn catch_up(self) {
        self.since_answer.tick();
    }

    /// Takes an answer of the server as the new state.
    pub fn settle(self, answer: Result<View, AppError>) {
        self.press();
        match answer {
            Ok(view) => {
                self.error.set(None);
                self.since_answer.restart();
                self.view.set(view);
                self.answers.update(|times| *times += 1);
            }
            Err(error) => {
                self.view.update(|view| {
                    view.notice = None;
                    view.until = None;
                });
                self.error.set(Some(error));
            }
        }
    }

    /// Goes elsewhere when someone follows a link, or the Back button, to a page that this state may not see.
    /// For comfort only: the server guards.
    pub fn guard_pages(self, navigation: Navigation) {
        effect(move || self.guard(navigation, navigation.page()));
    }

    /// Goes elsewhere if this state may not see the page.
    pub fn guard(self, navigation: Navigation, page: Page) {
        if let Some(page) = guard::redirect_from(self.step(), page.path()) {
            navigation.go(page, HistoryEntry::Same);
        }
    }

    /// Keeps `<title>` and `<html lang>` true while the page changes without being loaded, and marks the document as
    /// awake: from here on script answers the forms.
    pub fn name_document(self, navigation: Navigation) {
        effect(move || {
            let title = self.text().title_of(navigation.page());
            document().set_title(&self.brand().title(title));
            if let Some(root) = document().document_element() {
                // The attribute is always settable; there is nothing to do if it were not.
                let _ = root.set_attribute("lang", self.language().as_str());
                let _ = root.set_attribute("data-awake", "");
            }
        });
    }
}
