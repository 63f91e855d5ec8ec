use super::refusal::Refusal;

/// Does something that takes more than a moment, such as reading a file, while others are answered.
pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Refusal> + Send + 'static,
) -> Result<T, Refusal> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|_| {
        Err(Refusal::broken("Something went wrong in ivrsim itself. It is a defect; please report it."))
    })
}
