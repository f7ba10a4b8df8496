import type { TemplateComponents } from "../schema";
import {
  type DraftButton,
  draftCategories,
  formatOf,
  type HeaderFile,
  type TemplateDraft,
  takesFile,
  variablesIn,
} from "./draft";
import { digitsOf, exampleOf } from "./draft-problems";
import { measuredAddress } from "./measured-links";
import { placeholdersOf } from "./render";

type Component = TemplateComponents[number];
type Button = NonNullable<Component["buttons"]>[number];

/**
 * A draft as the carrier takes it. Only for drafts without problems. `handle` is the carrier's of the header's example, where it has one;
 * `appUrl` where we are reached, for buttons that are measured. Without it they lead where they say: as people see them.
 */
export function componentsOf(
  draft: TemplateDraft,
  { handle, appUrl }: { handle?: string | undefined; appUrl?: string } = {},
): TemplateComponents {
  const buttons = draft.buttons.map((button) => carrierButton(button, appUrl));
  const header = headerOf(draft, handle);
  const body = {
    type: "BODY",
    text: tidy(draft.body),
    ...examplesOf(draft, "body_text", variablesIn(draft.body), ""),
  };
  return [
    ...(header ? [header] : []),
    body,
    ...(draft.footer ? [{ type: "FOOTER", text: draft.footer }] : []),
    ...(draft.buttons.length > 0 ? [{ type: "BUTTONS", buttons }] : []),
  ];
}

function headerOf(draft: TemplateDraft, handle: string | undefined): Component | null {
  if (draft.headerKind === "none") return null;
  if (takesFile(draft.headerKind)) {
    const example = handle === undefined ? {} : { example: { header_handle: [handle] } };
    return { type: "HEADER", format: upper(draft.headerKind), ...example };
  }
  if (draft.headerKind === "location") return { type: "HEADER", format: "LOCATION" };
  const examples = examplesOf(draft, "header_text", variablesIn(draft.header), "header.");
  return { type: "HEADER", format: "TEXT", text: tidy(draft.header), ...examples };
}

function examplesOf(draft: TemplateDraft, key: string, names: string[], before: string) {
  if (names.length === 0) return {};
  const given = names.map((name) => ({ param_name: name, example: exampleOf(draft, before + name) }));
  if (formatOf(draft) === "named") return { example: { [`${key}_named_params`]: given } };
  const listed = given.map(({ example }) => example);
  return { example: { [key]: key === "body_text" ? [listed] : listed } };
}

/** The carrier knows no blanks between braces and name. */
const tidy = (written: string): string => written.replace(/\{\{\s*([^{}]*?)\s*\}\}/g, "{{$1}}");

function carrierButton(button: DraftButton, appUrl: string | undefined): Button {
  switch (button.type) {
    case "quick-reply":
      return { type: "QUICK_REPLY", text: button.text };
    case "phone":
      return { type: "PHONE_NUMBER", text: button.text, phone_number: `+${digitsOf(button.phone)}` };
    case "copy-code":
      return { type: "COPY_CODE", example: button.code };
    case "url": {
      const { text, measured } = button;
      const { url, example } = measured && appUrl ? measuredAddress(appUrl) : button;
      const shown = measured && !appUrl ? { measured } : {};
      return {
        type: "URL",
        text,
        url,
        ...(variablesIn(url).length > 0 ? { example: [example] } : {}),
        ...shown,
      };
    }
  }
}

/** What a draft is made of; of a template of the carrier's. */
export interface Written {
  name: string;
  language: string;
  category: string;
  components: TemplateComponents;
  /** The example of its header that was last submitted from here. */
  headerFile?: HeaderFile | null;
}

/**
 * A template of the carrier's as a draft, to be changed or to be translated; null where it has a part that is not written here:
 * carousels, offers, codes of authentication. Changing it would lose that part.
 */
export function draftOf({ name, language, category, components, headerFile }: Written): TemplateDraft | null {
  const known = draftCategories.find((one) => one === upper(category));
  const buttons = (part(components, "BUTTONS")?.buttons ?? []).map(draftButtonOf);
  const header = part(components, "HEADER");
  const headerKind = kindOf(header);
  const strange = components.some(
    ({ type }) => !["HEADER", "BODY", "FOOTER", "BUTTONS"].includes(upper(type)),
  );
  if (!known || strange || !headerKind || buttons.some((button) => button === null)) return null;
  const examples = placeholdersOf(components).flatMap(({ key, part, example }) =>
    part === "body" || part === "header" ? [[key, example ?? ""] as const] : [],
  );
  return {
    name,
    language,
    category: known,
    headerKind,
    header: header?.text ?? "",
    headerFile: takesFile(headerKind) ? (headerFile ?? null) : null,
    body: part(components, "BODY")?.text ?? "",
    footer: part(components, "FOOTER")?.text ?? "",
    buttons: buttons.flatMap((button) => button ?? []),
    examples: Object.fromEntries(examples),
  };
}

function kindOf(header: Component | undefined): TemplateDraft["headerKind"] | null {
  if (!header) return "none";
  const format = upper(header.format ?? "TEXT");
  const kind = format.toLowerCase();
  return format === "TEXT" ? "text" : format === "LOCATION" ? "location" : takesFile(kind) ? kind : null;
}

function draftButtonOf(button: Button): DraftButton | null {
  const text = button.text ?? "";
  switch (upper(button.type)) {
    case "QUICK_REPLY":
      return { type: "quick-reply", text };
    case "PHONE_NUMBER":
      return { type: "phone", text, phone: said(button.phone_number) };
    case "COPY_CODE":
      return { type: "copy-code", code: said(button.example) };
    case "URL":
      // Deep links and one-time codes are addresses too, with more in them than an address.
      return button.app_deep_link || button.otp_type
        ? null
        : { type: "url", text, url: button.url ?? "", example: said(button.example), ...measuredOf(button) };
    default:
      return null;
  }
}

const measuredOf = ({ measured }: Button) => (measured ? { measured } : {});

function said(value: unknown): string {
  const one = Array.isArray(value) ? value[0] : value;
  return typeof one === "string" ? one : "";
}

function part(components: TemplateComponents, type: string): Component | undefined {
  return components.find((each) => upper(each.type) === type);
}

const upper = (value: string): string => value.toUpperCase();
