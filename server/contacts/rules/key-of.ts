import { folded } from "./attribute";

/** What something is called in formulas, mappings and templates, from its first name: "Días de atraso" is dias_de_atraso. */
export function keyOf(label: string): string {
  const words = folded(label)
    .match(/[a-z0-9]+/g)
    ?.join("_");
  const key = words ?? [...label].map((c) => c.codePointAt(0)).join("_");
  return (/^[a-z]/.test(key) ? key : `x${key}`).slice(0, 60);
}
