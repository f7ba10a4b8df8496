import type { TemplateComponents } from "../schema";
import { cardsOf } from "./parts";
import { placeholdersOf } from "./render";

/** Who speaks to whom, as far as it is known where a template is filled in. */
export interface Known {
  firstName?: string | null;
  agent?: string | null;
  organization?: string | null;
}

/** Names that people give to placeholders, in the languages of the product. */
const names: [RegExp, keyof Known][] = [
  [/^(nombre|primer_?nombre|cliente|first_?name|name|customer(_?name)?|nome|primeiro_?nome)$/i, "firstName"],
  [/^(agente|asesora?|agent(_?name)?|advisor|atendente|consultora?)$/i, "agent"],
  [
    /^(empresa|organizaci[oó]n|company(_?name)?|organization|business(_?name)?|organiza[cç][aã]o)$/i,
    "organization",
  ],
];

/** What stands before the name of whom one greets. */
const greeting =
  /(^|[\s¡])(hola|buenas|buen d[ií]a|buen[oa]s (d[ií]as|tardes|noches)|estimad[oa]|querid[oa]|hi|hello|dear|good (morning|afternoon|evening)|ol[aá]|oi|prezad[oa]|bom dia|boa (tarde|noite))[\s,]*$/i;

/**
 * The values of a template that need no typing, by the key of their placeholder: what is named after something known, and the numbered
 * one that stands behind a greeting. A proposal: whoever sends sees it and may write over it.
 */
export function prefilled(components: TemplateComponents, known: Known): Record<string, string> {
  const textsOf = (parts: TemplateComponents) => parts.map((part) => part.text ?? "");
  const ofCards = cardsOf(components).map(textsOf);
  const entries = placeholdersOf(components).flatMap(({ key, part, name, card }) => {
    const texts = card === undefined ? textsOf(components) : (ofCards[card] ?? []);
    if (part !== "header" && part !== "body") return [];
    const meant =
      names.find(([pattern]) => pattern.test(name))?.[1] ?? (greeted(texts, name) ? "firstName" : null);
    const value = meant && known[meant]?.trim();
    return value ? [[key, value] as const] : [];
  });
  return Object.fromEntries(entries);
}

function greeted(texts: string[], name: string): boolean {
  return texts.some((text) => {
    const [before, after] = text.split(`{{${name}}}`);
    return after !== undefined && greeting.test(before ?? "");
  });
}
