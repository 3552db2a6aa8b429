//! 日本語。

mod activity;
mod code;
mod notice;

#[cfg(feature = "ssr")]
use super::PlainPageText;
use super::{
    AccountText, ChoosePasswordText, ConfirmText, NotFoundText, PasswordText, PhoneText, RecoveryCodesText,
    SessionsText, SignInText, Text, VerifyText,
};
use crate::{
    domain::{Channel, CivilTime, Factor, Notice, challenge::minutes_between},
    error::AppError,
};

/// The Japanese strings.
pub(super) const TEXT: Text = Text {
    own_name: "日本語",
    language: "表示言語",
    skip_to_content: "本文へ移動",
    signed_in_as: |name| format!("{name} さん"),
    sign_in: SignInText {
        title: "サインイン",
        lead: "パスワードと、電話に届く確認コードで本人確認をします。",
        user_id: "ユーザーID",
        password: "パスワード",
        submit: "サインイン",
        submitting: "確認しています…",
        code_needed: "あと一歩です",
        continue_to_code: "確認コードの入力へ進む",
        welcome: |name| format!("{name} さん、ようこそ"),
        my_account: "マイアカウント",
    },
    verify: VerifyText {
        title: "確認コード",
        to_phone_on_file: |phone| format!("登録済みの電話番号 {phone} に確認コードを送ります。"),
        enrol_lead: "サインインに使う電話番号を入力してください。届いたコードを確認すると登録されます。",
        enrolment_closed: "この画面では電話番号を登録できません。管理者に連絡してください。",
        phone_number: "電話番号",
        phone_hint: "例: 090-1234-5678（海外の番号は + から）",
        other_number: "別の電話番号に送る",
        other_number_hint: |phone| format!("空欄のままなら {phone} に送ります。"),
        send: |channel| match channel {
            Channel::Sms => "SMSで受け取る",
            Channel::Call => "電話で受け取る",
        },
        send_again: |channel| match channel {
            Channel::Sms => "SMSでもう一度送る",
            Channel::Call => "電話でもう一度受け取る",
        },
        sending: "送信しています…",
        sent: |channel, phone| match channel {
            Channel::Sms => format!("{phone} にSMSを送りました"),
            Channel::Call => format!("{phone} に電話をかけました"),
        },
        perhaps_sent: |channel, phone| match channel {
            Channel::Sms => format!("{phone} にSMSが届くかもしれません"),
            Channel::Call => format!("{phone} に電話がかかるかもしれません"),
        },
        code: "確認コード",
        check: "確認する",
        checking: "確認しています…",
        remember: |days| format!("このブラウザーでは{days}日間コードを省略する"),
        remember_hint: "ほかの人と共用する端末では選ばないでください。",
        minutes_left: |minutes| format!("有効期限: あと約{minutes}分"),
        expired: "コードの有効期限が切れました。新しいコードを送ってください。",
        checks_left: |count| format!("入力できる回数: あと{count}回"),
        sends_left: |count| format!("送信できる回数: あと{count}回"),
        wait: |seconds| match seconds {
            ..=120 => format!("あと{seconds}秒で送信できます。"),
            _ => format!("あと約{}分で送信できます。", minutes_between(0, seconds)),
        },
        blocked: |minutes| format!("入力できる回数を超えました。あと約{minutes}分で新しいコードを送れます。"),
        nothing_came: "コードが届かないときは",
        refresh: "最新の状態を表示",
        cancel: "サインインをやめる",
    },
    code: code::CODE,
    account: AccountText {
        title: "マイアカウント",
        lead: "二要素認証が完了しました。",
        user_id: "ユーザーID",
        phone: "電話番号",
        role: "ロール",
        password: "パスワード",
        change_phone: "電話番号を変更",
        change_password: "パスワードを変更",
        last_sign_in: "前回のサインイン",
        sections: "アカウントの設定",
        activity: "最近の操作",
        activity_hint: "心当たりのない操作がある場合は、パスワードを変更するか、管理者に連絡してください。",
        no_activity: "まだありません。",
        sign_out: "サインアウト",
    },
    sessions: SessionsText {
        title: "サインイン中の端末",
        hint: "端末を確認し、サインアウトできます。",
        lead: "心当たりのないものは終了してください。",
        this: "このブラウザー",
        unknown_device: "不明な端末",
        began: "開始",
        last_seen: "最終利用",
        factor: |factor| match factor {
            Factor::Sms => "SMSのコード",
            Factor::Call => "電話のコード",
            Factor::Recovery => "リカバリーコード",
            Factor::Browser => "記憶したブラウザー",
        },
        end: "終了する",
        end_others: "ほかの端末からサインアウトする",
        browsers: "コードを省略するブラウザー",
        browsers_hint: "これらのブラウザーでは、パスワードだけでサインインできます。",
        last_used: "最終利用",
        remembered_until: "期限",
        forget: "省略をやめる",
        back: "マイアカウントへ戻る",
    },
    confirm: ConfirmText {
        title: "ご本人の確認",
        lead: "大切な変更の前に、パスワードと確認コードをもう一度入力してください。",
        password: "パスワード",
        submit: "次へ進む",
        submitting: "確認しています…",
        no_phone: "コードを送れる電話番号が登録されていません。管理者に連絡してください。",
        back: "マイアカウントへ戻る",
    },
    phone: PhoneText {
        title: "電話番号の変更",
        lead: |phone| {
            format!("現在の番号は {phone} です。新しい番号を入力し、届いたコードを確認すると切り替わります。")
        },
        new_phone: "新しい電話番号",
        back: "マイアカウントへ戻る",
    },
    password: PasswordText {
        title: "パスワードの変更",
        lead: "この端末はサインインしたままです。ほかの端末からはサインアウトします。",
        current: "現在のパスワード",
        new: "新しいパスワード",
        new_hint: "8〜128文字（文字の種類は自由です。空白も使えます）",
        submit: "パスワードを変更する",
        submitting: "変更しています…",
        back: "マイアカウントへ戻る",
    },
    choose_password: ChoosePasswordText {
        title: "パスワードの設定",
        lead: "管理者から届いたリンクで設定します。リンクは24時間以内に1回だけ使えます。",
        token: "リンクのコード",
        token_hint: "リンクを開くと入力されます。空欄の場合は、リンク全体を貼り付けてください。",
        new_password: "新しいパスワード",
        password_hint: "8〜128文字(文字の種類は自由です)",
        submit: "設定する",
        submitting: "設定しています…",
    },
    recovery_codes: RecoveryCodesText {
        title: "リカバリーコード",
        lead: "電話が手元にないときに、確認コードの代わりに使えます。1つのコードは1回だけ有効です。",
        left: |count| format!("残りは{count}個です。"),
        left_label: "残りの数",
        few_left: "残りが少なくなっています。なくなる前に新しいコードを作成してください。",
        none_left: "リカバリーコードがありません。電話をなくすと、管理者に連絡しない限りサインインできなくなります。",
        manage: "リカバリーコードの管理",
        made_at: "作成日時",
        ends_older: "新しく作成すると、いまのコードはすべて使えなくなります。新しいコードは一度しか表示されません。印刷または書き写す準備をしてください。",
        shown_once: "コードは一度しか表示されません。印刷または書き写す準備をしてください。",
        make: "新しいコードを作成",
        back: "マイアカウントへ戻る",
        #[cfg(feature = "ssr")]
        new_title: "新しいリカバリーコード",
        #[cfg(feature = "ssr")]
        keep_them: "いま印刷するか書き写して、本人だけが取り出せる場所に保管してください。再び表示することはできません。",
        #[cfg(feature = "ssr")]
        older_are_gone: "以前のリカバリーコードは使えなくなりました。",
        #[cfg(feature = "ssr")]
        how_to_print: "印刷するには Ctrl+P(Macでは ⌘P)を押すか、ブラウザーのメニューを使ってください。",
        #[cfg(feature = "ssr")]
        reload_makes_new: "このページを再読み込みしないでください。別のコードが作成され、ここにあるコードは使えなくなります。",
        #[cfg(feature = "ssr")]
        kept: "保管しました",
        no_phone: "リカバリーコードを使う",
        code: "リカバリーコード",
        code_hint: "16文字の英数字(例: ABCD-1234-EFGH-5678)",
        enter: "このコードを使う",
        entering: "確認しています…",
    },
    not_found: NotFoundText {
        title: "ページが見つかりません",
        lead: "アドレスをお確かめください。",
        home: "サインインページへ",
    },
    #[cfg(feature = "ssr")]
    unavailable: PlainPageText {
        title: "ただいまサインインできません",
        lead: "少し待ってから、ページを再読み込みしてください。",
    },
    #[cfg(feature = "ssr")]
    other_origin: PlainPageText {
        title: "この操作は受け付けられません",
        lead: "別のサイトから送られた操作です。サインインページからやり直してください。",
    },
    #[cfg(feature = "ssr")]
    malformed: PlainPageText {
        title: "この操作は受け付けられません",
        lead: "送信された内容を読み取れませんでした。サインインページからやり直してください。",
    },
    #[cfg(feature = "ssr")]
    too_large: PlainPageText {
        title: "入力が長すぎます",
        lead: "前のページに戻り、短くしてから送信してください。",
    },
    #[cfg(feature = "ssr")]
    too_slow: PlainPageText {
        title: "送信に時間がかかりすぎました",
        lead: "内容が最後まで届きませんでした。前のページに戻り、もう一度送信してください。",
    },
    notice: notice::notice,
    activity: activity::activity,
    moment,
    moment_in_utc: |time| format!("{} UTC", moment(time)),
    again_in,
    error,
};

fn moment(time: CivilTime) -> String {
    let CivilTime {
        year,
        month,
        day,
        hour,
        minute,
    } = time;
    format!("{year}年{month}月{day}日 {hour}:{minute:02}")
}

fn error(error: AppError) -> &'static str {
    match error {
        AppError::BadInput => "送信内容を読み取れませんでした。ページを再読み込みしてください。",
        AppError::Unavailable => notice::notice(Notice::Unavailable),
        AppError::NoAnswer => code::NO_ANSWER,
        AppError::Offline => "サーバーに接続できません。通信状態を確認して、もう一度お試しください。",
    }
}

fn again_in(seconds: i64) -> String {
    match seconds {
        ..=0 => "いまもう一度お試しいただけます。".into(),
        1..=90 => format!("約{seconds}秒後にもう一度お試しください。"),
        91..=5_400 => format!("約{}分後にもう一度お試しください。", minutes_between(0, seconds)),
        _ => format!("約{}時間後にもう一度お試しください。", (seconds + 3_599) / 3_600),
    }
}
