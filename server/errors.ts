/** Every refusal a person may meet; each has its text in messages/<locale>/errors.json under the same key. */
export const domainErrors = {
  NOT_FOUND: 404,
  FORBIDDEN: 403,
  UNAUTHENTICATED: 401,
  INVALID: 400,
  CONFLICT: 409,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
  WINDOW_CLOSED: 409,
  NEWER_MESSAGES: 409,
  OWNER_CHANGED: 409,
  CONVERSATION_CLOSED: 409,
  CONVERSATION_OPEN: 409,
  ALREADY_TAKEN: 409,
  CLOSE_REASON_REQUIRED: 409,
  FILE_TOO_LARGE: 413,
  FILE_NOT_ALLOWED: 415,
  CARRIER_REFUSED: 502,
  CARRIER_UNREACHABLE: 502,
  TEMPLATE_NOT_APPROVED: 409,
  TEMPLATE_VALUES_MISSING: 400,
  NO_CONSENT: 409,
  SLUG_TAKEN: 409,
  LAST_OWNER: 409,
  WRONG_PASSWORD: 403,
  LINK_INVALID: 410,
  NUMBER_TAKEN: 409,
  ADDRESS_REFUSED: 400,
} as const;

export type ErrorCode = keyof typeof domainErrors;

/** The one error that the domain throws. `details` reaches the client: ids and figures only, no contents. */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly details: Record<string, unknown> = {},
    options?: ErrorOptions,
  ) {
    super(code, options);
    this.name = "DomainError";
  }

  get status(): number {
    return domainErrors[this.code];
  }
}
