/** Ends a request of the HTTP API with this status and an explanation in the body. */
export class HttpError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}
