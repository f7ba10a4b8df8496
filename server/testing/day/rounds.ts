import type { RigReport } from "@/server/testing/faults/report";
import type { Auditor } from "./checkpoint";
import type { Worker } from "./worker";

/**
 * At the end of the day one agent goes through everything that they see, by the keys: what is open, what is put off, what is closed.
 * Each thread is compared as it is reached, so that what the carrier sent and is on no screen is found.
 */
export async function everyThread(
  worker: Worker,
  auditor: Auditor,
): Promise<{ threads: number; violations: RigReport["violations"] }> {
  const violations: RigReport["violations"] = [];
  const read = new Set<string>();
  await worker.unfold();
  for (const queue of ["all", "closed"] as const) {
    await worker.toQueue(queue);
    // Whole before it is walked through.
    violations.push(...(await auditor.screen(worker, queue)));
    for (let tries = 0; tries < 5; ) {
      const rows = (await worker.look()).sections.flatMap((section) => section.rows);
      const next = rows.find((row) => !read.has(row.id));
      if (!next) break;
      // One that moved while the keys were on their way is tried again.
      if (!(await worker.open(next, "steps"))) {
        tries++;
        continue;
      }
      violations.push(...(await auditor.screen(worker, `round ${read.size + 1}`)));
      read.add(next.id);
    }
  }
  const { conversations } = await auditor.facts();
  const missed = conversations.filter(({ id }) => !read.has(id));
  return {
    threads: read.size,
    violations: [
      ...violations,
      ...missed.map(({ id, state, contact, snoozedUntil }) => ({
        kind: "gap",
        what: `no key leads to ${contact}'s conversation (${snoozedUntil ? "put off" : state})`,
        id,
      })),
    ],
  };
}
