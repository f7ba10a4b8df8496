import { sql } from "@/db/client";
import { env } from "./env";
import { pusherClient, pusherConfig } from "./realtime/client";

/** How long a part may take to answer, in ms. */
const patience = 2_000;

/** Which parts the product needs are there now: database, jobs, realtime, and the sandbox carrier. */
export async function health(): Promise<Record<string, boolean>> {
  const { INNGEST_BASE_URL, SANDBOX_URL } = env();
  const checks = {
    database: sql()`select 1`.then(() => true),
    realtime: pusherClient(pusherConfig(env()))
      .get({ path: "/channels" })
      .then((answer) => answer.status === 200),
    jobs: INNGEST_BASE_URL ? answers(INNGEST_BASE_URL) : Promise.resolve(true),
    sandbox: answers(SANDBOX_URL),
  };
  const results = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => [name, await within(check)] as const),
  );
  return Object.fromEntries(results);
}

/** Any answer counts: what it says is the part's own affair. */
async function answers(url: string): Promise<boolean> {
  await fetch(url, { signal: AbortSignal.timeout(patience) });
  return true;
}

function within(check: Promise<boolean>): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => setTimeout(resolve, patience, false).unref());
  return Promise.race([check.catch(() => false), late]);
}
