//! アカウントの画面。

use crate::{
    domain::{Factor, Role},
    text::{AccountText, ConfirmText, PasswordText, PhoneText, SessionsText},
};

pub(super) const ACCOUNT: AccountText = AccountText {
    title: "マイアカウント",
    opened: "二要素で開いたページ",
    opened_lead: "パスワードと確認コードの両方が確認できた人だけに表示されます。",
    user_id: "ユーザーID",
    role: "ロール",
    role_name: |role| match role {
        Role::SecondFactorAuthenticated => "二要素認証済み",
    },
    factor: "確認の方法",
    password_hint: "変更すると、ほかの端末からはサインアウトします。",
    change_phone: "電話番号を変更",
    change_password: "パスワードを変更",
    last_sign_in: "前回のサインイン",
    sections: "アカウントの設定",
    activity: "最近の操作",
    activity_hint: "心当たりのない操作がある場合は、パスワードを変更するか、管理者に連絡してください。",
    more_activity: "もっと見る",
    no_activity: "まだありません。",
    sign_out: "サインアウト",
};

pub(super) const SESSIONS: SessionsText = SessionsText {
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
};

pub(super) const CONFIRM: ConfirmText = ConfirmText {
    title: "ご本人の確認",
    lead: "大切な変更の前に、パスワードと確認コードをもう一度入力してください。",
    password: "パスワード",
    submit: "次へ進む",
    submitting: "確認しています…",
    no_phone: "コードを送れる電話番号が登録されていません。管理者に連絡してください。",
    back: "マイアカウントへ戻る",
};

pub(super) const PHONE: PhoneText = PhoneText {
    title: "電話番号の変更",
    lead: |phone| {
        format!("現在の番号は {phone} です。新しい番号を入力し、届いたコードを確認すると切り替わります。")
    },
    new_phone: "新しい電話番号",
    risk: "電話番号を乗っ取られると、コードも相手に届きます。理由なく圏外になったときは、すぐ管理者に連絡してください。コードは、だれに聞かれても教えないでください。",
    back: "マイアカウントへ戻る",
};

pub(super) const PASSWORD: PasswordText = PasswordText {
    title: "パスワードの変更",
    lead: "この端末はサインインしたままです。ほかの端末からはサインアウトします。",
    current: "現在のパスワード",
    new: "新しいパスワード",
    new_hint: "8〜128文字（文字の種類は自由です。空白も使えます）",
    submit: "パスワードを変更する",
    submitting: "変更しています…",
    back: "マイアカウントへ戻る",
};
