import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { scopeForRequest } from "@/server/auth-session";
import { exportRecipients } from "@/server/campaigns/export-recipients";
import { DomainError } from "@/server/errors";
import { csvResponse, problem } from "@/server/http";
import { demand } from "@/server/scope";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ org: string; campaign: string }> };

const columns = {
  recipients: [
    ...(["contact", "name", "address", "outcome", "reason", "detail", "code", "variant", "decided"] as const),
    ...([
      "delivered",
      "read",
      "replied",
      "click",
      "clicked",
      "clickSource",
      "converted",
      "result",
      "cost",
    ] as const),
  ],
  proof: ["contact", "address", "intent", "decided", "carrierId", "accepted", "delivered"],
} as const;

/** Who a campaign went to and what came of it as CSV; `?kind=proof`: what shows what was handed over, to whom and when. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  try {
    const { org, campaign } = await params;
    const scope = await scopeForRequest(org);
    demand(scope, "campaigns:export");
    const campaignId = z.uuid().safeParse(campaign).data;
    if (!campaignId) throw new DomainError("NOT_FOUND");
    const kind = new URL(request.url).searchParams.get("kind") === "proof" ? "proof" : "recipients";
    const t = await getTranslations("campaigns");
    const lines = await exportRecipients(
      scope,
      { campaignId, kind },
      {
        head: columns[kind].map((column) => t(`export.${column}`)),
        outcome: (outcome) => t(`outcome.${outcome}`),
        reason: (reason) => t(`reason.${reason}`),
        source: (source) => t(`clickSource.${source}`),
        result: (conversion) => {
          const key = `when.results.${conversion}` as "when.results.reply";
          return t.has(key) ? t(key) : conversion;
        },
      },
    );
    return csvResponse(lines, `hilo-${scope.slug}-campaign-${kind}-${campaignId.slice(-8)}.csv`);
  } catch (error) {
    return problem(error);
  }
}
