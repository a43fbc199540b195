/** A small service on one machine. */
const ORDINARY = {
  shared_buffers: "128MB",
  max_connections: "60",
  jit: "off",
  random_page_cost: "1.1",
  password_encryption: "scram-sha-256",
  timezone: "UTC",
  log_timezone: "UTC",
}

/**
 * What people told us must not end up in a log. A statement, a parameter and the detail of an error hold it, and so
 * does many an error's own sentence: whoever sent the statement gets that sentence, the log only gets the server's doings.
 */
const SILENT = {
  log_destination: "stderr",
  logging_collector: "off",
  log_checkpoints: "off",
  log_statement: "none",
  log_min_messages: "log",
  log_min_error_statement: "panic",
  log_min_duration_statement: "-1",
  log_parameter_max_length: "0",
  log_parameter_max_length_on_error: "0",
  log_error_verbosity: "terse",
}

/** For specs: fast, and lost when the machine fails. */
const VOLATILE = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", scram_iterations: "1" }

/** The server's options; the caller's settings prevail, except over where it listens. */
export function serverOptions(port: number, volatile: boolean, overrides: Record<string, string>): string[] {
  const settings = {
    ...ORDINARY,
    ...SILENT,
    ...(volatile ? VOLATILE : {}),
    ...overrides,
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: "",
  }
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])
}
