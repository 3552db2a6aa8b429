/// One setting, for `--help` of the command line and for the check of names.
pub struct Setting {
    /// Its name in the environment.
    pub name: &'static str,
    /// What it is, with its default.
    pub about: &'static str,
}

const fn setting(name: &'static str, about: &'static str) -> Setting {
    Setting { name, about }
}

/// Every setting of the server.
pub const SETTINGS: &[Setting] = &[
    setting(
        "TWILIO_ACCOUNT_SID",
        "account, AC and 32 hex digits; without any of these names the sandbox serves",
    ),
    setting(
        "TWILIO_AUTH_TOKEN",
        "auth token of the account, or an API key instead:",
    ),
    setting("TWILIO_API_KEY_SID", "API key, SK and 32 hex digits"),
    setting("TWILIO_API_KEY_SECRET", "secret of the API key"),
    setting("TWILIO_VERIFICATION_SID", "Verify service, VA and 32 hex digits"),
    setting("TWILIO_BASE_URL", "default https://verify.twilio.com"),
    setting(
        "KAKUNIN_INSECURE_TWILIO_HOST",
        "host that TWILIO_BASE_URL may name with http besides loopback",
    ),
    setting(
        "KAKUNIN_TWILIO_TIMEOUT_SECONDS",
        "how long one send or check may take at Twilio, default 10, at most 12",
    ),
    setting(
        "KAKUNIN_TWILIO_TEMPLATE_SID",
        "template of the messages, HJ and 32 hex digits; default the service's",
    ),
    setting(
        "KAKUNIN_TWILIO_FRIENDLY_NAME",
        "name in the messages, where Twilio has enabled it; default the service's",
    ),
    setting(
        "KAKUNIN_TWILIO_APP_HASH",
        "11 characters that let an Android app read the code from the text message",
    ),
    setting(
        "KAKUNIN_TWILIO_TAGS",
        "name=value,… for Twilio's reports; nothing about a person",
    ),
    setting(
        "KAKUNIN_TWILIO_RATE_LIMITS",
        "name=address|account|number,… : rate limits that the service knows by these names",
    ),
    setting(
        "KAKUNIN_TWILIO_DEVICE_IP",
        "off (default) or on: tell Twilio the address of the browser",
    ),
    setting("KAKUNIN_LISTEN", "default 127.0.0.1:3000"),
    setting(
        "KAKUNIN_PUBLIC_URL",
        "what browsers call the portal; default http:// and the address it listens on",
    ),
    setting(
        "KAKUNIN_TRUSTED_PROXIES",
        "addresses and networks whose X-Forwarded-For is believed, separated by commas, default none",
    ),
    setting(
        "KAKUNIN_COOKIE_DOMAIN",
        "domain whose other hosts may ask at /forward-auth who signed in, such as example.com; default none",
    ),
    setting(
        "KAKUNIN_RETURN_ORIGINS",
        "origins that a sign-in may lead back to, such as https://wiki.example.com, separated by commas, default none",
    ),
    setting(
        "KAKUNIN_MAX_CONNECTIONS",
        "connections at once, default 512; others wait. Keep it below ulimit -n",
    ),
    setting(
        "KAKUNIN_MAX_REQUESTS",
        "requests under way at once, default 256; others get a 503 and may try again",
    ),
    setting(
        "KAKUNIN_MAX_PASSWORDS",
        "passwords that may wait to be hashed, default 64 for each core; others get a 503",
    ),
    setting(
        "KAKUNIN_METRICS_LISTEN",
        "address of its own for /metrics, such as 127.0.0.1:9464; not for visitors, default none",
    ),
    setting("KAKUNIN_DATA_DIR", "default data"),
    setting(
        "DATABASE_URL",
        "sqlite: or postgres:; default a SQLite file in the data folder",
    ),
    setting(
        "KAKUNIN_DATA_KEY",
        "seals phone numbers, 32 bytes in base64; required with PostgreSQL, default data.key in the data folder",
    ),
    setting(
        "KAKUNIN_SQLITE_SYNCHRONOUS",
        "full (default): what was answered survives a power cut; or normal: it survives the end of the process",
    ),
    setting(
        "KAKUNIN_DATABASE_CONNECTIONS",
        "connections of one instance to the database, 2 to 1000, default 8; to a SQLite file 4 at most",
    ),
    setting(
        "KAKUNIN_DATABASE_TIMEOUT_SECONDS",
        "how long a connection or a lock is waited for, 1 to 60, default 5; a statement may take twice as long (PostgreSQL)",
    ),
    setting(
        "KAKUNIN_DEFAULT_COUNTRY",
        "country of national phone numbers, default JP",
    ),
    setting(
        "KAKUNIN_ALLOWED_COUNTRIES",
        "countries whose numbers people may add, such as JP,US, or * for all; default the default country, in the sandbox all",
    ),
    setting(
        "KAKUNIN_ENROLMENT",
        "open (default) or closed: who may add a first phone",
    ),
    setting(
        "KAKUNIN_ENROLMENT_DAYS",
        "how long enrolment is open after the latest link for a password, or the making of the account, default 7",
    ),
    setting(
        "KAKUNIN_CODE_LIFETIME_SECONDS",
        "default and at most 600 (ASVS 6.5.5), as Twilio's",
    ),
    setting(
        "KAKUNIN_CODE_LENGTH",
        "digits of a code, as the Verify service sends them, 4 to 10, default 6, in the sandbox its own: so many places has the field",
    ),
    setting(
        "KAKUNIN_SESSION_IDLE_MINUTES",
        "a session ends so long after it was last used, 2 to 60, default 60",
    ),
    setting(
        "KAKUNIN_SESSION_HOURS",
        "a session ends so long after it began, 1 to 24, default 24",
    ),
    setting(
        "KAKUNIN_REMEMBER_BROWSER_DAYS",
        "how long a person may let a browser stand for the code at sign-in, at most 90, default 0, never: not AAL2 of NIST",
    ),
    setting(
        "KAKUNIN_AUDIT_DAYS",
        "how long rows of the audit log are kept, default 365",
    ),
    setting("KAKUNIN_ARGON2_MEMORY_KIB", "default 19456"),
    setting("KAKUNIN_ARGON2_PASSES", "default 2"),
    setting("KAKUNIN_ARGON2_LANES", "default 1"),
    setting(
        "KAKUNIN_SENDS_PER_ACCOUNT",
        "messages for one account, default 6/hour,10/day; off, or one of the two, may stand in each of these",
    ),
    setting(
        "KAKUNIN_SENDS_PER_NUMBER",
        "messages to one number, default 6/hour,10/day",
    ),
    setting(
        "KAKUNIN_SENDS_PER_ADDRESS",
        "messages for one IPv4 address or IPv6 /64, default 30/hour,100/day",
    ),
    setting(
        "KAKUNIN_SENDS_PER_PREFIX",
        "messages for one IPv4 /24 or IPv6 /48, default 150/hour,500/day",
    ),
    setting(
        "KAKUNIN_SENDS_PER_COUNTRY",
        "messages to numbers of one country, default 300/hour,1000/day",
    ),
    setting(
        "KAKUNIN_CHECKS_PER_ACCOUNT",
        "codes checked for one account, default 20/hour,30/day",
    ),
    setting(
        "KAKUNIN_CHECKS_PER_NUMBER",
        "codes checked for one number, default 20/hour,50/day",
    ),
    setting(
        "KAKUNIN_CHECKS_PER_ADDRESS",
        "codes checked from one IPv4 address or IPv6 /64, default 100/hour,300/day",
    ),
    setting(
        "KAKUNIN_CHECKS_PER_PREFIX",
        "codes checked from one IPv4 /24 or IPv6 /48, default 500/hour,1500/day",
    ),
    setting(
        "KAKUNIN_CHECKS_PER_COUNTRY",
        "codes checked for numbers of one country, default off",
    ),
    setting(
        "KAKUNIN_SENDS_PER_DAY",
        "budget: messages of all in one day (UTC), default 1000",
    ),
    setting(
        "KAKUNIN_SPEND_PER_DAY",
        "budget: what they may cost, in minor units of KAKUNIN_CURRENCY, default 20000",
    ),
    setting("KAKUNIN_CURRENCY", "of budget and prices, default JPY"),
    setting(
        "KAKUNIN_PRICES",
        "of a message, in minor units, assumed: JP.sms=15,JP.call=30,US.sms=5,US.call=5,*.sms=40,*.call=80",
    ),
    setting(
        "KAKUNIN_PUMPING_GUARD",
        "countries and ranges where no code is used: refuse (default), record, or off (default in the sandbox)",
    ),
    setting(
        "KAKUNIN_NUMBERS_PER_ACCOUNT",
        "other numbers one account may try in one day, default 3",
    ),
    setting(
        "KAKUNIN_ACCOUNTS_PER_NUMBER",
        "accounts that may have one phone number, default 3",
    ),
    setting(
        "KAKUNIN_SIGN_IN_FAILURES_PER_ACCOUNT",
        "wrong passwords for one account from one network before the next ones wait, default 5; ten times as many from all networks",
    ),
    setting(
        "KAKUNIN_SIGN_IN_FAILURES_PER_ADDRESS",
        "wrong passwords from one IP address or IPv6 /64 in ten minutes before the next ones wait, default 30; five times as many from the /24 or /48 around it",
    ),
    setting(
        "KAKUNIN_FAILURES_BEFORE_LOCK",
        "wrong codes in a row that lock the second factor, default and at most 100",
    ),
    setting(
        "KAKUNIN_SANDBOX_HOSTS",
        "hosts besides loopback that may see the sandbox, with port, separated by commas",
    ),
    setting(
        "KAKUNIN_SANDBOX_URL",
        "a `kakunin sandbox` on this machine that several instances share, such as http://127.0.0.1:4010; default a twin of its own",
    ),
    setting(
        "KAKUNIN_SANDBOX_CODE_LENGTH",
        "digits of the sandbox's codes, 4 to 10, default 6",
    ),
    setting(
        "KAKUNIN_SANDBOX_LIFETIME_SECONDS",
        "how long the sandbox's codes live, 1 to 86400, default 600; the portal believes KAKUNIN_CODE_LIFETIME_SECONDS",
    ),
    setting(
        "KAKUNIN_SANDBOX_SENDS",
        "messages of one verification, 1 to 1000, default 5",
    ),
    setting(
        "KAKUNIN_SANDBOX_CHECKS",
        "codes tried for one verification, 1 to 1000, default 5",
    ),
    setting(
        "KAKUNIN_SANDBOX_CHECK_STATUS",
        "HTTP status of a check, 200 (default) or 201",
    ),
    setting(
        "KAKUNIN_SANDBOX_AFTER_LAST_CHECK",
        "a start after the last check: wait (default) until expiry, or restart",
    ),
    setting(
        "KAKUNIN_SANDBOX_FRIENDLY_NAME",
        "name in the messages, default Kakunin",
    ),
    setting(
        "KAKUNIN_SANDBOX_CUSTOM_FRIENDLY_NAME",
        "on: a start may name another, default off",
    ),
    setting(
        "KAKUNIN_SANDBOX_DOMAIN",
        "host to which each text message binds its code, default none",
    ),
    setting(
        "KAKUNIN_SANDBOX_DO_NOT_SHARE_WARNING",
        "on: text messages ask not to share the code, default off",
    ),
    setting(
        "KAKUNIN_SANDBOX_RATE_LIMITS",
        "name=max/seconds, separated by commas, default none",
    ),
    setting(
        "KAKUNIN_SANDBOX_FETCH_LIMITS",
        "on: a verification is shown 60 times a minute, 180 an hour, 250 a day, default off",
    ),
    setting(
        "KAKUNIN_NAME",
        "name of the portal in its header and titles, plain text, at most 40 characters, default Kakunin",
    ),
    setting(
        "KAKUNIN_STYLE_FILE",
        "style sheet that comes after the portal's, at most 64 KiB, read at start; default none",
    ),
    setting(
        "KAKUNIN_LOGO_FILE",
        "logo in the place of the portal's, .svg or .png, at most 64 KiB, read at start; default none",
    ),
    setting(
        "KAKUNIN_HELP_JA",
        "line for people who are stuck, plain text, at most 200 characters, on the Japanese pages; default none",
    ),
    setting("KAKUNIN_HELP_EN", "the same on the English pages"),
    setting(
        "KAKUNIN_DRAIN_SECONDS",
        "how long requests under way may take after SIGTERM, default 15",
    ),
    setting(
        "KAKUNIN_DRAIN_DELAY_SECONDS",
        "how long /readyz says no after SIGTERM before no request is taken any more, at most 300, default 0",
    ),
    setting("KAKUNIN_LOG", "filter of the log, default info,sqlx=warn"),
    setting("KAKUNIN_LOG_FORMAT", "text (default) or json"),
];
