use crate::domain::ActivityKind;

/// What a row of the audit log says.
pub(super) fn activity(kind: ActivityKind) -> &'static str {
    match kind {
        ActivityKind::SignedIn => "サインイン",
        ActivityKind::SignedOut => "サインアウト",
        ActivityKind::PasswordRefused => "パスワードの誤り",
        ActivityKind::SignInHeldBack => "サインインの一時停止",
        ActivityKind::CodeSent => "コードの送信",
        ActivityKind::SendRefused => "コードの送信を拒否",
        ActivityKind::SendWouldBeRefused => "コードの送信",
        ActivityKind::CodeRefused => "コードの誤り",
        ActivityKind::FactorLocked => "コードによる確認を停止",
        ActivityKind::FactorUnlocked => "コードによる確認を再開",
        ActivityKind::Confirmed => "本人確認",
        ActivityKind::PhoneAdded => "電話番号の登録",
        ActivityKind::PhoneChanged => "電話番号の変更",
        ActivityKind::PasswordChanged => "パスワードの変更",
        ActivityKind::PasswordChosen => "パスワードの設定",
        ActivityKind::LinkMade => "パスワード設定リンクの発行",
        ActivityKind::SessionRevoked => "セッションの終了",
        ActivityKind::SessionsRevoked => "ほかのセッションの終了",
        ActivityKind::RecoveryCodesMade => "リカバリーコードの発行",
        ActivityKind::RecoveryCodeUsed => "リカバリーコードの使用",
        ActivityKind::RecoveryCodeRefused => "リカバリーコードの誤り",
        ActivityKind::BrowserRemembered => "ブラウザーの記憶",
        ActivityKind::BrowserForgotten => "ブラウザーの記憶を解除",
        ActivityKind::UserAdded => "アカウントの作成",
        ActivityKind::UserLocked => "アカウントの停止",
        ActivityKind::UserUnlocked => "アカウントの再開",
        ActivityKind::UserRemoved => "アカウントの削除",
        ActivityKind::SendsStopped => "送信の停止",
        ActivityKind::SendsResumed => "送信の再開",
        ActivityKind::DataKeyRotated => "データキーの更新",
        ActivityKind::RequestRefused => "操作の拒否",
    }
}
