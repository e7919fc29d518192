//! CPU time of this thread: wall time says little on a machine that others use.

/// Seconds of CPU this thread has used so far; wall time where the system does not tell.
pub fn cpu_seconds() -> f64 {
    // The scheduler's own count, in nanoseconds, is finer than the ticks of /proc/self/stat.
    std::fs::read_to_string("/proc/thread-self/schedstat")
        .ok()
        .and_then(|text| text.split(' ').next()?.parse::<f64>().ok())
        .map_or_else(wall_seconds, |nanoseconds| nanoseconds / 1e9)
}

fn wall_seconds() -> f64 {
    std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0.0, |since| since.as_secs_f64())
}
