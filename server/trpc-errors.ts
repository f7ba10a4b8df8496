import { TRPCError } from "@trpc/server";
import { ZodError } from "zod";
import { newId } from "@/db/id";
import { unreachable } from "@/db/unreachable";
import { DomainError, type ErrorCode } from "./errors";
import { log } from "./log";

/** What a client learns of a failure: a code with its text in messages/<locale>/errors.json, ids and figures. */
export interface PublicError {
  code: ErrorCode | "UNEXPECTED";
  details: Record<string, unknown>;
}

type StatusCode = TRPCError["code"];

const statusCodes: Record<number, StatusCode> = {
  400: "BAD_REQUEST",
  401: "UNAUTHORIZED",
  403: "FORBIDDEN",
  404: "NOT_FOUND",
  409: "CONFLICT",
  410: "PRECONDITION_FAILED",
  413: "PAYLOAD_TOO_LARGE",
  415: "UNSUPPORTED_MEDIA_TYPE",
  429: "TOO_MANY_REQUESTS",
  502: "BAD_GATEWAY",
  503: "SERVICE_UNAVAILABLE",
};

/** An error nobody foresaw; the log holds it under this id, the client gets the id alone. */
class Unexpected extends Error {
  constructor(
    readonly id: string,
    cause: unknown,
  ) {
    super("UNEXPECTED", { cause });
  }
}

/** Translates whatever a procedure threw. Logs what was not foreseen, with an id that the person can quote. */
export function toTRPCError(error: TRPCError, path: string): TRPCError {
  const { cause } = error;
  if (cause instanceof Unexpected) return error;
  if (cause instanceof DomainError) return named(cause);
  const known = databaseError(cause);
  if (known) return named(known);
  if (error.code !== "INTERNAL_SERVER_ERROR") return error;
  const id = newId();
  log().error({ err: cause ?? error, id, path }, "A procedure failed");
  return new TRPCError({
    code: "INTERNAL_SERVER_ERROR",
    message: "UNEXPECTED",
    cause: new Unexpected(id, cause),
  });
}

/** Neither the message nor the stack of anything that was not meant for people. */
export function publicError(error: TRPCError): { message: string; data: PublicError } {
  const data = described(error);
  return { message: data.code, data };
}

/**
 * Status and headers of an answer. A single call answers with its refusal's own status, which tRPC knows only in part;
 * of several calls, 207 says that each has its own.
 */
export function answerMeta({
  errors,
  paths,
}: {
  errors: TRPCError[];
  paths?: readonly string[] | undefined;
}) {
  const refusals = errors.map((error) => domainErrorOf(error)).filter((refusal) => refusal !== null);
  const haste = refusals.find((refusal) => refusal.code === "RATE_LIMITED");
  const [only] = paths?.length === 1 ? refusals : [];
  return {
    ...(only ? { status: only.status } : {}),
    headers: {
      "cache-control": "no-store",
      ...(haste ? { "retry-after": String(haste.details.retryAfterSeconds ?? 60) } : {}),
    },
  };
}

/** What was thrown by a call inside the server (server components), in the same words. */
export function domainErrorOf(error: unknown): DomainError | null {
  if (error instanceof DomainError) return error;
  return error instanceof TRPCError && error.cause instanceof DomainError ? error.cause : null;
}

/**
 * The database is not there, two people took the same name at the same moment, or what was named is not in this
 * organization. drizzle wraps what it threw.
 */
function databaseError(error: unknown): DomainError | null {
  if (!(error instanceof Error)) return null;
  if (unreachable(error)) return new DomainError("UNAVAILABLE", {}, { cause: error });
  if ("code" in error && error.code === "23505") return new DomainError("CONFLICT", {}, { cause: error });
  if ("code" in error && error.code === "23503") return new DomainError("NOT_FOUND", {}, { cause: error });
  return databaseError(error.cause);
}

function named(error: DomainError): TRPCError {
  const code = statusCodes[error.status] ?? "INTERNAL_SERVER_ERROR";
  return new TRPCError({ code, message: error.code, cause: error });
}

function described({ code, cause }: TRPCError): PublicError {
  if (cause instanceof DomainError) return { code: cause.code, details: cause.details };
  if (cause instanceof ZodError) return { code: "INVALID", details: { fields: fieldsOf(cause) } };
  if (cause instanceof Unexpected) return { code: "UNEXPECTED", details: { id: cause.id } };
  if (code === "NOT_FOUND") return { code: "NOT_FOUND", details: {} };
  return { code: code === "INTERNAL_SERVER_ERROR" ? "UNEXPECTED" : "INVALID", details: {} };
}

/** Path → zod's code; never the value that was refused. */
function fieldsOf(error: ZodError): Record<string, string> {
  return Object.fromEntries(error.issues.map((issue) => [issue.path.join("."), issue.code]));
}
