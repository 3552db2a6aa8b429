//! What the machine can hash at most: Argon2id in a loop, without a server around it.

use crate::{Fault, person::PASSWORD};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use clap::Args;
use serde_json::{Value, json};
use std::{
    thread,
    time::{Duration, Instant},
};

/// The work, as the portal's settings have it.
#[derive(Args)]
pub(crate) struct Ceiling {
    #[arg(long, default_value_t = 19_456)]
    memory_kib: u32,
    #[arg(long, default_value_t = 2)]
    passes: u32,
    #[arg(long)]
    threads: usize,
    #[arg(long)]
    seconds: f64,
}

impl Ceiling {
    pub(crate) fn run(&self) -> Result<Value, Fault> {
        let params = Params::new(self.memory_kib, self.passes, 1, None).map_err(|error| error.to_string())?;
        let kept = self.hashes_per_second(&params, true)?;
        let fresh = self.hashes_per_second(&params, false)?;
        #[expect(clippy::cast_precision_loss, reason = "a few threads")]
        let hash_ms = self.threads as f64 * 1e3 / kept;
        Ok(json!({
            "threads": self.threads,
            // Each thread keeps its memory from hash to hash, which is the most that can be had.
            "hashes_per_second": kept,
            "hash_ms": hash_ms,
            "hashes_per_second_with_fresh_memory": fresh,
        }))
    }

    fn hashes_per_second(&self, params: &Params, keep_memory: bool) -> Result<f64, Fault> {
        let end = Instant::now() + Duration::from_secs_f64(self.seconds / 2.0);
        let work = || hash_until(end, params, keep_memory);
        let rates: Result<Vec<f64>, Fault> = thread::scope(|scope| {
            let threads: Vec<_> = (0..self.threads).map(|_| scope.spawn(work)).collect();
            let ended = threads.into_iter().map(|thread| thread.join());
            ended.map(|rate| rate.map_err(|_| "a thread panicked")?).collect()
        });
        Ok(rates?.into_iter().sum())
    }
}

fn hash_until(end: Instant, params: &Params, keep_memory: bool) -> Result<f64, Fault> {
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone());
    let (mut out, salt) = ([0; Params::DEFAULT_OUTPUT_LEN], [7; 16]);
    let mut memory = vec![Block::default(); params.block_count()];
    let begin = Instant::now();
    let mut hashes = 0.0;
    while Instant::now() < end {
        if keep_memory {
            argon2.hash_password_into_with_memory(PASSWORD.as_bytes(), &salt, &mut out, &mut memory)
        } else {
            argon2.hash_password_into(PASSWORD.as_bytes(), &salt, &mut out)
        }
        .map_err(|error| error.to_string())?;
        hashes += 1.0;
    }
    Ok(hashes / begin.elapsed().as_secs_f64())
}
