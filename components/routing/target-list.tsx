"use client";
import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Select } from "@/components/ui/select";
import type { Place, Target } from "@/server/routing/rules/routing-rules";
import { CountInput } from "./count-input";
import { isGone } from "./draft";
import type { Options } from "./options";
import { Several } from "./several";

const plain = ["anyone", "number-team", "executive", "last-agent", "same-agent"] as const;

type TargetListProps = { targets: Target[]; options: Options; onChange: (targets: Target[]) => void };

/** Who may get it, one after the other; each next one joins after some minutes. */
export function TargetList({ targets, options, onChange }: TargetListProps) {
  const t = useTranslations("routing");
  const id = useId();
  const change = (at: number, next: Partial<Target>) =>
    onChange(targets.map((target, n) => (n === at ? { ...target, ...next } : target)));
  return (
    <div className="grid gap-2">
      {targets.map((target, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a target is its place in the list
        <div key={n} className="flex flex-wrap items-center gap-2">
          {n > 0 ? (
            <>
              <span className="text-ink-2">{t("field.orAfter")}</span>
              <CountInput
                label={t("field.after")}
                value={target.after}
                onChange={(after) => change(n, { after })}
              />
              <span className="text-ink-2">{t("field.minutesTo")}</span>
            </>
          ) : null}
          <PlaceSelect to={target.to} options={options} onChange={(to) => change(n, { to })} />
          {options.skills.length > 0 ? (
            <Several
              label={t("field.skills")}
              placeholder={t("field.anySkill")}
              options={options.skills}
              chosen={target.skills ?? []}
              onChange={(skills) => change(n, { skills })}
            />
          ) : null}
          <label htmlFor={`${id}-${n}`} className="flex items-center gap-1.5 text-ink-2">
            <Checkbox
              id={`${id}-${n}`}
              checked={target.theirLanguage ?? false}
              onCheckedChange={(on) => change(n, { theirLanguage: on === true })}
            />
            {t("field.theirLanguage")}
          </label>
          {targets.length > 1 ? (
            <Button
              look="quiet"
              size="iconSm"
              aria-label={t("removeTarget")}
              onClick={() => onChange(targets.filter((_, other) => other !== n))}
            >
              <X size={14} aria-hidden />
            </Button>
          ) : null}
          {isGone(target.to, options.known) ? (
            <p className="w-full text-red-ink">{t("problem.gone")}</p>
          ) : null}
        </div>
      ))}
      {targets.length < 6 ? (
        <div>
          <Button
            look="quiet"
            size="sm"
            onClick={() =>
              onChange([...targets, { to: { kind: "anyone" }, after: (targets.at(-1)?.after ?? 0) + 5 }])
            }
          >
            <Plus size={13} aria-hidden />
            {t("addTarget")}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

type PlaceSelectProps = { to: Place; options: Options; onChange: (to: Place) => void };

function PlaceSelect({ to, options, onChange }: PlaceSelectProps) {
  const t = useTranslations("routing");
  const value = "id" in to ? `${to.kind}:${to.id}` : to.kind;
  const all = [
    ...options.teams.map(({ id, name }) => ({ value: `team:${id}`, label: t("to.team", { name }) })),
    ...plain.map((kind) => ({ value: kind, label: t(`to.${kind}`) })),
    ...options.members.map(({ id, name }) => ({ value: `member:${id}`, label: name })),
  ];
  return (
    <Select
      aria-label={t("field.target")}
      value={all.some((one) => one.value === value) ? value : undefined}
      placeholder={t("gone")}
      onChange={(next) => onChange(placeOf(next))}
      options={all}
      className="w-64!"
    />
  );
}

function placeOf(value: string): Place {
  const [kind, id] = value.split(":");
  if (id && (kind === "team" || kind === "member")) return { kind, id };
  return { kind: plain.find((one) => one === kind) ?? "anyone" };
}
