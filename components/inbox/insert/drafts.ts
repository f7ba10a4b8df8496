import {
  lengthOf,
  type Sayable,
  type SayLimits,
  type SayProblem,
} from "@/server/conversations/rules/sayable";

export type InsertKind = Sayable["type"];
export type DraftOf<K extends InsertKind> = Extract<Sayable, { type: K }>;

export interface FormProps<K extends InsertKind> {
  draft: DraftOf<K>;
  onChange: (draft: DraftOf<K>) => void;
  limits: SayLimits;
  problems: SayProblem[];
}

/** What a form begins with. */
export const emptyDrafts: { [K in InsertKind]: DraftOf<K> } = {
  location: { type: "location", latitude: Number.NaN, longitude: Number.NaN, name: "", address: "" },
  contacts: { type: "contacts", contacts: [{ name: "", phones: [], emails: [], organization: "" }] },
  buttons: { type: "buttons", body: "", footer: "", buttons: [{ title: "" }, { title: "" }] },
  list: {
    type: "list",
    body: "",
    footer: "",
    button: "",
    sections: [{ title: "", rows: [{ title: "", description: "" }] }],
  },
};

/** Whether there is nothing yet that a preview could show. */
export function isBlank(draft: Sayable): boolean {
  const none = (...texts: (string | undefined)[]) => texts.every((text) => !text?.trim());
  switch (draft.type) {
    case "location":
      return Number.isNaN(draft.latitude);
    case "contacts":
      return draft.contacts.every((card) =>
        none(card.name, card.organization, ...card.phones, ...card.emails),
      );
    case "buttons":
      return none(draft.body, draft.footer, ...draft.buttons.map(({ title }) => title));
    case "list":
      return none(draft.body, draft.footer, draft.button);
  }
}

/** Without what was left empty, as it is sent. */
export function cleaned(draft: Sayable): Sayable {
  const kept = (text: string | undefined) => text?.trim() || undefined;
  switch (draft.type) {
    case "location":
      return { ...draft, name: kept(draft.name), address: kept(draft.address) };
    case "contacts":
      return {
        ...draft,
        contacts: draft.contacts.map((card) => ({ ...card, organization: kept(card.organization) })),
      };
    case "buttons":
      return { ...draft, footer: kept(draft.footer) };
    case "list":
      return {
        ...draft,
        footer: kept(draft.footer),
        sections: draft.sections.map(({ title, rows }) => ({
          title: kept(title),
          rows: rows.map((row) => ({ title: row.title, description: kept(row.description) })),
        })),
      };
  }
}

/** "12/20", as the field counts. */
export const counted = (text: string | undefined, max: number) => `${lengthOf(text?.trim() ?? "")}/${max}`;
