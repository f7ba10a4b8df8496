import { z } from "zod";

/** Lengths and numbers that the carrier allows. Source: its pages on template components (Dec 2025). */
export const templateLimits = {
  name: 512,
  header: 60,
  body: 1_024,
  footer: 60,
  button: 25,
  url: 2_000,
  code: 15,
  phone: 20,
  buttons: 10,
  of: { "quick-reply": 10, url: 2, phone: 1, "copy-code": 1 },
} as const;

const MB = 1_048_576;

/** What the carrier takes as the example of a header. Source: its pages on uploads and on media (Dec 2025). */
export const headerFiles = {
  image: { mimes: ["image/jpeg", "image/png"], maxBytes: 5 * MB },
  video: { mimes: ["video/mp4"], maxBytes: 16 * MB },
  document: { mimes: ["application/pdf"], maxBytes: 100 * MB },
} as const;
export type HeaderFileKind = keyof typeof headerFiles;

export const takesFile = (kind: string): kind is HeaderFileKind => Object.hasOwn(headerFiles, kind);

/** More than any limit: what is longer than the carrier allows is a problem with its place, not a refused request. */
const text = z.string().max(5_000);

const draftButton = z.discriminatedUnion("type", [
  z.object({ type: z.literal("quick-reply"), text }),
  /** `example` is the whole address, for one that ends in a variable. `measured`: it goes by an address of ours that counts who follows it. */
  z.object({ type: z.literal("url"), text, url: text, example: text, measured: z.boolean().optional() }),
  z.object({ type: z.literal("phone"), text, phone: text }),
  z.object({ type: z.literal("copy-code"), code: text }),
]);
export type DraftButton = z.infer<typeof draftButton>;
export type DraftButtonType = DraftButton["type"];

export const draftCategories = ["UTILITY", "MARKETING"] as const;
export const headerKinds = ["none", "text", "image", "video", "document", "location"] as const;

/** An example file that is kept here. */
const headerFile = z.object({ fileId: z.uuid(), name: z.string().max(240), mime: z.string().max(120) });
export type HeaderFile = z.infer<typeof headerFile>;

/** A template as it is written here, before the carrier has seen it. */
export const templateDraft = z.object({
  name: text,
  /** As the carrier writes it: `es`, `es_AR`. */
  language: z.string().regex(/^[a-z]{2,3}(_[A-Z]{2,3})?$/),
  category: z.enum(draftCategories),
  headerKind: z.enum(headerKinds),
  header: text,
  /** The example of a header with a file; each message brings its own. */
  headerFile: headerFile.nullable(),
  body: text,
  footer: text,
  buttons: z.array(draftButton).max(20),
  /** By the variable's place: `1` or `nombre` in the body, `header.1` in the header. */
  examples: z.record(z.string().max(200), text),
});
export type TemplateDraft = z.infer<typeof templateDraft>;

const MARK = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** The names between `{{` and `}}`, once each, as they come. */
export function variablesIn(written: string): string[] {
  return [...new Set([...written.matchAll(MARK)].map((match) => match[1] ?? ""))];
}

/** Every variable of header and body with the key of its example. */
export function draftVariables(
  draft: TemplateDraft,
): { key: string; name: string; part: "header" | "body" }[] {
  const header = draft.headerKind === "text" ? variablesIn(draft.header) : [];
  return [
    ...header.map((name) => ({ key: `header.${name}`, name, part: "header" as const })),
    ...variablesIn(draft.body).map((name) => ({ key: name, name, part: "body" as const })),
  ];
}

/** How its variables are told apart: by number where all are numbers, else by name. */
export function formatOf(draft: TemplateDraft): "positional" | "named" {
  return draftVariables(draft).every(({ name }) => isNumber(name)) ? "positional" : "named";
}

export const isNumber = (name: string): boolean => /^\d+$/.test(name);

export const lengthOf = (written: string): number => [...written].length;
