use app::shell;
use axum::{
    Router,
    http::{HeaderValue, header},
    middleware::map_response,
    response::Response,
};
use std::{
    fs, io,
    path::{Path, PathBuf},
};
use tower_http::services::{ServeDir, ServeFile};

/// Files beside `/pkg` that the outside may have; nothing else tries the disk.
const PUBLIC_FILES: [&str; 2] = ["favicon.svg", "robots.txt"];
const NAME: &str = "kakunin";

/// Where the site lies on the disk, and the addresses that pages load from it.
#[derive(Clone, Debug)]
pub struct Assets {
    site_root: PathBuf,
    hashed: bool,
    /// For the shell of every page.
    pub addresses: shell::Assets,
}

/// The site cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {cause}")]
pub struct AssetsError {
    path: String,
    cause: io::Error,
}

impl Assets {
    /// Finds the site: `site/` beside the executable, else the folder that cargo-leptos names. Names carry hashes when
    /// `hash.txt` lies beside the executable.
    ///
    /// # Errors
    /// When `hash.txt` is there and cannot be read.
    pub fn find() -> Result<Self, AssetsError> {
        let folder = std::env::current_exe()
            .ok()
            .and_then(|file| file.parent().map(Path::to_path_buf))
            .unwrap_or_default();
        let beside = folder.join("site");
        let named = std::env::var_os("LEPTOS_SITE_ROOT").map(PathBuf::from);
        let site_root = if beside.is_dir() {
            beside
        } else {
            named.unwrap_or(beside)
        };
        let is_reloaded = std::env::var_os("LEPTOS_HASH_FILES").is_some_and(|value| value == "false");
        let hashes = folder.join("hash.txt");
        let hashes = if hashes.exists() && !is_reloaded {
            Some(read(&hashes)?)
        } else {
            None
        };
        Ok(Self::new(site_root, hashes.as_deref()))
    }

    /// A site in this folder, with the text of `hash.txt` if names carry hashes.
    pub fn new(site_root: PathBuf, hashes: Option<&str>) -> Self {
        let address = |kind: &str| {
            let hash = hashes
                .and_then(|text| hash_of(text, kind))
                .map(|hash| format!(".{hash}"))
                .unwrap_or_default();
            format!("/pkg/{NAME}{hash}.{kind}")
        };
        let addresses = shell::Assets {
            style: address("css"),
            own_style: None,
            script: address("js"),
            wasm: address("wasm"),
        };
        Self {
            site_root,
            hashed: hashes.is_some(),
            addresses,
        }
    }

    /// True when the site is where it is looked for.
    pub fn exist(&self) -> bool {
        self.site_root.join("pkg").is_dir()
    }

    /// The routes of the files. Names with a hash never change their content.
    pub fn routes<S: Clone + Send + Sync + 'static>(&self) -> Router<S> {
        let cache = if self.hashed {
            "public, max-age=31536000, immutable"
        } else {
            "no-cache"
        };
        let package = ServeDir::new(self.site_root.join("pkg"))
            .append_index_html_on_directories(false)
            .precompressed_br()
            .precompressed_gzip();
        let mut routes = Router::new().nest_service("/pkg", package);
        for file in PUBLIC_FILES {
            routes = routes.route_service(&format!("/{file}"), ServeFile::new(self.site_root.join(file)));
        }
        routes.layer(map_response(
            move |response| async move { cached(response, cache) },
        ))
    }
}

fn cached(mut response: Response, cache: &'static str) -> Response {
    if response.status().is_success() {
        response
            .headers_mut()
            .insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    }
    name_charset(&mut response);
    response
}

/// Every text says how it is written (ASVS 4.1.1).
fn name_charset(response: &mut Response) {
    let kind = response.headers().get(header::CONTENT_TYPE);
    let named = match kind.map(HeaderValue::as_bytes) {
        Some(b"text/javascript") => "text/javascript; charset=utf-8",
        Some(b"text/css") => "text/css; charset=utf-8",
        Some(b"text/plain") => "text/plain; charset=utf-8",
        Some(b"image/svg+xml") => "image/svg+xml; charset=utf-8",
        _ => return,
    };
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static(named));
}

fn hash_of<'a>(text: &'a str, kind: &str) -> Option<&'a str> {
    text.lines()
        .find_map(|line| line.strip_prefix(kind)?.strip_prefix(':'))
        .map(str::trim)
}

fn read(path: &Path) -> Result<String, AssetsError> {
    fs::read_to_string(path).map_err(|cause| AssetsError {
        path: path.display().to_string(),
        cause,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_become_part_of_the_names() {
        let assets = Assets::new(PathBuf::new(), Some("css: abc\njs: def\nwasm: ghi\n"));
        assert_eq!(assets.addresses.style, "/pkg/kakunin.abc.css");
        assert_eq!(assets.addresses.script, "/pkg/kakunin.def.js");
        assert_eq!(assets.addresses.wasm, "/pkg/kakunin.ghi.wasm");
        assert_eq!(
            Assets::new(PathBuf::new(), None).addresses.wasm,
            "/pkg/kakunin.wasm"
        );
    }
}
