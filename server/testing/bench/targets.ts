import type { Figures } from "./cli";

/** What figures may be at most, and what at least. */
export interface Targets {
  atMost: Record<string, number>;
  atLeast?: Record<string, number>;
}

/** Says of each target whether it holds; true when all do. */
export function reached(figures: Figures, { atMost, atLeast = {} }: Targets, say: (line: string) => void) {
  const told = (name: string, value: number | undefined, holds: boolean, words: string) => {
    say(`${holds ? "holds " : "MISSED"} ${name.padEnd(20)} ${value ?? "not measured"} (${words})`);
    return holds;
  };
  const held = [
    ...Object.entries(atMost).map(([name, most]) =>
      told(name, figures[name], (figures[name] ?? Number.POSITIVE_INFINITY) <= most, `at most ${most}`),
    ),
    ...Object.entries(atLeast).map(([name, least]) =>
      told(name, figures[name], (figures[name] ?? Number.NEGATIVE_INFINITY) >= least, `at least ${least}`),
    ),
  ];
  return held.every(Boolean);
}
