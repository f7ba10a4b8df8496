"use client";
import { ArrowDownUp, ListFilter, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { lazy, useRef } from "react";
import { Button } from "@/components/ui/button";
import { FirstPress } from "@/components/ui/first-press";
import type { ConversationFilter, ConversationSort } from "@/server/conversations/rules/conversation-filter";
import { filterFields } from "@/server/conversations/rules/filter-address";
import type { Role } from "@/server/permissions";
import { type Browsed, filterOfQueue, placeOfFilter } from "./browsed";
import { noFilter, type Place } from "./place";
import { useFilterWords } from "./use-filter-words";
import { shownCount } from "./use-views";

const loadFilter = () => import("./filter-menu");
const FilterMenu = lazy(() => loadFilter().then((m) => ({ default: m.FilterMenu })));
const SortMenu = lazy(() => loadFilter().then((m) => ({ default: m.SortMenu })));
const loadView = () => import("./view-menu");
const ViewMenu = lazy(() => loadView().then((m) => ({ default: m.ViewMenu })));

type FilterBarProps = {
  place: Place;
  browsed: Browsed | null;
  count: number;
  go: (to: Partial<Place>) => void;
  role: Role;
};

/** Above the list: what narrows it, in what order it stands, and the view that it can be kept as. */
export function FilterBar({ place, browsed, count, go, role }: FilterBarProps) {
  const t = useTranslations("inbox.views");
  const add = useRef<HTMLButtonElement>(null);
  const filter = browsed?.filter ?? filterOfQueue(place);
  const view = browsed?.view ?? null;
  const narrow = (next: ConversationFilter) => {
    const empty = Object.keys(next).length === 0 && !view;
    go(placeOfFilter(view, next, empty ? null : view ? (browsed?.sort ?? null) : place.sort));
  };
  // A chip that goes takes the focus with it.
  const drop = (next: ConversationFilter) => {
    narrow(next);
    add.current?.focus();
  };
  const order = (sort: ConversationSort | "sections") =>
    go(sort === "sections" ? { ...noFilter, queue: "all" } : placeOfFilter(view, filter, sort));
  const addButton = (
    <Button ref={add} look="quiet" size="sm">
      <ListFilter size={14} aria-hidden />
      {t("add")}
    </Button>
  );
  const sortButton = (
    <Button
      look="quiet"
      size="sm"
      aria-label={t("sortedBy", { sort: t(`sort.${browsed?.sort ?? "sections"}`) })}
    >
      <ArrowDownUp size={14} aria-hidden />
      {t(`sort.${browsed?.sort ?? "sections"}`)}
    </Button>
  );
  return (
    <div role="toolbar" aria-label={t("toolbar")} className="border-b border-line px-1.5 py-1">
      <div className="flex flex-wrap items-center gap-1">
        <FirstPress trigger={addButton} load={loadFilter}>
          <FilterMenu trigger={addButton} filter={filter} onChange={narrow} />
        </FirstPress>
        <FirstPress trigger={sortButton} load={loadFilter}>
          <SortMenu trigger={sortButton} value={browsed?.sort ?? "sections"} onChange={order} plain={!view} />
        </FirstPress>
        {browsed ? (
          <>
            <span className="figures ml-auto text-sm text-ink-3">
              {t("found", { count: shownCount(count) })}
            </span>
            <FirstPress trigger={<ViewButton />} load={loadView}>
              <ViewMenu trigger={<ViewButton />} browsed={browsed} go={go} role={role} />
            </FirstPress>
          </>
        ) : null}
      </div>
      {browsed ? <Chips filter={filter} onChange={drop} /> : null}
    </div>
  );
}

function ViewButton(props: React.ComponentProps<"button">) {
  const t = useTranslations("inbox.views");
  return (
    <Button look="quiet" size="sm" {...props}>
      {t("view")}
    </Button>
  );
}

function Chips({
  filter,
  onChange,
}: {
  filter: ConversationFilter;
  onChange: (to: ConversationFilter) => void;
}) {
  const t = useTranslations("inbox.views");
  const words = useFilterWords();
  const fields = filterFields.filter((field) => filter[field] !== undefined);
  if (fields.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-1 px-1 pt-1 pb-0.5">
      {fields.map((field) => (
        <li
          key={field}
          className="flex h-6 max-w-full items-center rounded-sm bg-sunken pl-2 text-sm text-ink-2"
        >
          <span className="truncate">{words.chip(filter, field)}</span>
          <button
            type="button"
            aria-label={t("removeCondition", { condition: words.chip(filter, field) })}
            onClick={() => onChange({ ...filter, [field]: undefined })}
            className="grid size-6 shrink-0 place-items-center rounded-sm hover:bg-hover hover:text-ink"
          >
            <X size={12} aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  );
}
