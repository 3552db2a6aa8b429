//! リカバリーコード。

use crate::text::RecoveryCodesText;

pub(super) const RECOVERY_CODES: RecoveryCodesText = RecoveryCodesText {
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
};
