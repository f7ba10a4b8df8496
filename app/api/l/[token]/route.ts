import { getTranslations } from "next-intl/server";
import { attributeClick } from "@/server/campaigns/attribute-click";
import { clientIp } from "@/server/client-ip";
import { followLink } from "@/server/conversations/links/follow-link";
import { gonePage } from "@/server/conversations/links/gone-page";
import { DomainError } from "@/server/errors";
import { problem } from "@/server/http";
import { requestLocale } from "@/server/i18n";

export const dynamic = "force-dynamic";

/** A measured button of a message (`/l/…`, handed on to here by proxy.ts): on to where it leads, and counted. What we did not sign, and what was erased, leads nowhere. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ token: string }> },
): Promise<Response> {
  try {
    return await followLink((await params).token, request, clientIp(request.headers), attributeClick);
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "LINK_INVALID") return problem(error);
    const t = await getTranslations("consent.link");
    return gonePage({ language: await requestLocale(), title: t("goneTitle"), text: t("gone") });
  }
}
