"use client";
import { useTranslations } from "next-intl";
import { ByCard } from "@/components/templates/by-card";
import { usePlaceHint, usePlaceWords } from "@/components/templates/use-place-words";
import { ValueInput } from "@/components/templates/value-input";
import { Select } from "@/components/ui/select";
import type { Slot } from "@/server/campaigns/rules/slot";
import { type Placeholder, placeholdersOf } from "@/server/templates/rules/render";
import type { TemplateComponents } from "@/server/templates/schema";
import type { CampaignOptions } from "../types";
import { type Source, slotOf, sourceOf } from "./slot-words";

type SlotFieldsProps = {
  components: TemplateComponents;
  values: Readonly<Record<string, Slot>>;
  options: CampaignOptions;
  onValues: (values: Record<string, Slot>) => void;
};

/** For each place of a template, where its value comes from and what is said to whom it is missing of. */
export function SlotFields({ components, values, options, onValues }: SlotFieldsProps) {
  const t = useTranslations("campaigns.message");
  const places = placeholdersOf(components);
  if (places.length === 0) return null;
  const put = (key: string, slot: Slot) => onValues({ ...values, [key]: slot });
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <header>
        <h3 className="font-medium">{t("values")}</h3>
        <p className="text-sm text-pretty text-ink-3">{t("valuesHint")}</p>
      </header>
      <ByCard places={places} className="divide-y divide-line rounded-lg border border-line bg-surface">
        {(place) => (
          <div key={place.key} className="grid grid-cols-[minmax(0,1fr)] gap-2 px-3 py-2.5">
            <SlotField
              place={place}
              slot={values[place.key]}
              options={options}
              onSlot={(slot) => put(place.key, slot)}
            />
          </div>
        )}
      </ByCard>
    </section>
  );
}

type SlotFieldProps = {
  place: Placeholder;
  slot: Slot | undefined;
  options: CampaignOptions;
  onSlot: (slot: Slot) => void;
};

function SlotField({ place, slot, options, onSlot }: SlotFieldProps) {
  const t = useTranslations("campaigns.slot");
  const words = usePlaceWords();
  const hint = usePlaceHint()(place);
  const { part, name, card } = place;
  const parts = useTranslations("parts.place");
  const bare = words({ part, name });
  const named = part === "body" || part === "header" || part === "media";
  const own =
    card === undefined && named ? t(`places.${part}`, { name: part === "media" ? bare : name }) : bare;
  // Its head says which card; whoever hears the control alone is told by its name.
  const label = card === undefined ? own : parts("card", { card: card + 1, place: own });
  const source = sourceOf(slot);
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <bdi className="font-medium">{own}</bdi>
        {place.example ? (
          <bdi className="text-sm text-ink-3 [overflow-wrap:anywhere]">
            {t("example", { example: place.example })}
          </bdi>
        ) : null}
        {hint ? <bdi className="text-sm text-ink-3 [overflow-wrap:anywhere]">{hint}</bdi> : null}
      </p>
      <div className="grid grid-cols-2 gap-2 max-sm:grid-cols-1">
        <SourceSelect
          label={t("source", { place: label })}
          dated={part === "offer"}
          linked={part === "body"}
          source={source}
          options={options}
          onSource={(next) => onSlot(slotOf(next, slot))}
        />
        {slot?.from === "text" ? (
          <ValueInput
            place={place}
            aria-label={t("typed", { place: label })}
            value={slot.text}
            maxLength={1_024}
            onValue={(text) => onSlot({ from: "text", text })}
          />
        ) : null}
        {slot && "fallback" in slot ? (
          <ValueInput
            place={place}
            aria-label={t("fallback", { place: label })}
            placeholder={t("fallbackHint")}
            value={slot.fallback ?? ""}
            maxLength={200}
            onValue={(value) => onSlot({ ...slot, fallback: value.trim() === "" ? null : value })}
          />
        ) : null}
      </div>
      {slot?.from === "object" ? <TakeFields slot={slot} options={options} onSlot={onSlot} /> : null}
    </>
  );
}

type SourceSelectProps = {
  label: string;
  /** Only what is a date can be taken. */
  dated: boolean;
  /** An address of ours may stand there. */
  linked: boolean;
  source: Source | undefined;
  options: CampaignOptions;
  onSource: (source: Source) => void;
};

function SourceSelect({ label, dated, linked, source, options, onSource }: SourceSelectProps) {
  const t = useTranslations("campaigns");
  const { attributes, objects } = options;
  const fits = ({ type }: { type: string }) => !dated || type === "date";
  const names: { value: Source; label: string }[] = [
    { value: "name:first", label: t("slot.firstName") },
    { value: "name:whole", label: t("slot.wholeName") },
  ];
  const choices: { value: Source; label: string }[] = [
    ...(dated ? [] : names),
    ...attributes.filter(fits).map((one) => ({ value: `attribute:${one.key}` as const, label: one.label })),
    ...objects.flatMap(({ key, plural, columns }) =>
      columns.filter(fits).map((column) => ({
        value: `object:${key}:${column.key}` as const,
        label: t("slot.ofObject", { column: column.label, object: plural }),
      })),
    ),
    ...(linked ? [{ value: "link:opt-out" as const, label: t("slot.optOut") }] : []),
    { value: "text", label: t("slot.text") },
  ];
  return (
    <Select<Source>
      aria-label={label}
      value={choices.some(({ value }) => value === source) ? source : undefined}
      placeholder={t("choose")}
      onChange={onSource}
      options={choices}
    />
  );
}

type ObjectSlot = Extract<Slot, { from: "object" }>;
type TakeFieldsProps = { slot: ObjectSlot; options: CampaignOptions; onSlot: (slot: Slot) => void };

/** Of several rows: which one, or what they come to together. */
function TakeFields({ slot, options, onSlot }: TakeFieldsProps) {
  const t = useTranslations("campaigns.slot");
  const type = options.objects.find(({ key }) => key === slot.typeKey);
  const column = type?.columns.find(({ key }) => key === slot.column);
  const sums = column?.type === "money" || column?.type === "number" || column?.type === "days";
  const takes = (["first", "last", "sum", "count"] as const).filter((take) => sums || take !== "sum");
  const ordered = slot.take === "first" || slot.take === "last";
  return (
    <div className="grid grid-cols-2 gap-2 max-sm:grid-cols-1">
      <Select
        aria-label={t("take", { object: type?.plural ?? slot.typeKey })}
        value={slot.take}
        onChange={(take) => onSlot({ ...slot, take })}
        options={takes.map((value) => ({ value, label: t(`takes.${value}`) }))}
      />
      {ordered ? (
        <Select
          aria-label={t("by")}
          value={slot.by ?? ARRIVAL}
          onChange={(by) => onSlot({ ...slot, by: by === ARRIVAL ? null : by })}
          options={[
            { value: ARRIVAL, label: `${t("by")} ${t("byArrival")}` },
            ...(type?.columns ?? []).map(({ key, label }) => ({ value: key, label: `${t("by")} ${label}` })),
          ]}
        />
      ) : null}
    </div>
  );
}

/** No column is called so. */
const ARRIVAL = "-";
