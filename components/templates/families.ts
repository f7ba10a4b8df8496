import type { KeptDraft, Studio, StudioTemplate, TemplateUsage } from "./template-types";

/** One name in one account, in all its languages. */
export interface Family {
  connectionId: string;
  name: string;
  languages: StudioTemplate[];
}

/** Templates by account and name, in the order in which they come. */
export function familiesOf(templates: StudioTemplate[]): Family[] {
  const all = new Map<string, Family>();
  for (const template of templates) {
    const { connectionId, name } = template;
    const key = `${connectionId} ${name}`;
    const family = all.get(key) ?? { connectionId, name, languages: [] };
    family.languages.push(template);
    all.set(key, family);
  }
  return [...all.values()];
}

export interface Filter {
  find: string;
  state: string;
  category: string;
}

/** Any word of name or text; a state or category that one of its languages has. An empty filter lets everything through. */
export function passes(family: Family, { find, state, category }: Filter, drafts: KeptDraft[] = []): boolean {
  const { name, languages } = family;
  const words = find.toLowerCase().split(/\s+/).filter(Boolean);
  const said = `${name} ${JSON.stringify(languages.map(({ components }) => components))}`.toLowerCase();
  return (
    words.every((word) => said.includes(word)) &&
    (state === "" ||
      languages.some((one) => one.status === state) ||
      (state === DRAFT && draftsOf(family, drafts).length > 0)) &&
    (category === "" || languages.some((one) => one.category === category))
  );
}

/** What is in the making of a name: changes of its languages, and languages that it has not yet. */
export function draftsOf({ connectionId, name, languages }: Family, drafts: KeptDraft[]): KeptDraft[] {
  return drafts.filter((draft) =>
    draft.templateId
      ? languages.some(({ id }) => id === draft.templateId)
      : draft.connectionId === connectionId && draft.draft.name === name,
  );
}

/** What is in the making of names that the carrier has never seen. */
export function newDrafts(families: Family[], drafts: KeptDraft[]): KeptDraft[] {
  const known = new Set(families.flatMap((family) => draftsOf(family, drafts)));
  return drafts.filter((draft) => draft.templateId === null && !known.has(draft));
}

/** As for a template: any word of name or text; it is in no state of the carrier's. */
export function draftPasses({ draft }: KeptDraft, { find, state, category }: Filter): boolean {
  const said = `${draft.name} ${JSON.stringify(draft)}`.toLowerCase();
  const words = find.toLowerCase().split(/\s+/).filter(Boolean);
  return (
    words.every((word) => said.includes(word)) &&
    (state === "" || state === DRAFT) &&
    (category === "" || category === draft.category)
  );
}

/** The state of what the carrier has not seen, among the carrier's own. */
export const DRAFT = "DRAFT";

/** What all languages of a name were sent and cost; null while it is not known. */
export function usageOf(
  family: Family,
  usage: TemplateUsage[] | undefined,
): Pick<TemplateUsage, "sent" | "costs"> | null {
  if (!usage) return null;
  const own = usage.filter((one) => one.connectionId === family.connectionId && one.name === family.name);
  const costs = new Map<string, bigint>();
  for (const { micros, currency } of own.flatMap((one) => one.costs))
    costs.set(currency, (costs.get(currency) ?? 0n) + micros);
  return {
    sent: own.reduce((sum, one) => sum + one.sent, 0),
    costs: [...costs].map(([currency, micros]) => ({ currency, micros })),
  };
}

/** Where a template is on screen. A name may be `new`, which is another page's address. */
export function templateHref(
  org: string,
  { name, connectionId }: { name: string; connectionId: string },
  studio: Pick<Studio, "accounts" | "templates">,
): string {
  const query = new URLSearchParams({
    ...(studio.accounts.length > 1 ? { account: connectionId } : {}),
    ...(name === "new" ? { name } : {}),
  });
  const path = `/${org}/templates/${name === "new" ? "-" : name}`;
  return query.size > 0 ? `${path}?${query}` : path;
}
