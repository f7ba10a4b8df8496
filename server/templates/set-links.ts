import { z } from "zod";
import { inOrg, type OrgScope } from "@/db/org";
import { asRows } from "@/db/rows";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { ownAddress } from "./own-address";
import { templateLimits } from "./rules/draft";
import { destinationProblem } from "./rules/draft-problems";
import type { MeasuredLink } from "./rules/measured-links";
import { placedButtons } from "./rules/parts";
import type { TemplateComponents } from "./schema";

export const setLinksInput = z.object({
  templateId: z.uuid(),
  /** `button`: see buttonPlace(). */
  links: z
    .array(z.object({ button: z.int().min(0).max(109), url: z.string().trim().max(templateLimits.url) }))
    .min(1)
    .max(110),
});

/**
 * Says where buttons lead that have our address at the carrier, of a template that was written elsewhere: a carousel is. From then on they
 * are measured, as those are that were written here. Throws NOT_FOUND, or INVALID with the button for one that has another address and for
 * a destination that no browser follows or that a value could lead away from.
 */
export async function setLinks(
  scope: MemberScope,
  { templateId, links }: z.infer<typeof setLinksInput>,
): Promise<void> {
  const address = ownAddress();
  await inOrg(scope, async (s) => {
    const before = await lock(s, templateId);
    const ours = placedButtons(before.components).filter(({ url }) => url === address);
    for (const { button, url } of links) {
      const problem = ours.some(({ place }) => place === button) ? destinationProblem(url) : "url-form";
      if (problem) throw new DomainError("INVALID", { field: `buttons.${button}.url`, problem });
    }
    const kept = before.links.filter((one) => !links.some(({ button }) => button === one.button));
    const said = links.map(({ button, url }): MeasuredLink => ({ button, address, url, example: "" }));
    await s.sql`
      update templates set links = ${asRows([...kept, ...said])}::text::jsonb where org_id = ${s.orgId} and id = ${templateId}`;
    const details = { buttons: links.map(({ button }) => button) };
    await record(s, { action: "template.linked", subject: ["template", templateId], details });
    await publish(s, [{ kind: "template", id: templateId }]);
  });
}

interface Before {
  components: TemplateComponents;
  links: MeasuredLink[];
}

async function lock({ sql, orgId }: OrgScope, templateId: string): Promise<Before> {
  const [row] = await sql<Before[]>`
    select components, links from templates where org_id = ${orgId} and id = ${templateId} and status <> 'DELETED' for update`;
  if (!row) throw new DomainError("NOT_FOUND");
  return row;
}
