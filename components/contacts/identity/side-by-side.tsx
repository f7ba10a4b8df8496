"use client";
import type { inferRouterOutputs } from "@trpc/server";
import { ArrowLeftRight } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Name } from "@/components/inbox/foreign-text";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { Choice, Side as Which } from "@/server/contacts/rules/merge";
import type { AppRouter } from "@/server/router";
import { AddressLine } from "./address-line";

type Side = inferRouterOutputs<AppRouter>["contacts"]["compare"]["first"];

type SideBySideProps = {
  kept: Side;
  merged: Side;
  /** The names of the attributes, by their keys. */
  labels: Record<string, string>;
  choice: Choice;
  onChoice: (choice: Choice) => void;
  onSwap: () => void;
};

/** Field by field: where both say something else, one is chosen; addresses, conversations and consents stay all. */
export function SideBySide({ kept, merged, labels, choice, onChoice, onSwap }: SideBySideProps) {
  const t = useTranslations("identity");
  const format = useFormatter();
  const attributes = Object.keys(labels).filter(
    (key) => shown(kept.attributes[key]) || shown(merged.attributes[key]),
  );
  const row = (label: string, of: (side: Side) => ReactNode) => (
    <Row key={label} label={label} cells={[of(kept), of(merged)]} />
  );
  const pick = (
    label: string,
    of: (side: Side) => string | null,
    now: Which | undefined,
    set: (to: Which) => Choice,
  ) => (
    <Pick
      key={label}
      label={label}
      values={[of(kept), of(merged)]}
      chosen={now ?? (of(kept) ? "kept" : "merged")}
      onChoose={(to) => onChoice(set(to))}
    />
  );
  return (
    <div className="grid gap-2">
      <div className="flex items-center justify-between gap-2">
        <p className="text-ink-2">{t("stays", { name: kept.name ?? t("unnamed") })}</p>
        <Button size="sm" look="quiet" onClick={onSwap}>
          <ArrowLeftRight size={14} aria-hidden />
          {t("swap")}
        </Button>
      </div>
      <table className="w-full table-fixed border-collapse text-left">
        <thead>
          <tr className="text-sm text-ink-3">
            <th scope="col" className="w-1/4 py-1 pr-2 font-medium">
              <span className="sr-only">{t("field")}</span>
            </th>
            <th scope="col" className="py-1 pr-2 font-medium">
              {t("keptSide")}
            </th>
            <th scope="col" className="py-1 font-medium">
              {t("mergedSide")}
            </th>
          </tr>
        </thead>
        <tbody>
          {pick(
            t("name"),
            (one) => one.name,
            choice.name,
            (name) => ({ ...choice, name }),
          )}
          {pick(
            t("country"),
            (one) => one.country,
            choice.country,
            (country) => ({ ...choice, country }),
          )}
          {pick(
            t("executive"),
            (one) => one.executive?.name ?? null,
            choice.executiveId,
            (executiveId) => ({ ...choice, executiveId }),
          )}
          {attributes.map((key) =>
            pick(
              labels[key] ?? key,
              (one) => shown(one.attributes[key]),
              choice.attributes?.[key],
              (to) => ({
                ...choice,
                attributes: { ...choice.attributes, [key]: to },
              }),
            ),
          )}
          {row(t("addresses"), (one) => (
            <ul>
              {one.identities.map((identity) => (
                <AddressLine key={identity.id} identity={identity} />
              ))}
            </ul>
          ))}
          {row(t("conversations"), (one) =>
            [
              format.number(one.conversations, "figure"),
              one.open > 0 ? t("openCount", { count: one.open }) : [],
            ]
              .flat()
              .join(", "),
          )}
          {row(t("lastMessage"), (one) =>
            one.lastMessageAt ? format.dateTime(one.lastMessageAt, { dateStyle: "medium" }) : t("never"),
          )}
          {row(t("consents"), (one) =>
            one.consents.map((c) => (
              <p key={c.purpose} className={c.state === "out" ? "text-red-ink" : undefined}>
                {t(c.state === "in" ? "agreed" : "refused", {
                  purpose: t.has(`purpose.${c.purpose}` as never)
                    ? t(`purpose.${c.purpose}` as "purpose.service")
                    : c.purpose,
                })}
              </p>
            )),
          )}
        </tbody>
      </table>
      {kept.open > 0 && merged.open > 0 ? <p className="text-sm text-ink-3">{t("bothOpen")}</p> : null}
    </div>
  );
}

function Row({ label, cells }: { label: string; cells: [ReactNode, ReactNode] }) {
  return (
    <tr className="border-t border-line align-top">
      <th scope="row" className="py-1.5 pr-2 text-sm font-normal text-ink-3 [overflow-wrap:anywhere]">
        {label}
      </th>
      <td className="py-1.5 pr-2">{cells[0]}</td>
      <td className="py-1.5">{cells[1]}</td>
    </tr>
  );
}

type PickProps = {
  label: string;
  values: [string | null, string | null];
  chosen: Which;
  onChoose: (side: Which) => void;
};

/** Radio buttons where the two differ; where one is silent the other's is taken without a question. */
function Pick({ label, values, chosen, onChoose }: PickProps) {
  const t = useTranslations("identity");
  const [kept, merged] = values;
  if (!kept && !merged) return null;
  if (!kept || !merged || kept === merged)
    return <Row label={label} cells={[<Text key="k">{kept}</Text>, <Text key="m">{merged}</Text>]} />;
  const option = (side: Which, value: string) => (
    <label className={cn("flex items-baseline gap-1.5", chosen === side ? "font-medium" : "text-ink-3")}>
      <input
        type="radio"
        name={`side-${label}`}
        checked={chosen === side}
        aria-label={t("choose", { label, value })}
        onChange={() => onChoose(side)}
        className="accent-accent"
      />
      <Text>{value}</Text>
    </label>
  );
  return <Row label={label} cells={[option("kept", kept), option("merged", merged)]} />;
}

function Text({ children }: { children: string | null }) {
  return children ? (
    <Name wraps className="[overflow-wrap:anywhere]">
      {children}
    </Name>
  ) : (
    <span className="text-ink-3">–</span>
  );
}

const shown = (value: unknown): string | null =>
  value === null || value === undefined || value === "" ? null : String(value);
