import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { Name } from "@/components/inbox/foreign-text";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Table, Td, Th } from "@/components/ui/table";
import {
  type ColumnTarget,
  columnTargets,
  type Mapping,
  mappingShape,
} from "@/server/contacts/import/rules/mapping";
import { purposes } from "@/server/contacts/rules/consent-purpose";
import type { ImportDetail } from "./import-counts";

type ImportColumnsProps = {
  org: string;
  detail: ImportDetail;
  onTry: (mapping: Mapping) => void;
  busy: boolean;
};

/** What each column is, and how the file writes numbers, dates and telephones. */
export function ImportColumns({ org, detail, onTry, busy }: ImportColumnsProps) {
  const t = useTranslations("people.import");
  const [mapping, setMapping] = useState<Mapping>(detail.mapping);
  const change = (part: Partial<Mapping>) => setMapping((before) => ({ ...before, ...part }));
  const problem = problemOf(mapping);
  return (
    <section className="grid gap-3">
      <div className="grid gap-0.5">
        <h2 className="font-semibold">{t("columns")}</h2>
        <p className="text-pretty text-ink-2">{detail.remembered ? t("remembered") : t("columnsLead")}</p>
      </div>
      <Table wide={t("columns")}>
        <thead>
          <tr>
            <Th>{t("inFile")}</Th>
            <Th className="max-sm:hidden">{t("example")}</Th>
            <Th>{t("becomes")}</Th>
          </tr>
        </thead>
        <tbody>
          {detail.headers.map((header, i) => (
            <Column
              // Names may be numbers only: the place tells them apart.
              key={header}
              header={header}
              example={detail.sample.map((row) => row[i]).find((cell) => cell?.trim()) ?? ""}
              target={mapping.columns[i] ?? { to: "skip" }}
              onChange={(target) =>
                change({ columns: mapping.columns.map((one, j) => (j === i ? target : one)) })
              }
            />
          ))}
        </tbody>
      </Table>
      <p className="text-sm text-ink-3">
        <Link href={`/${org}/settings/conversations`} className="text-accent hover:underline">
          {t("newAttribute")}
        </Link>
      </p>
      <Writing mapping={mapping} onChange={change} />
      {mapping.columns.some((column) => column.to === "consent") ? (
        <Field label={t("proof")} hint={t("proofHint")}>
          {(control) => (
            <Input
              {...control}
              value={mapping.proof ?? ""}
              maxLength={200}
              onChange={({ target }) => change({ proof: target.value })}
            />
          )}
        </Field>
      ) : null}
      <div className="grid justify-items-start gap-1.5">
        <Button
          look={detail.state === "ready" ? "primary" : "plain"}
          busy={busy}
          disabled={problem !== null}
          onClick={() => onTry(mapping)}
        >
          {t(detail.state === "ready" ? "try" : "tryAgain")}
        </Button>
        <p aria-live="polite" className="text-sm text-ink-3">
          {problem ? t(problem) : null}
        </p>
      </div>
    </section>
  );
}

function problemOf(mapping: Mapping): "needsKey" | "needsProof" | "twice" | null {
  const parsed = mappingShape.safeParse(mapping);
  if (parsed.success) return null;
  if (parsed.error.issues.some((issue) => issue.path[0] === "proof")) return "needsProof";
  return parsed.error.issues.some((issue) => issue.path[0] === "columns") ? "needsKey" : "twice";
}

type ColumnProps = {
  header: string;
  example: string;
  target: ColumnTarget;
  onChange: (target: ColumnTarget) => void;
};

function Column({ header, example, target, onChange }: ColumnProps) {
  const t = useTranslations("people.import");
  const trpc = useTRPC();
  const { data: identifiers = [] } = useQuery(trpc.contacts.identifiers.queryOptions());
  const { data: attributes = [] } = useQuery(trpc.contacts.attributes.queryOptions());
  const options = [
    ...columnTargets.map((to) => ({ value: to as string, label: t(`target.${to}`) })),
    ...purposes.map((key) => ({ value: `consent:${key}`, label: t(`target.consent.${key}`) })),
    ...identifiers.map((one) => ({ ...one, value: `identifier:${one.key}` })),
    ...attributes.map((one) => ({ ...one, value: `attribute:${one.key}` })),
  ].filter((one) => !("archived" in one && one.archived));
  const value = "key" in target ? `${target.to}:${target.key}` : target.to;
  const choose = (next: string) => {
    const plain = columnTargets.find((to) => to === next);
    const [to, ...key] = next.split(":");
    const purpose = purposes.find((one) => next === `consent:${one}`);
    if (plain) onChange({ to: plain });
    else if (purpose) onChange({ to: "consent", key: purpose });
    else onChange({ to: to === "identifier" ? to : "attribute", key: key.join(":") });
  };
  return (
    <tr>
      <Td>
        <span className="grid py-1.5">
          <Name className="font-medium">{header}</Name>
          <bdi className="max-w-36 truncate text-sm text-ink-3 sm:hidden">{example}</bdi>
        </span>
      </Td>
      <Td className="max-w-60 truncate text-ink-2 max-sm:hidden">
        <bdi>{example}</bdi>
      </Td>
      <Td className="min-w-44">
        <Select
          value={value}
          onChange={choose}
          options={options}
          aria-label={t("columnOf", { name: header })}
        />
      </Td>
    </tr>
  );
}

/** Countries from which organizations of ours write; any other number brings its code. */
const countries = ["AR", "BR", "CL", "CO", "EC", "ES", "MX", "PE", "PT", "PY", "US", "UY"];

function Writing({ mapping, onChange }: { mapping: Mapping; onChange: (part: Partial<Mapping>) => void }) {
  const t = useTranslations("people.import");
  const locale = useLocale();
  const names = useMemo(() => new Intl.DisplayNames([locale], { type: "region" }), [locale]);
  const known =
    mapping.country && !countries.includes(mapping.country) ? [mapping.country, ...countries] : countries;
  return (
    <div className="grid gap-3 sm:grid-cols-3">
      <Field label={t("country")}>
        {(control) => (
          <Select
            {...control}
            value={mapping.country ?? "none"}
            onChange={(country) => onChange({ country: country === "none" ? null : country })}
            options={[
              { value: "none", label: t("countryNone") },
              ...known.map((code) => ({ value: code, label: names.of(code) ?? code })),
            ]}
          />
        )}
      </Field>
      <Field label={t("decimal")}>
        {(control) => (
          <Select
            {...control}
            value={mapping.decimal}
            onChange={(decimal) => onChange({ decimal })}
            options={[
              { value: ",", label: t("comma") },
              { value: ".", label: t("point") },
            ]}
          />
        )}
      </Field>
      <Field label={t("dates")}>
        {(control) => (
          <Select
            {...control}
            value={mapping.dates}
            onChange={(dates) => onChange({ dates })}
            options={[
              { value: "dmy", label: t("dmy") },
              { value: "mdy", label: t("mdy") },
            ]}
          />
        )}
      </Field>
    </div>
  );
}
