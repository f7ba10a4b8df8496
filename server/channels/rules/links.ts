export interface Link {
  /** Each has `numbers.link.<name>.<state>` in the texts: what it is and what to do. */
  name: "token" | "subscribed" | "callback" | "heard" | "number";
  state: "ok" | "waiting" | "broken";
}

export interface LinkFacts {
  verified: boolean;
  subscribed: boolean;
  heard: boolean;
  /** As the carrier says; CONNECTED is well. */
  status: string | null;
  /** The code of the connection's last trouble. */
  error: string | null;
}

/** The chain from the customer's phone to the inbox, in order: the first link that is not well is where to look. */
export function linksOf(facts: LinkFacts): Link[] {
  const tokenBroken = facts.error === "190" || facts.error === "0";
  return [
    { name: "token", state: tokenBroken ? "broken" : "ok" },
    { name: "subscribed", state: facts.subscribed ? "ok" : facts.error ? "broken" : "waiting" },
    { name: "callback", state: facts.verified ? "ok" : "waiting" },
    { name: "heard", state: facts.heard ? "ok" : "waiting" },
    { name: "number", state: facts.status === null || facts.status === "CONNECTED" ? "ok" : "broken" },
  ];
}
