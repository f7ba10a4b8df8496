import { closeSql, sql } from "@/db/client";
import { sealAudit } from "@/server/audit/seal";
import { verifyAudit } from "@/server/audit/verify";
import { fillEnvironment } from "@/server/local/fill-environment";
import { scopeForSystem } from "@/server/scope";

/** `npm run audit -- verify [--json]`: every organization's chain, sealed up to now and computed again. Exits 1 at a broken row. */
async function main(args: string[]): Promise<number> {
  if (args[0] !== "verify") {
    console.error("Usage: npm run audit -- verify [--json]");
    return 2;
  }
  fillEnvironment();
  const organizations = await sql()<{ org_id: string }[]>`select org_id from resolve_due('organizations')`;
  const results = [];
  for (const { org_id } of organizations) {
    const scope = await scopeForSystem(org_id, "audit-verify");
    await sealAudit(scope);
    const result = await verifyAudit(scope);
    results.push({ orgId: org_id, ...result });
    const words = result.broken
      ? `broken at ${result.broken.position}: ${result.broken.what} (${result.broken.auditId})`
      : "whole";
    console.error(`${org_id}: ${result.verified} rows verified, ${result.unsealed} not sealed yet, ${words}`);
  }
  const broken = results.filter((r) => r.broken);
  if (args.includes("--json"))
    console.log(
      JSON.stringify({
        organizations: results.length,
        verified: results.reduce((n, r) => n + r.verified, 0),
        broken,
      }),
    );
  return broken.length === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2)).finally(closeSql);
