import type { OrgScope } from "@/db/org";
import { writtenPhone } from "@/server/contacts/rules/phone";
import type { RenderedTemplate } from "@/server/templates/rules/render";
import { factsOf } from "./read-facts";
import { type CampaignWork, workOf } from "./read-work";
import { contentOf, decideRecipient } from "./rules/decide-recipient";
import type { FillFacts } from "./rules/fill";
import { inLanguage } from "./rules/in-language";
import type { RecipientReason } from "./rules/recipient-state";
import type { CampaignDraft } from "./schema";

export interface Sample {
  contactId: string;
  name: string | null;
  address: string | null;
  language: string;
  /** The message as they would get it; null: they would get none, and why. */
  rendered: RenderedTemplate | null;
  values: Record<string, string>;
  templateId: string;
  reason: RecipientReason | null;
  detail: string | null;
}

/** Who is looked at: of recipientRows(). */
export interface SampledRow {
  contact_id: string;
  address: string | null;
  variant: number;
}

/** The messages of these as they would be written by what is kept now. */
export async function readSamples(s: OrgScope, work: CampaignWork, rows: SampledRow[]): Promise<Sample[]> {
  const facts = await factsOf(
    s,
    work,
    rows.map((row) => row.contact_id),
  );
  return rows.flatMap((row) => sampleOf(row, work, facts.get(row.contact_id), s.now) ?? []);
}

function sampleOf(
  { contact_id, address, variant }: SampledRow,
  work: CampaignWork,
  known: (FillFacts & { language: string | null }) | undefined,
  now: Date,
): Sample | null {
  const wording = known && inLanguage(work.wordings[variant] ?? [], known.language);
  if (!known || !wording) return null;
  const candidate = {
    ...known,
    merged: false,
    doubled: false,
    arrived: false,
    reachable: true,
    allowed: true,
    lately: 0,
    check: null,
    tries: 0,
  };
  const { types } = work;
  const decision = decideRecipient(candidate, { wording, otherwise: null, cap: null, types, now });
  const values = decision.do === "send" ? decision.values : {};
  return {
    contactId: contact_id,
    name: known.name,
    address: address && writtenPhone(address),
    language: wording.language,
    rendered: decision.do === "send" ? contentOf(wording, values) : null,
    values,
    templateId: wording.templateId,
    reason: decision.do === "skip" ? decision.reason : null,
    detail: decision.do === "skip" ? decision.detail : null,
  };
}

/** What a draft on the screen would be sent with. */
export const unsaved = (s: OrgScope, draft: CampaignDraft) =>
  workOf(s, { id: "00000000-0000-0000-0000-000000000000", name: "", state: "draft", draft });
