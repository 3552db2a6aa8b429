//! The five requests of Verify v2 that a sign-in needs.
//!
//! The order of the checks is Twilio's: credentials, service, parameters, fraud and geography, limits.

use super::{
    Sandbox,
    authorization::authorize,
    code,
    create_request::CreateRequest,
    e164,
    fault::Operation,
    fields::Fields,
    ledger::Target,
    magic_numbers,
    refusal::Refusal,
    reply::Reply,
    respond::{Asked, finish, refuse, respond},
    sid,
    verification::Status,
};
use axum::{
    Router,
    extract::{Path, State},
    http::{StatusCode, Uri},
    middleware::from_fn_with_state,
    response::Response,
    routing::{get, post},
};
use std::sync::Arc;

type Twin = State<Arc<Sandbox>>;

/// Everything under `/v2`; any other path gets Twilio's 404.
pub fn verify_router(sandbox: Arc<Sandbox>) -> Router {
    Router::new()
        .route("/v2/Services/{service}", get(service))
        .route("/v2/Services/{service}/Verifications", post(create))
        .route(
            "/v2/Services/{service}/Verifications/{verification}",
            get(fetch).post(update),
        )
        .route("/v2/Services/{service}/VerificationCheck", post(check))
        .method_not_allowed_fallback(async |uri: Uri| refuse(&Refusal::MethodNotAllowed, uri.path()))
        .route_layer(from_fn_with_state(Arc::clone(&sandbox), authorize))
        .fallback(async |uri: Uri| refuse(&Refusal::NotFound, uri.path()))
        .layer(from_fn_with_state(Arc::clone(&sandbox), finish))
        .with_state(sandbox)
}

async fn create(State(sandbox): Twin, uri: Uri, Path(service): Path<String>, fields: Fields) -> Response {
    let asked = Asked {
        locale: fields.get("Locale"),
        fault: fields.get("To").and_then(magic_numbers::fault),
        ..Asked::new(Operation::Create, &uri)
    };
    respond(&sandbox, asked, || {
        sandbox.require_service(&service)?;
        let request = CreateRequest::read(&fields, &sandbox.settings)?;
        let refusal = magic_numbers::refusal(&request.to, request.channel, request.risk_check);
        refusal.map_or(Ok(()), Err)?;
        let row = sandbox.create(&request)?;
        let body = sandbox.verification(&row);
        Ok(Reply::success(StatusCode::CREATED, body))
    })
    .await
}

async fn check(State(sandbox): Twin, uri: Uri, Path(service): Path<String>, fields: Fields) -> Response {
    respond(&sandbox, Asked::new(Operation::Check, &uri), || {
        sandbox.require_service(&service)?;
        fields.log_unknown(&["To", "VerificationSid", "Code", "Amount", "Payee"]);
        let target = target_in(&fields)?;
        let tried = fields.get("Code").filter(|text| code::is_well_formed(text));
        let row = sandbox.check(&target, tried.ok_or(Refusal::InvalidCode)?)?;
        let body = sandbox.verification_check(&row);
        Ok(Reply::success(sandbox.settings.check_status, body))
    })
    .await
}

fn target_in(fields: &Fields) -> Result<Target, Refusal> {
    if fields.get("VerificationSid").is_some() {
        let sid = fields.required("VerificationSid", |text| sid::is_sid("VE", text))?;
        return Ok(Target::Sid(sid.to_owned()));
    }
    if fields.get("To").is_none() {
        return Err(Refusal::NoTarget);
    }
    let to = fields.required("To", e164::is_number)?;
    Ok(Target::Number(to.to_owned()))
}

async fn fetch(
    State(sandbox): Twin,
    uri: Uri,
    Path((service, verification)): Path<(String, String)>,
) -> Response {
    respond(&sandbox, Asked::new(Operation::Fetch, &uri), || {
        sandbox.require_service(&service)?;
        let row = sandbox.fetch(&target_of(verification))?;
        let body = sandbox.verification(&row);
        Ok(Reply::success(StatusCode::OK, body))
    })
    .await
}

async fn update(
    State(sandbox): Twin,
    uri: Uri,
    Path((service, verification)): Path<(String, String)>,
    fields: Fields,
) -> Response {
    respond(&sandbox, Asked::new(Operation::Update, &uri), || {
        sandbox.require_service(&service)?;
        fields.log_unknown(&["Status"]);
        let status = match fields.required("Status", |text| matches!(text, "canceled" | "approved"))? {
            "approved" => Status::Approved,
            _ => Status::Canceled,
        };
        let row = sandbox.update(&target_of(verification), status)?;
        let body = sandbox.verification(&row);
        Ok(Reply::success(StatusCode::OK, body))
    })
    .await
}

/// Twilio takes the number in the place of the SID.
fn target_of(segment: String) -> Target {
    if e164::is_number(&segment) {
        Target::Number(segment)
    } else {
        Target::Sid(segment)
    }
}

async fn service(State(sandbox): Twin, uri: Uri, Path(service): Path<String>) -> Response {
    respond(&sandbox, Asked::new(Operation::Service, &uri), || {
        sandbox.require_service(&service)?;
        Ok(Reply::success(StatusCode::OK, sandbox.service()))
    })
    .await
}

impl Sandbox {
    /// A SID of wrong form is a bad parameter, a well-formed stranger does not exist.
    fn require_service(&self, service: &str) -> Result<(), Refusal> {
        if !sid::is_sid("VA", service) {
            let echo = Some(service.to_owned());
            return Err(Refusal::InvalidParameter("ServiceSid", echo));
        }
        if service != self.credentials.service_sid {
            return Err(Refusal::NotFound);
        }
        Ok(())
    }
}
