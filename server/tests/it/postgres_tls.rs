//! TLS to PostgreSQL, with a certificate of our own: who is asked to verify does, and the doctor says what is missing.

use crate::{
    portal::{PHONE, Portal},
    private_postgres::PrivatePostgres,
    process::Place,
    setup::Setup,
};
use sqlx::{Connection, PgConnection};
use std::{path::Path, process::Command};

/// Of a certificate authority and of a server with this name; another authority, of which nobody has heard.
fn make_certificates(folder: &Path, name: &str) {
    let openssl = |arguments: &str| {
        let made = Command::new("openssl")
            .args(arguments.split(' '))
            .current_dir(folder)
            .output()
            .unwrap();
        assert!(made.status.success(), "{made:?}");
    };
    let key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2";
    for authority in ["ca", "stranger"] {
        openssl(&format!(
            "req -x509 {key} -subj /CN=kakunin-{authority} -keyout {authority}.key -out {authority}.pem"
        ));
    }
    openssl(&format!(
        "req -x509 {key} -subj /CN=database -addext subjectAltName={name} -addext basicConstraints=critical,CA:FALSE \
         -CA ca.pem -CAkey ca.key -keyout server.key -out server.pem"
    ));
}

/// A server that takes nobody without TLS, and its folder with the certificates.
fn server(name: &str) -> Option<PrivatePostgres> {
    if Command::new("openssl").arg("version").output().is_err() {
        return None;
    }
    let server = PrivatePostgres::create()?;
    let folder = tempfile::tempdir().unwrap();
    make_certificates(folder.path(), name);
    for file in ["ca.pem", "stranger.pem", "server.key", "server.pem"] {
        server.put(file, &std::fs::read(folder.path().join(file)).unwrap());
    }
    let at = server.path().display();
    server.configure(&format!(
        "ssl = on\nssl_cert_file = '{at}/server.pem'\nssl_key_file = '{at}/server.key'\n\
         hba_file = '{at}/only_tls.conf'\n"
    ));
    server.put(
        "only_tls.conf",
        b"local all all trust\nhostssl all all 127.0.0.1/32 trust\n",
    );
    server.resume();
    Some(server)
}

/// `HOST?PARAMETERS`, where `@` stands for the folder of the certificates.
fn with(server: &PrivatePostgres, way: &str) -> String {
    let (host, parameters) = way.split_once('?').unwrap();
    let parameters = parameters.replace('@', &format!("{}/", server.path().display()));
    format!("{}?{parameters}", server.url().replace("127.0.0.1", host))
}

#[tokio::test]
async fn a_server_whose_certificate_is_verified_serves_a_sign_in() {
    let Some(server) = server("IP:127.0.0.1") else {
        return;
    };
    let url = with(&server, "127.0.0.1?sslmode=verify-full&sslrootcert=@ca.pem");
    let portal = Portal::with(&[("DATABASE_URL", &*url)]).await;
    portal.add_user("hanako", Some(PHONE)).await;
    assert!(portal.signed_in("hanako").await.is_signed_in().await);
    let mut connection = PgConnection::connect(&url).await.unwrap();
    let encrypted: Vec<bool> = sqlx::query_scalar(
        "SELECT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE client_port IS NOT NULL",
    )
    .fetch_all(&mut connection)
    .await
    .unwrap();
    assert!(encrypted.len() >= 2 && encrypted.into_iter().all(|is| is));
}

#[tokio::test]
async fn who_cannot_be_verified_gets_no_word() {
    let Some(server) = server("DNS:localhost") else {
        return;
    };
    for (way, opens) in [
        ("localhost?sslmode=disable", false),
        ("localhost?sslmode=require", true),
        ("127.0.0.1?sslmode=verify-ca&sslrootcert=@ca.pem", true),
        ("127.0.0.1?sslmode=verify-ca&sslrootcert=@stranger.pem", false),
        ("127.0.0.1?sslmode=verify-full&sslrootcert=@ca.pem", false),
        ("localhost?sslmode=verify-full&sslrootcert=@ca.pem", true),
        ("localhost?sslmode=verify-full&sslrootcert=@missing.pem", false),
        ("localhost?sslmode=verify-full", false),
    ] {
        let setup = Setup::new(&[("DATABASE_URL", &*with(&server, way))]);
        let built = setup.build().await;
        assert_eq!(built.is_ok(), opens, "{way}: {:?}", built.err());
    }
}

#[tokio::test]
async fn the_doctor_names_what_is_missing() {
    let Some(server) = server("DNS:localhost") else {
        return;
    };
    for (way, severity, name, words) in [
        ("localhost?sslmode=disable", "mistake", "database", "refuses"),
        (
            "localhost?sslmode=verify-full&sslrootcert=@ca.pem",
            "ok",
            "database-tls",
            "its certificate is verified",
        ),
        (
            "localhost?sslmode=verify-ca&sslrootcert=@ca.pem",
            "warning",
            "database-tls",
            "any other name",
        ),
        (
            "localhost?sslmode=require",
            "warning",
            "database-tls",
            "may be anybody",
        ),
        (
            "localhost?sslmode=verify-full&sslrootcert=@stranger.pem",
            "mistake",
            "database",
            "certificate",
        ),
        (
            "127.0.0.1?sslmode=verify-full&sslrootcert=@ca.pem",
            "mistake",
            "database",
            "certificate",
        ),
        (
            "localhost?sslmode=verify-full&sslrootcert=@missing.pem",
            "mistake",
            "database-tls",
            "sslrootcert",
        ),
        ("localhost?sslmode=require", "ok", "database-server", "enough for"),
        (
            "localhost?sslmode=require",
            "warning",
            "database-durability",
            "fsync",
        ),
    ] {
        let place = Place::new(&[
            ("DATABASE_URL", &*with(&server, way)),
            ("KAKUNIN_DATA_KEY", crate::engines::DATA_KEY),
        ]);
        let output = place.run(&["doctor", "--json"], "");
        let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let findings = told["findings"].as_array().unwrap();
        let found = findings.iter().any(|found| {
            found["severity"] == severity
                && found["name"] == name
                && found["sentence"].as_str().unwrap().contains(words)
        });
        assert!(found, "{way}: {told:#}");
    }
}
