//! The one binary.

#[tokio::main]
async fn main() -> std::process::ExitCode {
    sangkien::cli::main().await
}
