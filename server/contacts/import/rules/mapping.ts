import { z } from "zod";
import { folded } from "../../rules/attribute";
import { purposes } from "../../rules/consent-purpose";

/** What a column is for. */
export const columnTargets = ["skip", "name", "phone", "email", "executive", "label"] as const;

const target = z.union([
  z.object({ to: z.enum(columnTargets) }),
  z.object({ to: z.literal("attribute"), key: z.string().min(1).max(60) }),
  /** An id of the organization's own: of which of its identifiers. */
  z.object({ to: z.literal("identifier"), key: z.string().min(1).max(60) }),
  /** A yes or a no to a purpose; a yes never outlives a no that the person said. */
  z.object({ to: z.literal("consent"), key: z.enum(purposes) }),
]);
export type ColumnTarget = z.infer<typeof target>;

/** By what a person is found again: at least one of these must be there. */
const keys = ["phone", "email", "identifier"];
/** What may come from one column only; a second telephone or mail address is one more address. */
const single = ["name", "executive", "attribute", "identifier", "consent"];

const placeOf = (column: ColumnTarget) => ("key" in column ? `${column.to}:${column.key}` : column.to);

export const mappingShape = z
  .object({
    columns: z.array(target).min(1).max(100),
    /** ISO 3166: reads telephone numbers that are written without their country's code. */
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .nullable(),
    /** How the file writes numbers and dates. */
    decimal: z.enum([",", "."]),
    dates: z.enum(["dmy", "mdy"]),
    /** Where and how those in the file said yes: the evidence of each consent in it. */
    proof: z.string().trim().max(200).nullish(),
  })
  .refine(({ columns, proof }) => Boolean(proof) || !columns.some((column) => column.to === "consent"), {
    path: ["proof"],
  })
  .refine(({ columns }) => columns.some((column) => keys.includes(column.to)), { path: ["columns"] })
  .refine(({ columns }) => {
    const once = columns.filter((c) => single.includes(c.to)).map(placeOf);
    return new Set(once).size === once.length;
  });
export type Mapping = z.infer<typeof mappingShape>;

/** Words by which columns are known, without accents and case. */
const words: [to: (typeof columnTargets)[number], pattern: RegExp][] = [
  ["email", /^(e ?mail|mail|correo( electronico)?|email address)$/],
  [
    "phone",
    /^(tel(efono)?( (movil|celular))?|cel(ular)?|movil|whats ?app|phone( number)?|mobile( phone)?|telefone|fone|numero( de telefono)?|address)$/,
  ],
  [
    "name",
    /^(nombre( completo)?|nombre y apellido|apellido y nombre|name|full name|nome( completo)?|cliente|customer|contacto|contact)$/,
  ],
  ["label", /^(etiquetas?|labels?|tags?|marcadores?)$/],
  [
    "executive",
    /^(ejecutivo( de cuenta)?|account executive|executive|executivo( de conta)?|vendedor|asesor|gerente de conta)$/,
  ],
];

const marketing =
  /^(acepta (promociones|publicidad|marketing|novedades)|opt ?in|(marketing|accepts?) (marketing|consent|opt ?in)|consentimiento|consent|aceita (promocoes|marketing))$/;

/** What each column most likely is, by its name alone; an attribute or an identifier by its label or key. */
export function suggestColumns(
  headers: readonly string[],
  attributes: readonly Named[],
  identifiers: readonly Named[],
): ColumnTarget[] {
  const taken = new Set<string>();
  return headers.map((header) => {
    const guess = guessColumn(header, attributes, identifiers);
    const place = placeOf(guess);
    const again = taken.has(place) && single.includes(guess.to);
    taken.add(place);
    return again ? { to: "skip" } : guess;
  });
}

interface Named {
  key: string;
  label: string;
}

function guessColumn(
  header: string,
  attributes: readonly Named[],
  identifiers: readonly Named[],
): ColumnTarget {
  const written = plain(header);
  const called = (one: Named) => plain(one.label) === written || plain(one.key) === written;
  const identifier = identifiers.find(called);
  if (identifier) return { to: "identifier", key: identifier.key };
  const attribute = attributes.find(called);
  if (attribute) return { to: "attribute", key: attribute.key };
  if (marketing.test(written)) return { to: "consent", key: "marketing" };
  return { to: words.find(([, pattern]) => pattern.test(written))?.[0] ?? "skip" };
}

const plain = (text: string) =>
  folded(text)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
