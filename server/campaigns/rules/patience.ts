import { mostTries } from "./decide-recipient";

/** What a campaign's sources said of somebody whose message is to be tried again. */
export interface Heard {
  /** How often they did not say before what the campaign needs. */
  tries: number;
  /** One of them fails as a whole, or answers of many something else than was mapped. */
  wrong: boolean;
  /** They answered of this person, and not what the campaign needs. */
  spoken: boolean;
}

/** In ms: so much longer each time that it was waited before. */
const pause = 10_000;

/**
 * How long a message is held that may not leave unchecked: the third time, half a minute after the first, it is over. Of whom a source has
 * said what there is to say, that ends their message; where it says nothing, or is wrong, the campaign stops until somebody put it right,
 * and they wait for that.
 */
export function patienceWith({ tries, wrong, spoken }: Heard): { wait: number; stops: boolean } | "end" {
  const stops = tries + 1 >= mostTries;
  if (stops && spoken && !wrong) return "end";
  return { wait: (tries + 1) * pause, stops };
}
