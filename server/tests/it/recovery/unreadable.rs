//! What nobody could compare was not wrong.

use super::{USE, with_codes};
use crate::steps::Answer;
use app::domain::Notice;

#[tokio::test]
async fn a_code_that_could_not_be_compared_uses_up_no_try() {
    let (portal, _, codes) = with_codes().await;
    let browser = portal.half_open("hanako").await;
    let pool = sqlx::SqlitePool::connect(&portal.database_url).await.unwrap();
    let spoilt = sqlx::query("UPDATE recovery_codes SET code_hash = 'unreadable' WHERE row_key = $1")
        .bind(&codes[0][..4])
        .execute(&pool)
        .await
        .unwrap();
    assert_eq!(spoilt.rows_affected(), 1);
    // The day has ten tries.
    for _ in 0..12 {
        let page = browser.fetch(USE, &[("recovery_code", &codes[0])]).await;
        assert!(page.status >= 500, "{}", page.status);
    }
    browser.use_code(&codes[1]).await.says(Notice::RecoveryCodeUsed);
}
