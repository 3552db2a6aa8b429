use super::password_link::{NewLink, sentence};
use crate::{
    auth::{NumberReader, Passwords, UserId, random_id},
    command_line::{Failure, operator::Operator, password_input::new_password},
    randomness::SystemRandomness,
    store::NewUser,
};
use app::domain::{ActivityKind, PhoneNumber};
use clap::Args;
use secrecy::SecretString;

#[derive(Args)]
pub(in crate::command_line) struct AddCommand {
    /// User ID.
    name: String,
    /// Phone that receives the codes; without it the person adds one at the first sign-in.
    #[arg(long, value_name = "NUMBER")]
    phone: Option<String>,
    /// Asks for a password, or reads it as one line from standard input, in the place of a link.
    #[arg(long)]
    with_password: bool,
}

pub(super) async fn add(operator: &Operator, command: &AddCommand) -> Result<String, Failure> {
    let name = UserId::parse(&command.name)?;
    let phone = command
        .phone
        .as_deref()
        .map(|typed| read_number(operator.config.numbers, typed));
    let phone = phone.transpose()?;
    let password = command.with_password.then(|| new_password(&name)).transpose()?;
    let link = make(operator, &name, phone.as_ref(), password).await?;
    let place = if operator.config.provider.is_sandbox() {
        "in the sandbox"
    } else {
        "in the live portal"
    };
    let made = format!("{name} was made {place}.\n");
    Ok(match link {
        Some(link) => made + &sentence(operator, &link),
        None => made,
    })
}

/// One transaction: nobody finds an account whose link nobody has.
async fn make(
    operator: &Operator,
    name: &UserId,
    phone: Option<&PhoneNumber>,
    password: Option<SecretString>,
) -> Result<Option<NewLink>, Failure> {
    let hash = match &password {
        Some(password) => {
            let passwords = Passwords::new(operator.config.password_cost, 1)?;
            passwords.hash(password.clone()).await?
        }
        None => String::new(),
    };
    let id = random_id(&SystemRandomness);
    let user = NewUser {
        id: &id,
        username: name.as_str(),
        password_hash: &hash,
        phone_number: phone,
        created_at: Operator::now(),
    };
    let mut transaction = operator.database.begin().await?;
    if !transaction.add_user(&user).await? {
        return Err(format!("the user ID {name} is taken").into());
    }
    let masked = phone.map(PhoneNumber::masked);
    Operator::write_down(
        &mut transaction,
        ActivityKind::UserAdded,
        &id,
        "user add",
        masked.as_ref(),
    )
    .await?;
    let link = match password {
        Some(_) => None,
        None => Some(NewLink::make(&mut transaction, &id, "user add").await?),
    };
    transaction.commit().await?;
    Ok(link)
}

/// Reads a number as an operator types it.
pub(super) fn read_number(numbers: NumberReader, typed: &str) -> Result<PhoneNumber, Failure> {
    numbers
        .read(typed)
        .map_err(|_| format!("`{typed}` is no phone number").into())
}
