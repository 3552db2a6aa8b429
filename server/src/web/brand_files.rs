use crate::config::BrandConfig;
use app::brand::Brand;
use axum::{
    Router,
    body::Bytes,
    http::{HeaderName, header},
    routing::get,
};
use sha2::{Digest, Sha256};
use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

/// Bytes. Every visitor loads these files before the first page is painted.
const LARGEST: u64 = 64 * 1024;

/// For an image that somebody opens by itself: it draws, and runs and loads nothing.
const OF_IMAGE: &str = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";
const OF_STYLE: &str = "default-src 'none'; frame-ancestors 'none'; sandbox";

/// The operator's own style sheet and logo, as they were at start.
#[derive(Clone, Debug, Default)]
pub struct BrandFiles {
    style: Option<BrandFile>,
    logo: Option<BrandFile>,
}

#[derive(Clone, Debug)]
struct BrandFile {
    address: String,
    content_type: &'static str,
    policy: &'static str,
    content: Bytes,
}

/// A file of the operator cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{setting} {cause}")]
pub struct BrandError {
    /// Which of the settings.
    pub setting: &'static str,
    cause: BrandCause,
}

#[derive(Debug, thiserror::Error)]
enum BrandCause {
    #[error("cannot be read: {0}")]
    Io(#[from] io::Error),
    #[error("is larger than 64 KiB")]
    Large,
    #[error("is not UTF-8")]
    NotText,
    #[error("is not what its name says: .svg, or .png, is expected")]
    NotImage,
}

impl BrandFiles {
    /// Reads what the settings name.
    ///
    /// # Errors
    /// When a file is missing, too large, or not of its kind.
    pub fn read(config: &BrandConfig) -> Result<Self, BrandError> {
        let of = |setting| move |cause| BrandError { setting, cause };
        let style = config.style.as_deref().map(read_style).transpose();
        let logo = config.logo.as_deref().map(read_logo).transpose();
        Ok(Self {
            style: style.map_err(of("KAKUNIN_STYLE_FILE"))?,
            logo: logo.map_err(of("KAKUNIN_LOGO_FILE"))?,
        })
    }

    /// Where pages find the style sheet.
    pub fn style_address(&self) -> Option<String> {
        self.style.as_ref().map(|file| file.address.clone())
    }

    /// What pages show.
    pub fn brand(&self, config: &BrandConfig) -> Brand {
        Brand {
            name: config.name.clone(),
            logo: self.logo.as_ref().map(|file| file.address.clone()),
        }
    }

    /// The routes of the files. An address never changes its content.
    pub(super) fn routes<S: Clone + Send + Sync + 'static>(&self) -> Router<S> {
        let files = self.style.iter().chain(&self.logo).cloned();
        files.fold(Router::new(), |routes, file| {
            let address = file.address.clone();
            routes.route(&address, get(move || async move { file.answer() }))
        })
    }
}

impl BrandFile {
    fn new(content: Vec<u8>, kind: &str, content_type: &'static str, policy: &'static str) -> Self {
        let hash = hex::encode(&Sha256::digest(&content)[..8]);
        Self {
            address: format!("/brand/{hash}.{kind}"),
            content_type,
            policy,
            content: content.into(),
        }
    }

    fn answer(&self) -> ([(HeaderName, &'static str); 3], Bytes) {
        let headers = [
            (header::CONTENT_TYPE, self.content_type),
            (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
            (header::CONTENT_SECURITY_POLICY, self.policy),
        ];
        (headers, self.content.clone())
    }
}

fn read_style(path: &Path) -> Result<BrandFile, BrandCause> {
    let content = read(path)?;
    str::from_utf8(&content).map_err(|_| BrandCause::NotText)?;
    Ok(BrandFile::new(
        content,
        "css",
        "text/css; charset=utf-8",
        OF_STYLE,
    ))
}

fn read_logo(path: &Path) -> Result<BrandFile, BrandCause> {
    let content = read(path)?;
    let kind = path
        .extension()
        .and_then(|kind| kind.to_str())
        .unwrap_or_default();
    match kind.to_ascii_lowercase().as_str() {
        "svg" if str::from_utf8(&content).is_ok_and(|text| text.contains("<svg")) => Ok(BrandFile::new(
            content,
            "svg",
            "image/svg+xml; charset=utf-8",
            OF_IMAGE,
        )),
        "png" if content.starts_with(b"\x89PNG\r\n\x1a\n") => {
            Ok(BrandFile::new(content, "png", "image/png", OF_IMAGE))
        }
        _ => Err(BrandCause::NotImage),
    }
}

fn read(path: &Path) -> Result<Vec<u8>, BrandCause> {
    let mut content = Vec::new();
    File::open(path)?.take(LARGEST + 1).read_to_end(&mut content)?;
    if content.len() as u64 > LARGEST {
        return Err(BrandCause::Large);
    }
    Ok(content)
}
