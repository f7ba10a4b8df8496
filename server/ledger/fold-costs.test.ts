import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inOrg } from "@/db/org";
import type { Scope } from "@/server/scope";
import { costLines } from "./cost-lines";
import { foldCosts } from "./fold-costs";
import { recordUsage } from "./record-usage";
import { foldAll, type Happened, happen, makeTenant, openWorld, sayAll, type World } from "./test-world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** Something to wait for, and what lets the waiting go on. */
function gate() {
  let open = () => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, passed };
}

describe("folding", () => {
  const said = (n: number): Happened[] =>
    Array.from({ length: n }, () => ({
      kind: "MT",
      at: "2026-11-20T12:00:00Z",
      priced: "regular",
      as: "service",
      failed: false,
    }));
  const month = { from: new Date("2026-11-01T03:00Z"), to: new Date("2026-12-01T03:00Z") };
  const total = (scope: Scope) =>
    inOrg(scope, async (s) => (await costLines(s, month, "day")).reduce((n, line) => n + line.messages, 0));

  test("neither loses nor doubles what an older, still open transaction writes", async () => {
    const tenant = await makeTenant();
    await happen(tenant, said(3));
    const [open, written] = [gate(), gate()];
    const slow = inOrg(tenant.scope, async (scope) => {
      await recordUsage(scope, await sayAll(scope, tenant, said(2), 90_000));
      written.open();
      await open.passed;
    });
    await written.passed;
    await happen(tenant, said(4));
    await foldCosts(tenant.scope);
    expect(await total(tenant.scope)).toBe(7);
    open.open();
    await slow;
    expect(await total(tenant.scope)).toBe(9);
    await Promise.all([foldCosts(tenant.scope), foldCosts(tenant.scope), total(tenant.scope)]);
    expect(await total(tenant.scope)).toBe(9);
  });

  test("moves hours to a new time zone", async () => {
    const tenant = await makeTenant();
    await happen(tenant, said(5));
    await foldAll(tenant.scope);
    await inOrg(tenant.scope, ({ sql }) => sql`update organizations set time_zone = 'Asia/Kathmandu'`);
    await foldAll(tenant.scope);
    const [row] = await inOrg(
      tenant.scope,
      ({ sql }) =>
        sql`select extract(minute from hour)::int as minute, messages from cost_hours where messages > 0`,
    );
    expect(row).toEqual({ minute: 15, messages: 5 });
    expect(await total(tenant.scope)).toBe(5);
  });

  test("begins anew over sums of another server", async () => {
    const tenant = await makeTenant();
    await happen(tenant, said(5));
    await foldAll(tenant.scope);
    await inOrg(tenant.scope, ({ sql }) => sql`update cost_folds set xid = '9000000000000000000'`);
    await foldAll(tenant.scope);
    await happen(tenant, said(1));
    expect(await total(tenant.scope)).toBe(6);
  });

  test("is due after some hundreds of rows, and not before", async () => {
    const tenant = await makeTenant();
    const due = async () => {
      const rows = await inOrg(
        tenant.scope,
        ({ sql }) => sql`select org_id from resolve_unfolded_costs() where org_id = ${tenant.scope.orgId}`,
      );
      return rows.length > 0;
    };
    await happen(tenant, said(300));
    expect(await due()).toBe(false);
    await happen(tenant, said(300));
    expect(await due()).toBe(true);
    await foldAll(tenant.scope);
    expect(await due()).toBe(false);
  });
});
