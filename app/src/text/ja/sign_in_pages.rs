//! サインインの画面。

use crate::{
    domain::{Channel, challenge::minutes_between},
    text::{ChoosePasswordText, NotFoundText, SignInText, VerifyText},
};

pub(super) const SIGN_IN: SignInText = SignInText {
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
};

pub(super) const VERIFY: VerifyText = VerifyText {
    title: "確認コード",
    to_phone_on_file: |phone| format!("登録済みの電話番号 {phone} に確認コードを送ります。"),
    enrol_lead: "サインインに使う電話番号を入力してください。届いたコードを確認すると登録されます。",
    enrolment_closed: "この画面では電話番号を登録できません。管理者に連絡してください。",
    country: "国・地域",
    phone_number: "電話番号",
    phone_hint: "例: 090-1234-5678（海外の番号は + から）",
    other_number: "別の電話番号に送る",
    other_number_hint: |phone| format!("空欄のままなら {phone} に送ります。"),
    send: |channel| match channel {
        Channel::Sms => "SMSで受け取る",
        Channel::Call => "電話で受け取る",
    },
    send_again: |channel| match channel {
        Channel::Sms => "SMSを送り直す",
        Channel::Call => "電話をかけ直す",
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
};

pub(super) const CHOOSE_PASSWORD: ChoosePasswordText = ChoosePasswordText {
    title: "パスワードの設定",
    lead: "管理者から届いたリンクで設定します。リンクは24時間以内に1回だけ使えます。",
    token: "リンクのコード",
    token_hint: "リンクを開くと入力されます。空欄の場合は、リンク全体を貼り付けてください。",
    new_password: "新しいパスワード",
    password_hint: "8〜128文字（文字の種類は自由です）",
    submit: "設定する",
    submitting: "設定しています…",
};

pub(super) const NOT_FOUND: NotFoundText = NotFoundText {
    title: "ページが見つかりません",
    lead: "アドレスをお確かめください。",
    home: "サインインページへ",
};
