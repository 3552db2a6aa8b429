use super::add::read_number;
use crate::command_line::{Failure, operator::Operator};
use app::domain::{ActivityKind, PhoneNumber};
use clap::Args;

#[derive(Args)]
pub(in crate::command_line) struct PhoneCommand {
    /// User ID.
    name: String,
    /// Phone that receives the codes from now on.
    #[arg(required_unless_present = "remove", conflicts_with = "remove")]
    number: Option<String>,
    /// Takes the phone away; while enrolment is open the person adds one at the next sign-in.
    #[arg(long)]
    remove: bool,
}

pub(super) async fn phone(operator: &Operator, command: &PhoneCommand) -> Result<String, Failure> {
    let user = operator.user(&command.name).await?;
    let numbers = operator.config.numbers;
    let number = command
        .number
        .as_deref()
        .map(|typed| read_number(numbers, typed))
        .transpose()?;
    let kind = if user.phone_number.is_some() {
        ActivityKind::PhoneChanged
    } else {
        ActivityKind::PhoneAdded
    };
    let masked = number.as_ref().map(PhoneNumber::masked);
    if number.is_none() && user.phone_number.is_none() {
        return Ok(format!("{} has no phone on file.\n", user.username));
    }
    let mut transaction = operator.database.begin().await?;
    transaction.set_phone(&user.id, number.as_ref()).await?;
    transaction.end_sessions_and_browsers(&user.id).await?;
    let reason = if number.is_some() {
        "user phone"
    } else {
        "user phone --remove"
    };
    Operator::write_down(&mut transaction, kind, &user.id, reason, masked.as_ref()).await?;
    transaction.commit().await?;
    Ok(match masked {
        Some(phone) => format!("Codes of {} go to {phone} from now on.\n", user.username),
        None => format!("{} has no phone on file any more.\n", user.username),
    })
}
