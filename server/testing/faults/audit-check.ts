import { setTimeout } from "node:timers/promises";
import { sealAudit } from "@/server/audit/seal";
import { type Verification, verifyAudit } from "@/server/audit/verify";
import { type Scope, scopeForSystem } from "@/server/scope";
import type { RigReport } from "./report";
import type { RigOrganization } from "./world";

export interface AuditCheck {
  figures: { auditRows: number };
  violations: RigReport["violations"];
}

/** Seals what the kills left unsealed and computes both chains again: whole, whatever was interrupted. */
export async function checkAudit(orgs: Pick<RigOrganization, "orgId">[]): Promise<AuditCheck> {
  const check: AuditCheck = { figures: { auditRows: 0 }, violations: [] };
  for (const { orgId } of orgs) {
    const scope = await scopeForSystem(orgId, "audit-verify");
    const { verified, unsealed, broken } = await sealedToTheEnd(scope);
    check.figures.auditRows += verified;
    if (broken) check.violations.push({ kind: "audit", what: broken.what, id: broken.auditId });
    if (verified === 0 || unsealed > 0)
      check.violations.push({ kind: "audit", what: `${verified} rows sealed, ${unsealed} not`, id: orgId });
  }
  return check;
}

/** The last rows may be held back by a transaction that is just open somewhere on the server: they are given ten seconds. */
async function sealedToTheEnd(scope: Scope): Promise<Verification> {
  for (let tries = 1; ; tries++) {
    await sealAudit(scope);
    const result = await verifyAudit(scope);
    if (result.unsealed === 0 || tries === 50) return result;
    await setTimeout(200);
  }
}
