import type { TemplateComponents } from "../schema";
import { buttonsOf, partOf, upper } from "./parts";

/** Whether two templates say the same to a customer; examples and what a carrier adds of its own aside. */
export const sameWords = (one: TemplateComponents, other: TemplateComponents): boolean =>
  JSON.stringify(wordsOf(one)) === JSON.stringify(wordsOf(other));

const wordsOf = (components: TemplateComponents) => [
  ...["HEADER", "BODY", "FOOTER"].map((type) => {
    const part = partOf(components, type);
    return part ? [upper(part.format ?? "TEXT"), part.text ?? ""] : null;
  }),
  ...buttonsOf(components).map(({ type, text, url }) => [
    upper(type),
    // The carrier's own words.
    upper(type) === "COPY_CODE" ? "" : (text ?? ""),
    url ?? "",
  ]),
];
