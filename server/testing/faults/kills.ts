import { setTimeout as wait } from "node:timers/promises";
import type { Launched } from "@/server/local/launcher";
import { seededRandom } from "@/server/sandbox/faults";

/** What the kills fall into. */
export interface Course {
  /** From 0 to `total`. */
  readonly progress: number;
  readonly total: number;
  /** It goes no further: what has not been killed yet, is not. */
  readonly over?: boolean;
  run(signal: AbortSignal): Promise<void>;
  /** The app is gone, and not yet back. */
  appGone?(): Promise<void>;
}

/** What is killed once the load has come so far, and how long after that moment. */
export interface Kill {
  at: number;
  what: "app" | "postgres";
  afterMs: number;
}

/** So many kills, spread over the load by the seed; one in the middle hits the database. */
export function planKills(seed: number, total: number, kills: number): Kill[] {
  const draw = seededRandom(seed, "kills");
  const stretch = (total * 0.9) / (kills + 1);
  return Array.from({ length: kills + 1 }, (_, i) => ({
    at: Math.floor(total * 0.04 + stretch * (i + 0.7 * draw())),
    what: i === Math.floor(kills / 2) ? "postgres" : "app",
    afterMs: Math.floor(draw() * 120),
  }));
}

/** Kills as planned, and starts again what was killed. */
export async function strike(
  kills: Kill[],
  copy: Launched,
  course: Course,
  onKill: (kill: Kill) => void,
  signal: AbortSignal,
): Promise<void> {
  for (const kill of kills) {
    while (course.progress < kill.at) {
      signal.throwIfAborted();
      if (course.over) return;
      await wait(5);
    }
    await wait(kill.afterMs);
    onKill(kill);
    if (kill.what === "postgres") {
      await copy.parts.postgres?.kill();
      await copy.parts.postgres?.start();
    } else {
      await copy.killApp("SIGKILL");
      await course.appGone?.();
      await copy.restartApp();
    }
  }
}
