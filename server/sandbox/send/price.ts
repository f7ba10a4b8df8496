import type { Carrier } from "../carrier";
import { accountDate, DAY } from "../clock";
import type { Message } from "../model";
import { entryPointDays, priceOf } from "../pricing";
import { entryPointOpen, opensEntryPoint } from "../windows";
import type { Fate } from "./plan";

type Priced = Pick<Message, "pricing" | "freeTierMonth" | "entryPointUntil">;

/** What a send that will arrive costs, which free unit it uses up, and the free entry point window it opens or is in. */
export function price(carrier: Carrier, fate: Fate, phoneId: string, category: string): Priced {
  const { business, now } = fate;
  const thread = carrier.state.thread(phoneId, fate.recipient.id);
  const date = accountDate(business, now);
  const month = date.slice(0, 7);
  const opens = opensEntryPoint(thread, now);
  const inEntryPoint = opens || entryPointOpen(thread, now);
  const until = opens ? now + entryPointDays(date) * DAY : (thread?.entryPointUntil ?? 0);
  const { pricing, usesFreeTier } = priceOf({
    date,
    category,
    windowOpen: fate.windowOpen,
    entryPointOpen: inEntryPoint,
    freeTierUsed: carrier.state.freeTierUsed(phoneId, month),
  });
  return {
    pricing,
    freeTierMonth: usesFreeTier ? month : null,
    entryPointUntil: inEntryPoint ? until : null,
  };
}
