use super::{
    Database,
    database::{Pool, on},
};

/// What the pool of connections is at.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct PoolState {
    /// At work, or taken by somebody.
    pub busy: u32,
    /// Open and free.
    pub idle: u32,
    /// As many as there may be.
    pub most: u32,
}

impl Database {
    /// Asks the pool and not the database.
    pub fn pool_state(&self) -> PoolState {
        let (open, idle, most) = on!(Pool, &self.pool, pool => {
            (pool.size(), pool.num_idle(), pool.options().get_max_connections())
        });
        let idle = u32::try_from(idle).unwrap_or(u32::MAX).min(open);
        PoolState {
            busy: open - idle,
            idle,
            most,
        }
    }
}
