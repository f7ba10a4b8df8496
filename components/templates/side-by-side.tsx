"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ForeignText } from "@/components/inbox/foreign-text";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { draftOf } from "@/server/templates/rules/draft-components";
import { aligned, type Part, type Row } from "./aligned";
import { LANGUAGES } from "./languages";
import type { ShownMedia } from "./phone-preview";
import { StateBadge } from "./state-badge";
import type { StudioTemplate } from "./template-types";
import { mediaOf } from "./use-shown-media";
import { useTemplateWords } from "./use-template-words";

type SideBySideProps = {
  org: string;
  languages: StudioTemplate[];
  first: StudioTemplate;
  mayWrite: boolean;
  onOpen: (language: string) => void;
  /** Begins one that is missing with the text on the left. */
  onStart: (language: string, like: StudioTemplate) => void;
};

/** Two languages of a template, the same parts beside each other; on a phone one under the other. */
export function SideBySide({ org, languages, first, mayWrite, onOpen, onStart }: SideBySideProps) {
  const t = useTranslations("templates.side");
  const existing = languages.map(({ language }) => language);
  const missing = LANGUAGES.filter((one) => !existing.includes(one));
  const [chosen, setChosen] = useState({
    left: first.language,
    right: languages.find(({ id }) => id !== first.id)?.language ?? likelyNext(existing) ?? first.language,
  });
  const left = languages.find(({ language }) => language === chosen.left) ?? first;
  const right = languages.find(({ language }) => language === chosen.right) ?? null;
  const shown = [left, right].map((one) => one && mediaOf(org, one.headerFile));
  return (
    <div className="grid gap-4">
      <div className="grid grid-cols-2 gap-x-6 gap-y-4">
        <Chosen
          label={t("left")}
          value={left.language}
          languages={existing}
          missing={[]}
          template={left}
          onChange={(language) => setChosen({ ...chosen, left: language })}
          onOpen={onOpen}
        />
        <Chosen
          label={t("right")}
          value={chosen.right}
          languages={existing}
          missing={mayWrite ? missing : []}
          template={right}
          onChange={(language) => setChosen({ ...chosen, right: language })}
          onOpen={onOpen}
        />
      </div>
      <div className={right ? "grid" : "grid grid-cols-2 items-start gap-x-6 gap-y-4 max-md:grid-cols-1"}>
        <div className="grid divide-y divide-line border-y border-line">
          {aligned(left.components, right?.components ?? []).map((row) => (
            <Pair
              key={`${row.part} ${row.index}`}
              row={row}
              names={[left.language, right?.language ?? null]}
              media={[shown[0] ?? null, shown[1] ?? null]}
            />
          ))}
        </div>
        {right ? null : <Missing language={chosen.right} like={left} onStart={onStart} />}
      </div>
    </div>
  );
}

/** Of the languages that are missing, the first that is not one that is there in another country. */
function likelyNext(existing: string[]): string | undefined {
  const base = (language: string) => language.split("_")[0];
  const missing = LANGUAGES.filter((one) => !existing.includes(one));
  return missing.find((one) => !existing.some((there) => base(there) === base(one))) ?? missing[0];
}

type ChosenProps = {
  label: string;
  value: string;
  languages: string[];
  missing: string[];
  template: StudioTemplate | null;
  onChange: (language: string) => void;
  onOpen: (language: string) => void;
};

function Chosen({ label, value, languages, missing, template, onChange, onOpen }: ChosenProps) {
  const t = useTranslations("templates.side");
  const words = useTemplateWords();
  return (
    <div className="grid min-w-0 content-start gap-2">
      <Select
        aria-label={label}
        value={value}
        onChange={onChange}
        options={[
          ...languages.map((one) => ({ value: one, label: words.language(one) })),
          ...missing.map((one) => ({ value: one, label: words.language(one), hint: t("missing") })),
        ]}
      />
      {template ? (
        <div className="flex flex-wrap items-center gap-2">
          <StateBadge status={template.status} />
          <Button look="link" size="sm" onClick={() => onOpen(template.language)}>
            {t("open")}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

type PairProps = {
  row: Row;
  /** Null: there is no second language yet. */
  names: [string, string | null];
  media: [ShownMedia | null, ShownMedia | null];
};

function Pair({ row, names, media }: PairProps) {
  const t = useTranslations("templates");
  const place = useTranslations("parts.place");
  const numbered = {
    button: () => t("side.button", { number: row.index + 1 }),
    card: () => place("cardHead", { card: row.index + 1 }),
  };
  const label = row.part === "button" || row.part === "card" ? numbered[row.part]() : t(`field.${row.part}`);
  return (
    <section aria-label={label} className="grid gap-1.5 py-3">
      <h2 className="text-sm text-ink-3">{label}</h2>
      <div className={names[1] === null ? "grid" : "grid grid-cols-2 gap-x-6 gap-y-2 max-md:grid-cols-1"}>
        <Cell part={row.left} language={names[0]} media={media[0]} />
        {names[1] === null ? null : <Cell part={row.right} language={names[1]} media={media[1]} />}
      </div>
    </section>
  );
}

type CellProps = { part: Part | null; language: string; media: ShownMedia | null };

/** On a phone each text says its language, since they stand under one another. */
function Cell({ part, language, media }: CellProps) {
  const t = useTranslations("templates");
  const kinds = useTranslations("parts.kind");
  const words = useTemplateWords();
  const kind =
    (part?.part === "header" || part?.part === "card") && part.detail ? (part.detail as "IMAGE") : null;
  return (
    <div className="min-w-0">
      <span className="text-sm text-ink-3 md:hidden">{words.language(language)}</span>
      {part === null ? <p className="text-ink-3">{t("side.absent")}</p> : null}
      {part?.text ? <ForeignText plain text={part.text} /> : null}
      {part?.detail === "IMAGE" && media ? (
        // biome-ignore lint/performance/noImgElement: the organization's files never go through the optimizer.
        <img src={media.url} alt={media.name} className="mb-1 h-24 rounded-md bg-sunken object-cover" />
      ) : null}
      {part?.detail ? (
        <p className="text-sm [overflow-wrap:anywhere] text-ink-3">
          {kind && kinds.has(kind) ? kinds(kind) : part.detail}
        </p>
      ) : null}
    </div>
  );
}

type MissingProps = { language: string; like: StudioTemplate; onStart: SideBySideProps["onStart"] };

function Missing({ language, like, onStart }: MissingProps) {
  const t = useTranslations("templates.side");
  const words = useTemplateWords();
  const studio = useTranslations("templates");
  const [name, from] = [words.language(language), words.language(like.language)];
  return (
    <div className="grid justify-items-start gap-3 rounded-lg border border-line bg-surface px-4 py-4">
      <p className="text-pretty">{t("missingText", { language: name })}</p>
      {draftOf(like) ? (
        <Button look="primary" onClick={() => onStart(language, like)}>
          {t("start", { language: from })}
        </Button>
      ) : (
        <p className="text-pretty text-ink-3">{studio("readOnly")}</p>
      )}
    </div>
  );
}
