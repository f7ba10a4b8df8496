import { readLive } from "@/server/connectors/read-live";
import { env } from "@/server/env";
import { createBankConnector } from "../connector-source";
import { createConversation, createOrganization } from "../factories";
import { percentile, timed, up } from "./figures";

export interface ConnectorOverhead {
  /** Milliseconds of readLive beyond a bare fetch of the same answer, right before and after it. */
  connectorOverheadP50: number;
  connectorOverheadP95: number;
  /** Of the bare fetches: what the source takes by itself. */
  connectorSourceP95: number;
}

/**
 * `connectorOverhead(rounds?) → { connectorOverheadP50, connectorOverheadP95, connectorSourceP95 }`, in ms: how long reading live data takes beyond its source's own
 * answer time, everything included: what is asked, the checked connection, mapping, and keeping attributes and objects. In an organization
 * of its own, against the sample bank of BANK_URL; each reading stands between two bare fetches. To be kept: connectorOverheadP95 ≤ 5 ms.
 */
export async function connectorOverhead(rounds = 300): Promise<ConnectorOverhead> {
  const { BANK_URL: url, BANK_KEY: key } = env();
  if (!url || !key) throw new Error("BANK_URL and BANK_KEY name no sample bank: start the copy with it.");
  const org = await createOrganization();
  await createBankConnector(org, { url, key }, { cacheSeconds: 0 });
  const { contactId } = await createConversation(org, { phone: "5491155017310" });
  const bare = () => timed(() => bareFetch(`${url}/v1/customers?phone=5491155017310`, key));
  const read = () =>
    timed(async () => {
      const [reading] = await readLive(org.owner.scope, { contactIds: [contactId], notOlderThan: later() });
      if (reading?.outcome !== "ok") throw new Error(`The bank was not read: ${reading?.outcome}`);
    });
  for (let n = 0; n < 20; n++) await Promise.all([bare(), read()]);
  const [overheads, fetches]: [number[], number[]] = [[], [await bare()]];
  for (let n = 0; n < rounds; n++) {
    const before = fetches.at(-1) ?? 0;
    const took = await read();
    const after = await bare();
    fetches.push(after);
    overheads.push(took - (before + after) / 2);
  }
  return {
    connectorOverheadP50: up(percentile(overheads, 0.5)),
    connectorOverheadP95: up(percentile(overheads, 0.95)),
    connectorSourceP95: up(percentile(fetches, 0.95)),
  };
}

/** Nothing that is remembered is young enough. */
const later = () => new Date(Date.now() + 60_000);

async function bareFetch(url: string, key: string): Promise<void> {
  const response = await fetch(url, { headers: { "x-api-key": key } });
  await response.json();
}
