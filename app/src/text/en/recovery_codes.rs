//! Recovery codes, on every page that speaks of them.

use crate::text::RecoveryCodesText;

pub(super) const RECOVERY_CODES: RecoveryCodesText = RecoveryCodesText {
    title: "Recovery codes",
    lead: "With a recovery code you can sign in when your phone is not at hand. Each works once.",
    left: |count| match count {
        1 => "1 code is left.".into(),
        _ => format!("{count} codes are left."),
    },
    left_label: "Codes left",
    few_left: "Only a few codes are left. Make new ones before they run out.",
    none_left: "You have no recovery codes. If you lose your phone, only your operator can help you in.",
    manage: "Recovery codes",
    made_at: "Made",
    ends_older: "New codes end all that you have now, used or not. They are shown once only: have a printer or paper ready.",
    shown_once: "The codes are shown once only: have a printer or paper ready.",
    make: "Make new codes",
    back: "Back to my account",
    #[cfg(feature = "ssr")]
    new_title: "Your new recovery codes",
    #[cfg(feature = "ssr")]
    keep_them: "Print or write down these codes now, and keep them where only you can find them. They are not shown again.",
    #[cfg(feature = "ssr")]
    older_are_gone: "Older recovery codes no longer count.",
    #[cfg(feature = "ssr")]
    how_to_print: "To print, press Ctrl+P (⌘P on a Mac) or use the menu of your browser.",
    #[cfg(feature = "ssr")]
    reload_makes_new: "Please do not reload this page: that would make other codes, and these would end.",
    #[cfg(feature = "ssr")]
    kept: "I have kept them",
    no_phone: "Use a recovery code",
    code: "Recovery code",
    code_hint: "16 letters and digits, such as ABCD-1234-EFGH-5678",
    enter: "Use this code",
    entering: "Checking…",
};
