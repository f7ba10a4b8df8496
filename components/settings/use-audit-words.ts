import { useTranslations } from "next-intl";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Row = { subjectKind: string; subjectId: string | null; details: Record<string, unknown> };

/** The words for what the audit keeps as codes, ids and figures. A code without words shows as itself. */
export function useAuditWords() {
  const t = useTranslations("settings.audit");
  return {
    action: (code: string): string => {
      const key = `action.${code}` as "action.team.created";
      return t.has(key) ? t(key) : code;
    },
    actor: (kind: string): string => {
      const key = `actor.${kind}` as "actor.system";
      return t.has(key) ? t(key) : kind;
    },
    /** Ids and figures only: the audit holds nothing that anybody wrote. */
    details: ({ subjectId, details }: Row): string =>
      [
        subjectId?.slice(-8),
        ...Object.entries(details).map(([key, value]) => `${nameOf(t, key)} ${shown(value)}`),
      ]
        .filter(Boolean)
        .join(" · "),
  };
}

function nameOf(t: ReturnType<typeof useTranslations<"settings.audit">>, key: string): string {
  const known = `detail.${key}` as "detail.ids";
  return t.has(known) ? t(known) : key;
}

/** Ids are told apart by their end, as everywhere on the page. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return value.length > 3 ? `${value.length}` : value.map(shown).join(", ");
  if (typeof value === "string" && UUID.test(value)) return value.slice(-8);
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
}
