use std::{error::Error, io};

/// What was wrong with TLS.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum TlsFault {
    /// Nobody whom this machine trusts signed the certificate.
    #[error("the certificate is not trusted")]
    Untrusted,
    /// The certificate is over or not yet valid, or the clock of this machine is wrong.
    #[error("the certificate is not valid today")]
    Time,
    /// The certificate is for another name.
    #[error("the certificate is for another name")]
    Name,
    /// The other side does not speak TLS, or none that we speak.
    #[error("the other side speaks no TLS that we speak")]
    Protocol,
}

impl TlsFault {
    /// The fault of TLS behind an error, if there is one.
    pub fn of(error: &(dyn Error + 'static)) -> Option<Self> {
        let mut next = Some(error);
        while let Some(cause) = next {
            if let Some(fault) = cause.downcast_ref::<rustls::Error>() {
                return Some(Self::read(fault));
            }
            // An I/O error hides the error that it was made of from `source`.
            let inside = cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
            next = match inside {
                Some(inside) => Some(inside),
                None => cause.source(),
            };
        }
        None
    }

    fn read(error: &rustls::Error) -> Self {
        use rustls::CertificateError as Certificate;
        let rustls::Error::InvalidCertificate(certificate) = error else {
            return Self::Protocol;
        };
        match certificate {
            Certificate::Expired
            | Certificate::ExpiredContext { .. }
            | Certificate::NotValidYet
            | Certificate::NotValidYetContext { .. } => Self::Time,
            Certificate::NotValidForName | Certificate::NotValidForNameContext { .. } => Self::Name,
            _ => Self::Untrusted,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustls::CertificateError;

    #[test]
    fn a_fault_of_tls_is_found_inside_an_io_error() {
        let inside = |error: rustls::Error| TlsFault::of(&io::Error::other(io::Error::other(error)));
        let certificate = |error| inside(rustls::Error::InvalidCertificate(error));
        assert_eq!(
            certificate(CertificateError::UnknownIssuer),
            Some(TlsFault::Untrusted)
        );
        assert_eq!(certificate(CertificateError::Expired), Some(TlsFault::Time));
        assert_eq!(
            certificate(CertificateError::NotValidForName),
            Some(TlsFault::Name)
        );
        assert_eq!(
            inside(rustls::Error::NoApplicationProtocol),
            Some(TlsFault::Protocol)
        );
        assert_eq!(TlsFault::of(&io::Error::other("no TLS at all")), None);
    }
}
