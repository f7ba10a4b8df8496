import type { Env } from "./env";

type Where = Pick<Env, "APP_URL" | "PUSHER_HOST" | "PUSHER_PORT" | "PUSHER_TLS" | "PUSHER_CLUSTER">;

/**
 * What a page may load and where it may connect: our own scripts by nonce, our own files, the realtime service.
 * @param development adds what hot reloading needs: eval, and sockets to any port of this machine.
 */
export function contentSecurityPolicy(env: Where, nonce: string, development: boolean): string {
  const secure = env.APP_URL.startsWith("https:");
  const directives: Record<string, string[]> = {
    "default-src": ["'self'"],
    "script-src": [
      "'self'",
      `'nonce-${nonce}'`,
      "'strict-dynamic'",
      ...(development ? ["'unsafe-eval'"] : []),
    ],
    // Positions and widths are style attributes, which no nonce can allow.
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "blob:", "data:"],
    "media-src": ["'self'", "blob:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'", ...realtimeSources(env), ...(development ? ["ws:"] : [])],
    "object-src": ["'none'"],
    "base-uri": ["'self'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
    ...(secure ? { "upgrade-insecure-requests": [] } : {}),
  };
  return Object.entries(directives)
    .map(([name, values]) => [name, ...values].join(" "))
    .join("; ");
}

function realtimeSources({ PUSHER_HOST, PUSHER_PORT, PUSHER_TLS, PUSHER_CLUSTER }: Where): string[] {
  const s = PUSHER_TLS ? "s" : "";
  const port = PUSHER_PORT === undefined ? "" : `:${PUSHER_PORT}`;
  if (PUSHER_HOST) return [`ws${s}://${PUSHER_HOST}${port}`, `http${s}://${PUSHER_HOST}${port}`];
  return [`wss://ws-${PUSHER_CLUSTER}.pusher.com`, `https://sockjs-${PUSHER_CLUSTER}.pusher.com`];
}

/** The headers beside it, the same for every page. A link's secret must not travel on in a Referer, nor stay in a cache. */
export function pageHeaders(env: Where, path: string): Record<string, string> {
  const holdsSecret = /^\/(link|invitation|s)\//.test(path);
  return {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": holdsSecret ? "no-referrer" : "strict-origin-when-cross-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(self), payment=(), usb=()",
    ...(holdsSecret ? { "cache-control": "no-store", "x-robots-tag": "noindex" } : {}),
    ...(env.APP_URL.startsWith("https:") ? { "strict-transport-security": "max-age=31536000" } : {}),
  };
}
