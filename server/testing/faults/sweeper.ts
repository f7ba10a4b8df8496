import type { RigOrganization } from "./world";

const all = ["deliveries", "statuses", "routing", "counts", "audit", "campaigns"];

/** Asks the jobs for what their sweeps ask for every minute, by the same event. */
export function sweeper(
  env: Record<string, string>,
  orgs: Pick<RigOrganization, "orgId">[],
  works = all,
): () => Promise<void> {
  const url = `${env.INNGEST_BASE_URL}/e/${env.INNGEST_EVENT_KEY}`;
  return async () => {
    const events = orgs.flatMap(({ orgId }) =>
      works.map((work) => ({ name: "work/left", data: { orgId, work } })),
    );
    const answer = await fetch(url, { method: "POST", body: JSON.stringify(events) });
    if (!answer.ok) throw new Error(`The jobs took no events: ${answer.status}`);
  };
}
