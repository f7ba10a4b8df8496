import { type Alert, type AllPreferences, isQuiet } from "@/server/organizations/rules/preferences";

export interface Told {
  kind: Alert;
  conversationId: string;
  key: string;
}

export interface Circumstances {
  preferences: AllPreferences;
  presence: "online" | "away" | "offline";
  /** Conversations open in a tab that has the focus. */
  looking: ReadonlySet<string>;
  /** Since midnight, by the browser's clock. */
  minutes: number;
}

/** What of the news is shown and what is heard: nothing in quiet hours, nothing of what one is looking at. */
export function choose<A extends Told>(
  news: readonly A[],
  now: Circumstances,
): { show: A[]; sound: Alert | null } {
  const { preferences, presence, looking, minutes } = now;
  if (isQuiet(preferences.quietHours, minutes)) return { show: [], sound: null };
  if (preferences.quietAway && presence !== "online") return { show: [], sound: null };
  const apart = news.filter((one) => !looking.has(one.conversationId));
  const heard = apart.filter((one) => preferences.alerts[one.kind].sound);
  return {
    show: apart.filter((one) => preferences.alerts[one.kind].notify),
    sound: loudest(heard.map((one) => one.kind)),
  };
}

/** A burst is one sound: what matters most of it. */
function loudest(kinds: Alert[]): Alert | null {
  const order: Alert[] = ["mentioned", "held", "window", "assigned", "written", "unassigned"];
  return order.find((kind) => kinds.includes(kind)) ?? null;
}
