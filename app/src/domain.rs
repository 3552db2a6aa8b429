//! The words of the sign-in, as types. Nothing here knows Leptos, HTTP or a database.

pub mod account;
pub mod activity_kind;
pub mod auth_state;
pub mod challenge;
pub mod channel;
pub mod civil_time;
pub mod code;
pub mod factor;
pub mod guard;
pub mod language;
pub mod link_token;
pub mod masked_phone;
pub mod notice;
pub mod page;
pub mod phone_number;
pub mod role;
pub mod told;
pub mod typed_text;
pub mod utc_time;
pub mod view;

pub use account::{Account, Activity, RememberedBrowser, SessionSummary};
pub use activity_kind::ActivityKind;
pub use auth_state::AuthState;
pub use challenge::{Challenge, Purpose, SentCode};
pub use channel::Channel;
pub use civil_time::CivilTime;
pub use code::Code;
pub use factor::Factor;
pub use language::Language;
pub use masked_phone::MaskedPhone;
pub use notice::Notice;
pub use page::Page;
pub use phone_number::PhoneNumber;
pub use role::Role;
pub use told::Told;
pub use view::View;
