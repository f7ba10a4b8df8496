import type { Scope } from "@/server/scope";
import { askMany, askSource } from "./ask-source";
import { type Kept, keepReadings } from "./keep-readings";
import { countRefusal, forgetRefusals } from "./keep-refusals";
import type { Ask, LiveSource } from "./plan-reading";
import { distinct, keyOf, type ManyWay, tellApart } from "./rules/many";
import { mapAnswer } from "./rules/mapping";
import { isRefusal } from "./rules/outcome";

export interface Read {
  /** Absent where the contact is another by now. */
  kept?: Kept;
  /** What the contact lacks to be asked about. */
  missing: string[];
}

/** Asks about one contact, and keeps what comes of it. */
export async function readAlone(
  scope: Scope,
  { source, contactId, variables }: Ask,
  at: Date,
): Promise<Read> {
  const said = await askSource(scope.orgId, source, variables);
  const mapped = said.outcome === "ok" ? mapAnswer(source.mapping, said.json) : null;
  const people = [{ contactId, outcome: said.outcome, mapped }];
  const kept = (await keepReadings(scope, { source, at, said, people })).get(contactId);
  return { missing: said.missing ?? [], ...(kept && { kept }) };
}

/**
 * Asks about many, all of whom have a key, in one request, and keeps what comes of it for all of them at once: by contact. Where the
 * source does not take that request, which one key may be the reason of, it is asked about each of them alone; where it does not
 * take it several times in a row, so is everybody for a while.
 */
export async function readTogether(
  scope: Scope,
  source: LiveSource,
  way: ManyWay,
  asks: Ask[],
  at: Date,
): Promise<Map<string, Read>> {
  const keys = asks.map(({ variables }) => keyOf(way, variables));
  const said = await askMany(scope.orgId, source, way, distinct(keys));
  if (isRefusal(said)) {
    await countRefusal(scope, source);
    return readEach(scope, asks, at);
  }
  if (source.refusals > 0 && said.outcome === "ok") await forgetRefusals(scope, source);
  const told = tellApart(way, source.mapping, said, keys);
  const people = asks.flatMap(({ contactId }, n) => {
    const one = told[n];
    return one ? [{ contactId, outcome: one.outcome, mapped: one.mapped }] : [];
  });
  const kept = await keepReadings(scope, { source, at, said, people });
  return new Map(
    asks.map(({ contactId }) => {
      const own = kept.get(contactId);
      return [contactId, { missing: [], ...(own && { kept: own }) }];
    }),
  );
}

/** As many at a time as the organization has places for (server/egress-places.ts). */
async function readEach(scope: Scope, asks: Ask[], at: Date): Promise<Map<string, Read>> {
  const reads = asks.map(async (ask) => [ask.contactId, await readAlone(scope, ask, at)] as const);
  return new Map(await Promise.all(reads));
}
