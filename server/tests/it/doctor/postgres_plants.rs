use super::{around::Around, plant::Plant};
use crate::engines;
use url::Url;

#[tokio::test]
async fn a_server_that_refuses_is_found_and_a_good_one_is_ok() {
    let Some(database) = engines::postgres().await else {
        return;
    };
    let missing = {
        let mut url = Url::parse(&database.url).unwrap();
        url.set_path("kakunin_is_not_there");
        url.to_string()
    };
    Around::start()
        .finds(vec![
            Plant::new("nothing: the database is empty").set("DATABASE_URL", &database.url),
            Plant::new("nothing: a portal has made its tables")
                .set("DATABASE_URL", &database.url)
                .prepare(|place| drop(place.run(&["user", "unlock", "nobody"], ""))),
            Plant::new("no such database")
                .set("DATABASE_URL", missing)
                .mistake("database", "the server has no such database"),
        ])
        .await;
    database.remove().await;
}
