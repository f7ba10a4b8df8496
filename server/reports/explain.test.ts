import { beforeAll, describe, expect, test } from "vitest";
import { keepDue } from "@/server/sla/keep-due";
import { withLoadedOrganization } from "@/server/testing/loaded-organization";
import { type Watch, watchPlans } from "@/server/testing/plans";
import { foldReports } from "./fold-reports";
import { readReport } from "./queries";
import { lastDays, reportBy } from "./rules/asked";

/** What grows with every conversation: no report and no sweep may read it from end to end. */
const growing = /^(report_facts|report_hours|conversations|messages)$/;

const world = withLoadedOrganization();

describe.each([
  ["looking at the values", false],
  ["whatever the values", true],
])("on 20,000 conversations, planned %s", (_, generic) => {
  let watch: Watch;
  beforeAll(async () => {
    watch = await watchPlans(world.database, generic);
    await foldReports(world.system);
  });

  async function scans(work: () => Promise<unknown>): Promise<string[]> {
    const { ran } = await watch.during(work);
    expect(ran.length).toBeGreaterThan(0);
    return ran.flatMap(({ text, scanned }) =>
      scanned.some((table) => growing.test(table)) ? [text.replace(/\s+/g, " ").slice(0, 300)] : [],
    );
  }

  test.each(reportBy.options)("a week by %s", async (by) => {
    const asked = { ...lastDays(7, world.owner.now, world.owner.timeZone), by };
    expect(await scans(() => readReport(world.owner, asked))).toEqual([]);
  });

  test("folding what is new, and reckoning what is due", async () => {
    expect(await scans(() => foldReports(world.system))).toEqual([]);
    expect(await scans(() => keepDue(world.system))).toEqual([]);
  });
});
