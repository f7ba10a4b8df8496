import { seededRandom } from "@/server/sandbox/faults";
import { type FigureName, figureNames } from "./board-facts";

export const duties = ["watch", "behind", "whisper", "take", "giveBack", "give", "handOver"] as const;
export type Duty = (typeof duties)[number];

/** What the supervisor does next; on which conversation is decided by what they then see. */
export interface Round {
  at: number;
  duty: Duty;
  /** Whose conversations they open, where they open a figure's. */
  figure: FigureName;
  /** A number that settles whatever else there is to choose, in [0, 1). */
  draw: number;
}

const every = 6;

/** A supervisor's day of so many minutes, from its seed alone: every duty at least once, and what is taken is given back. */
export function planOversight(seed: number, minutes: number): Round[] {
  const draw = seededRandom(seed, "supervisor");
  const count = Math.max(duties.length, Math.floor(minutes / every));
  const step = minutes / (count + 1);
  const rounds: Round[] = [];
  for (let i = 0; i < count; i++)
    rounds.push({
      at: step * (i + 0.2 + 0.7 * draw()),
      duty: duties[i] ?? next(rounds[i - 1]?.duty, i === count - 1, draw()),
      figure: figureNames[Math.floor(draw() * figureNames.length)] ?? "open",
      draw: draw(),
    });
  return rounds;
}

/** Nothing is taken at the end of the day, and what was taken is what comes next. */
function next(before: Duty | undefined, last: boolean, chance: number): Duty {
  if (before === "take") return "giveBack";
  const duty = usual[Math.floor(chance * usual.length)] ?? "watch";
  return last && duty === "take" ? "watch" : duty;
}

const usual: Duty[] = [
  "watch",
  "watch",
  "behind",
  "behind",
  "whisper",
  "whisper",
  "take",
  "give",
  "handOver",
];
