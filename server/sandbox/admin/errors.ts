/** Refuses an admin call; `code` is stable, `message` is for a developer. */
export class AdminError extends Error {
  constructor(
    readonly status: number,
    readonly code: "unauthorized" | "not_found" | "invalid",
    message: string,
  ) {
    super(message);
  }
}

export function notFound(what: string): AdminError {
  return new AdminError(404, "not_found", `${what} does not exist`);
}
