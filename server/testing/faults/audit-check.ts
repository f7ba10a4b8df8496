import { sealAudit } from "@/server/audit/seal";
import { verifyAudit } from "@/server/audit/verify";
import { scopeForSystem } from "@/server/scope";
import type { RigReport } from "./report";
import type { RigOrganization } from "./world";

export interface AuditCheck {
  figures: { auditRows: number };
  violations: RigReport["violations"];
}

/** Seals what the kills left unsealed and computes both chains again: whole, whatever was interrupted. */
export async function checkAudit(orgs: RigOrganization[]): Promise<AuditCheck> {
  const check: AuditCheck = { figures: { auditRows: 0 }, violations: [] };
  for (const { orgId } of orgs) {
    const scope = await scopeForSystem(orgId, "audit-verify");
    await sealAudit(scope);
    const { verified, unsealed, broken } = await verifyAudit(scope);
    check.figures.auditRows += verified;
    if (broken) check.violations.push({ kind: "audit", what: broken.what, id: broken.auditId });
    if (verified === 0 || unsealed > 0)
      check.violations.push({ kind: "audit", what: `${verified} rows sealed, ${unsealed} not`, id: orgId });
  }
  return check;
}
