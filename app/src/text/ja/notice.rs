use crate::domain::Notice;

/// What a notice says, with the next step.
pub(super) fn notice(notice: Notice) -> &'static str {
    match notice {
        Notice::WrongPassword => "ユーザーIDまたはパスワードが違います。もう一度入力してください。",
        Notice::SessionEnded => "時間が経過したため、もう一度サインインしてください。",
        Notice::SignedOut => "サインアウトしました。",
        Notice::MalformedPhone => {
            "電話番号を確認できません。090-1234-5678 の形か、+ と国番号から始まる形で入力してください。"
        }
        Notice::PhoneTooShort => "電話番号の桁数が足りません。番号をもう一度確認してください。",
        Notice::PhoneTooLong => "電話番号の桁数が多すぎます。番号をもう一度確認してください。",
        Notice::PhoneOfOtherCountry => {
            "その国の電話番号ではないようです。番号を確認するか、+ と国番号から入力してください。"
        }
        Notice::LandlineTakesCalls => "固定電話にはSMSが届きません。電話で受け取る方法を選んでください。",
        Notice::PhoneRefused => {
            "この番号にはコードを送れません。ほかの番号を使うか、管理者に連絡してください。"
        }
        Notice::ChannelRefused => "この方法では届けられない番号です。もう一方の方法をお試しください。",
        Notice::Unsubscribed => {
            "この番号はSMSの受信を停止しています。電話を選ぶか、届いたSMSにSTARTと返信してからお試しください。"
        }
        Notice::SendHeldBack => {
            "この番号への送信は一時的に止められています。もう一方の方法を選ぶか、半日ほどおいてお試しください。"
        }
        Notice::NumberBusy => {
            "この番号への依頼が集中したため、送信していません。少し待ってもう一度お試しください。"
        }
        Notice::OperatorNeeded => {
            "現在、コードの送信と確認ができません。管理者に連絡して対応を依頼してください。"
        }
        Notice::WaitBeforeSending => {
            "再送信まで少しお待ちください。すでに届いたコードがあれば、そのまま入力できます。"
        }
        Notice::NoSendsLeft => {
            "送信できる回数を超えました。届いたコードを入力するか、有効期限が過ぎてからお試しください。"
        }
        Notice::TooManySends => {
            "送信回数の上限に達しました。時間をおいてお試しいただくか、管理者に連絡してください。"
        }
        Notice::NewNumbersHeldBack => {
            "この地域の新しい番号への送信を一時的に控えています。時間をおいてお試しいただくか、電話番号の登録を管理者に依頼してください。"
        }
        Notice::TooManyNumbers => {
            "入力できる電話番号の数を超えました。時間をおいてお試しいただくか、管理者に連絡してください。"
        }
        Notice::EnrolmentClosed => "この画面では電話番号を登録できません。管理者に連絡してください。",
        Notice::SendUnanswered => {
            "送信結果を確認できませんでした。コードが届いている場合はそのまま入力してください。"
        }
        Notice::SendFailed => {
            "コードを送信できませんでした。送信回数には数えません。少し待ってもう一度お試しください。"
        }
        Notice::MalformedCode => "届いた数字のコードを入力してください。",
        Notice::WrongCode => "コードが違います。もう一度入力してください。",
        Notice::CodeExpired => "コードの有効期限が切れました。新しいコードを送ってください。",
        Notice::NoChecksLeft => {
            "コードの入力回数を超えました。しばらく待ってから新しいコードを送ってください。"
        }
        Notice::TooManyChecks => {
            "入力回数の上限に達しました。時間をおいてお試しいただくか、管理者に連絡してください。"
        }
        Notice::AnswerLost => "確認の結果を受け取れませんでした。新しいコードを送ってください。",
        Notice::SendNotFound => "送信を確認できませんでした。新しいコードを送ってください。",
        Notice::CheckFailed => "いまコードを確認できません。少し待ってもう一度お試しください。",
        Notice::FactorLocked => {
            "電話のコードによるサインインは停止されています。リカバリーコードを使うか、管理者に連絡してください。"
        }
        Notice::TooManySignIns => "サインインの試行が続いたため、今回は確認していません。",
        Notice::AccountLocked => "このアカウントは停止されています。管理者に連絡してください。",
        Notice::SendsStopped => "現在、コードの送信を止めています。時間をおくか、管理者に連絡してください。",
        Notice::CountryNotAllowed => "この国の電話番号は利用できません。ほかの番号を入力してください。",
        Notice::NumberInUse => "この番号はほかのアカウントで使われています。別の番号を入力してください。",
        Notice::SameNumber => "現在ご利用中の番号です。新しい番号を入力してください。",
        Notice::ConfirmFirst => "ご本人の確認をしてから、もう一度操作してください。",
        Notice::Confirmed => "確認できました。パスワードの入力から10分間、変更の操作ができます。",
        Notice::PhoneChanged => {
            "これからは新しい番号にコードを送ります。ほかの端末からはサインアウトしました。"
        }
        Notice::PasswordChanged => "パスワードを変更しました。ほかの端末からはサインアウトしました。",
        Notice::PasswordChosen => "パスワードを設定しました。サインインしてください。",
        Notice::PasswordTooShort => "パスワードは8文字以上にしてください。",
        Notice::PasswordTooLong => "パスワードは128文字以内にしてください。",
        Notice::PasswordTooCommon => {
            "推測されやすいパスワードです(流出したパスワードの一覧にあります)。別のものにしてください。"
        }
        Notice::LinkUnusable => {
            "このリンクは使用済みか、有効期限が切れています。管理者に新しいリンクを依頼してください。"
        }
        Notice::MalformedRecoveryCode => "リカバリーコード(16文字の英数字)を入力してください。",
        Notice::WrongRecoveryCode => "リカバリーコードが違うか、すでに使われています。",
        Notice::TooManyRecoveryCodes => "リカバリーコードの入力回数が本日の上限に達しました。",
        Notice::TooManyRecoverySets => {
            "リカバリーコードの作成回数が本日の上限に達しました。最後に作成したコードはそのまま使えます。"
        }
        Notice::RecoveryCodeUsed => {
            "リカバリーコードを1つ使いました。残りの数を確認し、電話をなくした場合は番号を変更してください。"
        }
        Notice::SessionRevoked => "セッションを終了しました。",
        Notice::SessionsRevoked => "ほかの端末からサインアウトしました。",
        Notice::BrowserForgotten => "そのブラウザーでは、次回からコードの入力が必要になります。",
        Notice::Unavailable => "ただいまサインインできません。少し待ってもう一度お試しください。",
    }
}
