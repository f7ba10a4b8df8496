import { lengthOf } from "@/server/templates/rules/draft";

/** How much is written of what fits. */
export function Room({ text, most }: { text: string; most: number }) {
  const is = lengthOf(text);
  return <span className={is > most ? "figures text-red-ink" : "figures"}>{`${is}/${most}`}</span>;
}
