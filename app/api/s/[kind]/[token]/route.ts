import { clientIp } from "@/server/client-ip";
import { answerUnsubscribe } from "@/server/contacts/consent/answer-unsubscribe";
import { confirmConsent } from "@/server/contacts/consent/confirm-consent";
import { languages } from "@/server/contacts/consent/schema";
import { env } from "@/server/env";
import { DomainError } from "@/server/errors";
import { problem } from "@/server/http";

export const dynamic = "force-dynamic";

type Props = { params: Promise<{ kind: string; token: string }> };

/**
 * What the forms of a link's page do, and mail programs with one click (RFC 8058): `/s/u/…` and `/s/c/…` are handed on to here
 * (proxy.ts). The token is all that is needed, so no origin is asked for. Browsers go back to the page, which says what was done.
 */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  const { kind, token } = await params;
  try {
    const form = new URLSearchParams(await request.text());
    const browser = { ip: clientIp(request.headers), userAgent: agentOf(request) };
    const oneClick = form.get("List-Unsubscribe") === "One-Click";
    if (kind === "c") await confirmConsent(token, browser);
    else if (kind === "u") {
      const state = form.get("answer") === "in" && !oneClick ? ("in" as const) : ("out" as const);
      const language = languages.find((one) => one === form.get("language")) ?? "es";
      await answerUnsubscribe(token, { state, language, oneClick }, browser);
    } else throw new DomainError("NOT_FOUND");
    if (oneClick) return new Response(null, { status: 200 });
    return back(kind, token, "");
  } catch (error) {
    if (
      error instanceof DomainError &&
      ["LINK_INVALID", "RATE_LIMITED"].includes(error.code) &&
      /^[uc]$/.test(kind)
    )
      return back(kind, token, error.code === "RATE_LIMITED" ? "?wait" : "");
    return problem(error);
  }
}

const agentOf = (request: Request) => request.headers.get("user-agent")?.slice(0, 300) ?? null;

function back(kind: string, token: string, query: string): Response {
  return Response.redirect(`${env().APP_URL}/s/${kind}/${encodeURIComponent(token)}${query}`, 303);
}
