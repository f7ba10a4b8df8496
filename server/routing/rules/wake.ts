import type { Candidate } from "./choose-agent";

/**
 * A conversation that took no place wakes: the customer wrote again. It takes a place of whoever has it, if there is one; else it goes
 * above their maximum, or back to routing, as the organization chose. Whoever is not online keeps it as they would any other.
 */
export function wakesTo(
  holder: Pick<Candidate, "presence" | "load" | "limit"> | undefined,
  full: "agent" | "routing",
): "agent" | "routing" {
  if (!holder) return "routing";
  if (full === "agent" || holder.presence !== "online") return "agent";
  return holder.load < holder.limit ? "agent" : "routing";
}
