import { randomBytes } from "node:crypto";
import type { Json } from "./model";

/** An error as status webhooks and messages carry it. */
export interface ErrorBody {
  code: number;
  title: string;
  message: string;
  error_data: { details: string };
  href: string;
}

const HREF = "https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes";

/** HTTP status and title by code, from Meta's table of error codes (Nov 2025, with changelog entries to Jun 2026). */
const CODES: Record<number, { http: number; title: string }> = {
  1: { http: 400, title: "API Unknown" },
  2: { http: 503, title: "API Service" },
  4: { http: 400, title: "API Too Many Calls" },
  10: { http: 403, title: "Permission Denied" },
  100: { http: 400, title: "Invalid parameter" },
  190: { http: 401, title: "Access token has expired" },
  368: { http: 403, title: "Temporarily blocked for policies violations" },
  2200: { http: 400, title: "Callback verification failed" },
  80007: { http: 400, title: "Rate limit issues" },
  130403: { http: 403, title: "User blocked by the business" },
  130429: { http: 400, title: "Rate limit hit" },
  130472: { http: 400, title: "User's number is part of an experiment" },
  130497: { http: 403, title: "Business account is restricted from messaging users in this country" },
  131000: { http: 500, title: "Something went wrong" },
  131005: { http: 403, title: "Access denied" },
  131008: { http: 400, title: "Required parameter is missing" },
  131009: { http: 400, title: "Parameter value is not valid" },
  131016: { http: 400, title: "Service unavailable" },
  131021: { http: 400, title: "Recipient cannot be sender" },
  131026: { http: 400, title: "Message undeliverable" },
  131030: { http: 400, title: "Recipient phone number not in allowed list" },
  131031: { http: 403, title: "Account has been locked" },
  131037: { http: 400, title: "Display name approval needed" },
  131042: { http: 400, title: "Business eligibility payment issue" },
  131047: { http: 400, title: "Re-engagement message" },
  131048: { http: 400, title: "Spam rate limit hit" },
  131049: { http: 400, title: "This message was not delivered to maintain healthy ecosystem engagement." },
  131050: { http: 400, title: "User stopped marketing messages" },
  131051: { http: 400, title: "Unsupported message type" },
  131052: { http: 400, title: "Media download error" },
  131053: { http: 400, title: "Media upload error" },
  131055: { http: 400, title: "Method not allowed" },
  131056: { http: 400, title: "Pair rate limit hit" },
  131057: { http: 500, title: "Account in maintenance mode" },
  131060: { http: 400, title: "This message is currently unavailable" },
  131062: { http: 400, title: "BSUID recipients are not supported for this message" },
  132000: { http: 400, title: "Template param count mismatch" },
  132001: { http: 404, title: "Template name does not exist in the translation" },
  132005: { http: 400, title: "Template hydrated text too long" },
  132007: { http: 400, title: "Template format character policy violated" },
  132012: { http: 400, title: "Template parameter format mismatch" },
  132015: { http: 400, title: "Template is paused" },
  132016: { http: 400, title: "Template is disabled" },
  133005: { http: 400, title: "Two-step verification PIN mismatch" },
  133006: { http: 400, title: "Phone number re-verification needed" },
  133010: { http: 400, title: "Phone number not registered" },
  133016: { http: 400, title: "Register/deregister rate limit" },
  136024: { http: 400, title: "Request code error: number already verified" },
};

/** Refuses a Graph call with Meta's error body. Template creation uses code 100 with one of the 2388xxx subcodes. */
export class GraphError extends Error {
  readonly http: number;

  constructor(
    readonly code: number,
    readonly details: string,
    readonly extra: { subcode?: number; type?: string; message?: string; title?: string } = {},
  ) {
    super(extra.message ?? `(#${code}) ${code === 100 ? details : titleOf(code)}`);
    this.http = CODES[code]?.http ?? 400;
  }

  body(): Json {
    return {
      error: {
        message: this.message,
        type: this.extra.type ?? "OAuthException",
        code: this.code,
        ...(this.extra.subcode ? { error_subcode: this.extra.subcode } : {}),
        error_data: { messaging_product: "whatsapp", details: this.details },
        ...(this.extra.title ? { error_user_title: this.extra.title, error_user_msg: this.details } : {}),
        fbtrace_id: randomBytes(8).toString("base64url"),
      },
    };
  }
}

/** The answer to an id that does not exist or that the token may not see. */
export function unknownObject(id: string): GraphError {
  const message = `Unsupported request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation.`;
  return new GraphError(100, message, { subcode: 33, type: "GraphMethodException", message });
}

/** An error as a `failed` status or an inbound message carries it. */
export function errorBody(code: number, details: string): ErrorBody {
  const title = titleOf(code);
  return { code, title, message: title, error_data: { details }, href: HREF };
}

function titleOf(code: number): string {
  return CODES[code]?.title ?? "Something went wrong";
}
