//! `kakunin doctor`, as operators type it: the real command against a twin and a portal that run.

mod around;
mod database_plants;
mod diagnosis;
mod healthy;
mod odd_server;
mod plant;
mod postgres_plants;
mod settings_plants;
mod twilio_plants;
mod web_plants;
