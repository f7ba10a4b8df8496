/** Counts of a campaign by key, as the database keeps them: recipients by state and reason, deliveries as `d:<state>`, money. */
export type Tally = Record<string, number>;

/** What became of a campaign's recipients. Each of `planned`, `excluded`, `skipped`, `handed` is apart from the others; they make up all. */
export interface Funnel {
  all: number;
  planned: number;
  excluded: number;
  skipped: number;
  /** By reason. */
  leftOut: { reason: string; recipients: number }[];
  /** They have a message. */
  handed: number;
  /** Of those: it is on its way, and has not been refused. */
  underWay: number;
  /** The carrier keeps it back for now. */
  held: number;
  /** Nobody knows whether the carrier has it. */
  unknown: number;
  sent: number;
  delivered: number;
  read: number;
  failed: number;
  replied: number;
  /** A press of a quick reply or a measured link, whichever came first. */
  clicked: number;
  /** Of those: a link of ours. */
  linked: number;
  converted: number;
}

/** Each step counts whoever got further too: what was read was delivered. */
export function funnelOf(tally: Tally): Funnel {
  const at = (key: string) => tally[key] ?? 0;
  const read = at("d:read");
  const delivered = at("d:delivered") + read;
  const sent = at("d:sent") + delivered;
  const leftOut = Object.entries(tally).flatMap(([key, recipients]) => {
    const [, reason] = /^(?:excluded|skipped):(.+)$/.exec(key) ?? [];
    return reason && recipients > 0 ? [{ reason, recipients }] : [];
  });
  return {
    all: at("planned") + at("excluded") + at("skipped") + at("queued"),
    planned: at("planned"),
    excluded: at("excluded"),
    skipped: at("skipped"),
    leftOut: leftOut.sort((a, b) => b.recipients - a.recipients),
    handed: at("queued"),
    underWay: at("d:claimed") + at("d:queued") + at("d:accepted"),
    held: at("d:held"),
    unknown: at("d:unknown") + at("d:unconfirmed"),
    sent,
    delivered,
    read,
    failed: at("d:failed") + at("d:rejected"),
    replied: at("replied"),
    clicked: at("clicked"),
    linked: at("linked"),
    converted: at("converted"),
  };
}
