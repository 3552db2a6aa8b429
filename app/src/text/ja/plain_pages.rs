//! 応答できないときの画面。

use crate::text::PlainPageText;

pub(super) const UNAVAILABLE: PlainPageText = PlainPageText {
    title: "ただいまサインインできません",
    lead: "少し待ってから、ページを再読み込みしてください。",
};

pub(super) const BUSY: PlainPageText = PlainPageText {
    title: "ただいま混み合っています",
    lead: "操作は行われていません。少し待ってから、ページを再読み込みしてください。",
};

pub(super) const OTHER_ORIGIN: PlainPageText = PlainPageText {
    title: "この操作は受け付けられません",
    lead: "別のサイトから送られた操作です。サインインページからやり直してください。",
};

pub(super) const MALFORMED: PlainPageText = PlainPageText {
    title: "この操作は受け付けられません",
    lead: "このサイトの画面から送られた操作ではありません。サインインページからやり直してください。",
};

pub(super) const TOO_LARGE: PlainPageText = PlainPageText {
    title: "入力が長すぎます",
    lead: "前のページに戻り、短くしてから送信してください。",
};

pub(super) const TOO_SLOW: PlainPageText = PlainPageText {
    title: "送信に時間がかかりすぎました",
    lead: "内容が最後まで届きませんでした。前のページに戻り、もう一度送信してください。",
};
