"use client";
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { RefreshCw, Search } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type RefObject, useRef, useState } from "react";
import { useKeys } from "@/components/shell/keys";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { useRefusal } from "@/components/use-refusal";
import { DraftRow } from "./draft-row";
import {
  DRAFT,
  draftPasses,
  draftsOf,
  type Family,
  type Filter,
  familiesOf,
  newDrafts,
  passes,
  templateHref,
  usageOf,
} from "./families";
import { FamilyRow } from "./family-row";
import type { KeptDraft } from "./template-types";
import { useFreshTemplates } from "./use-fresh-templates";
import { useTemplateWords } from "./use-template-words";
import { whileInReview } from "./while-in-review";

/** What the member may do here. */
export interface Rights {
  write: boolean;
  costs: boolean;
  connect: boolean;
}

const nothing: Filter = { find: "", state: "", category: "" };
const none: KeptDraft[] = [];

/** Every template by name: its languages with their state, what it was sent and what that cost. */
export function TemplateList({ org, may }: { org: string; may: Rights }) {
  const t = useTranslations("templates");
  const trpc = useTRPC();
  const router = useRouter();
  const { data: studio } = useSuspenseQuery(trpc.templates.studio.queryOptions({}, whileInReview));
  const drafts = useQuery({ ...trpc.templates.drafts.queryOptions(), enabled: may.write }).data ?? none;
  useFreshTemplates();
  const usage = useQuery({ ...trpc.templates.usage.queryOptions(), enabled: may.costs, staleTime: 300_000 });
  const [filter, setFilter] = useState(nothing);
  const families = familiesOf(studio.templates);
  const found = families.filter((family) => passes(family, filter, drafts));
  const begun = newDrafts(families, drafts);
  const begunFound = begun.filter((one) => draftPasses(one, filter));
  const search = useRef<HTMLInputElement>(null);
  const mayAdd = may.write && studio.accounts.length > 0;
  useKeys([
    { press: "/", shown: "/", does: t("search"), run: () => search.current?.focus() },
    ...(mayAdd
      ? [{ press: "n", shown: "N", does: t("create"), run: () => router.push(`/${org}/templates/new`) }]
      : []),
  ]);
  const several = studio.accounts.length > 1;
  const numbers = (family: Family) =>
    several ? (studio.accounts.find((one) => one.connectionId === family.connectionId)?.numbers ?? []) : [];
  return (
    <div className="flex min-h-0 flex-1 flex-col bg-surface">
      <Head
        org={org}
        search={search}
        filter={filter}
        onFilter={setFilter}
        families={families}
        drafts={drafts}
        mayAdd={mayAdd}
      />
      <div className="relative min-h-0 flex-1 overflow-y-auto">
        {found.length + begunFound.length > 0 ? (
          <ul aria-label={t("title")} className="divide-y divide-line border-b border-line">
            {begunFound.map((one) => (
              <DraftRow key={one.id} org={org} kept={one} />
            ))}
            {found.map((family) => (
              <FamilyRow
                key={`${family.connectionId} ${family.name}`}
                family={family}
                href={templateHref(org, family, studio)}
                numbers={numbers(family)}
                usage={usageOf(family, usage.data)}
                drafts={draftsOf(family, drafts)}
              />
            ))}
          </ul>
        ) : (
          <Nothing
            org={org}
            may={may}
            any={families.length + begun.length > 0}
            accounts={studio.accounts.length}
            onClear={() => setFilter(nothing)}
          />
        )}
      </div>
    </div>
  );
}

type HeadProps = {
  org: string;
  search: RefObject<HTMLInputElement | null>;
  filter: Filter;
  onFilter: (filter: Filter) => void;
  families: Family[];
  drafts: KeptDraft[];
  mayAdd: boolean;
};

function Head({ org, search, filter, onFilter, families, drafts, mayAdd }: HeadProps) {
  const t = useTranslations("templates");
  const words = useTemplateWords();
  const trpc = useTRPC();
  const client = useQueryClient();
  const refusal = useRefusal();
  const sync = useMutation(
    trpc.templates.sync.mutationOptions({
      onSuccess: () => toast(t("synced")),
      onError: (refused) => toast(refusal(refused)),
      onSettled: () => client.invalidateQueries({ queryKey: trpc.templates.studio.queryKey() }),
    }),
  );
  const all = families.flatMap(({ languages }) => languages);
  const of = (key: "status" | "category") => [...new Set(all.map((one) => one[key]))].sort();
  const states = [...(drafts.length > 0 ? [DRAFT] : []), ...of("status")];
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-4 py-2.5">
      <h1 className="text-md font-semibold">{t("title")}</h1>
      <div className="min-w-48 flex-1 max-sm:order-1 max-sm:basis-full sm:max-w-80">
        <Input
          ref={search}
          type="search"
          aria-label={t("search")}
          placeholder={t("search")}
          lead={<Search size={14} aria-hidden />}
          value={filter.find}
          onChange={(event) => onFilter({ ...filter, find: event.target.value })}
        />
      </div>
      <Choice
        label={t("filter.state")}
        any={t("filter.anyState")}
        value={filter.state}
        values={states.map((value) => ({ value, label: words.state(value) }))}
        onChange={(state) => onFilter({ ...filter, state })}
      />
      <Choice
        label={t("filter.category")}
        any={t("filter.anyCategory")}
        value={filter.category}
        values={of("category").map((value) => ({ value, label: words.category(value) }))}
        onChange={(category) => onFilter({ ...filter, category })}
      />
      <span className="flex-1" />
      {mayAdd ? (
        <>
          <Button
            size="icon"
            aria-label={t("sync")}
            title={t("sync")}
            busy={sync.isPending}
            onClick={() => sync.mutate()}
          >
            {sync.isPending ? null : <RefreshCw size={14} aria-hidden />}
          </Button>
          <Button asChild look="primary">
            <Link href={`/${org}/templates/new`}>{t("create")}</Link>
          </Button>
        </>
      ) : null}
    </header>
  );
}

type ChoiceProps = {
  label: string;
  any: string;
  value: string;
  values: { value: string; label: string }[];
  onChange: (value: string) => void;
};

const ANY = "any";

function Choice({ label, any, value, values, onChange }: ChoiceProps) {
  return (
    <div className="w-44 max-sm:order-1 max-sm:w-auto max-sm:flex-1">
      <Select
        aria-label={label}
        value={value || ANY}
        onChange={(next) => onChange(next === ANY ? "" : next)}
        options={[{ value: ANY, label: any }, ...values]}
      />
    </div>
  );
}

type NothingProps = { org: string; may: Rights; any: boolean; accounts: number; onClear: () => void };

function Nothing({ org, may, any, accounts, onClear }: NothingProps) {
  const t = useTranslations("templates");
  if (any)
    return (
      <EmptyState title={t("noneFound")} action={<Button onClick={onClear}>{t("clearFilter")}</Button>} />
    );
  if (accounts === 0)
    return (
      <EmptyState
        title={t("empty")}
        text={t("noAccount")}
        action={
          may.connect ? (
            <Button asChild look="primary">
              <Link href={`/${org}/settings/numbers`}>{t("connect")}</Link>
            </Button>
          ) : null
        }
      />
    );
  return (
    <EmptyState
      title={t("empty")}
      text={may.write ? t("emptyText") : t("emptyRead")}
      action={
        may.write ? (
          <Button asChild look="primary">
            <Link href={`/${org}/templates/new`}>{t("create")}</Link>
          </Button>
        ) : null
      }
    />
  );
}
