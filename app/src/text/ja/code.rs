use crate::{domain::CivilTime, text::CodeText};

pub(super) const CODE: CodeText = CodeText {
    time_of_day,
    // Without script nobody knows better, and most who read Japanese are there.
    clock_elsewhere: (540, |time| format!("日本時間{}", time_of_day(time))),
    sent_at: |time| format!("{time}に送信"),
    free_at: |time| format!("{time}から送れます。"),
    seconds_left: |seconds| format!("有効期限: あと{seconds}秒"),
    left_spoken: |seconds| match seconds {
        ..60 => format!("コードの有効期限はあと{seconds}秒です。"),
        _ => format!("コードの有効期限はあと{}分です。", seconds / 60),
    },
    wrong_number: "番号が違いますか？",
    nothing_arrives: "届かないときに試すこと",
    what_helps: [
        "1分ほどお待ちください。届くまでに時間がかかることがあります。",
        "電話の電波の状態と、知らない送信元を拒否する設定をお確かめください。",
        "電話で受け取ってください。SMSが届かないときも、電話なら届くことがあります。",
    ],
    check_number: "電話番号をお確かめください。違うときは、下の欄に入力し直してください。",
};

pub(super) const NO_ANSWER: &str = "まだ応答がありません。操作は完了しているかもしれません。画面の表示を確認し、変わっていなければもう一度押してください。二重に実行されることはありません。";

fn time_of_day(time: CivilTime) -> String {
    format!("{}:{:02}", time.hour, time.minute)
}
