"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import {
  memo,
  type ReactNode,
  useCallback,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { hintAlerts } from "@/components/alerts/hint";
import { Clock } from "@/components/clock";
import { useStage } from "@/components/palette/stage";
import { useChanges, useRounds } from "@/components/realtime/realtime";
import { useTRPC, useTRPCClient } from "@/components/trpc";
import { EmptyState } from "@/components/ui/empty-state";
import { useStable } from "@/components/use-stable";
import { allows, type Role } from "@/server/permissions";
import { useAfterwards } from "./afterwards";
import { browsedIn, filterOfQueue } from "./browsed";
import { ConnectionBanners } from "./connection-banners";
import { ConversationList } from "./conversation-list";
import { FilterBar } from "./filter-bar";
import { InboxQueues } from "./inbox-queues";
import { ListHead } from "./list-head";
import { nextAfter } from "./next-after";
import type { PaneWidths } from "./pane-widths";
import { Panes } from "./panes";
import { noFilter } from "./place";
import { StartConversation } from "./start/start-conversation";
import { useFreshDrafts } from "./use-draft-line";
import { openRow, useInboxKeys } from "./use-inbox-keys";
import { useKnownThreads } from "./use-known-threads";
import { useLists } from "./use-lists";
import { usePlace } from "./use-place";
import { useSelection } from "./use-selection";
import { useViews } from "./use-views";
import { useWritingKeys } from "./use-writing";
import { type Ask, ask } from "./work/ask";
import { WorkDialogs } from "./work/work-dialogs";

/** The list is there first; what a conversation needs comes while one reads it, before anybody has clicked. */
const loadThread = () => import("./open-conversation");
const loadPanel = () => import("./contact-panel");
// Each is drawn when its own conversation or message is another, not with every press beside it.
const OpenConversation = memo(dynamic(() => loadThread().then((m) => m.OpenConversation)));
const ContactPanel = memo(dynamic(() => loadPanel().then((m) => m.ContactPanel)));
const loadSearch = () => import("./search/search-pane");
const SearchPane = dynamic(() => loadSearch().then((m) => m.SearchPane));
const BulkBar = dynamic(() => import("./bulk-bar").then((m) => m.BulkBar));
const ToldList = dynamic(() => import("./told/told-list").then((m) => m.ToldList));
const HeldBanner = dynamic(() => import("./told/held-banner").then((m) => m.HeldBanner), { ssr: false });

type InboxProps = {
  org: string;
  member: { id: string; role: Role; teamIds: string[] };
  /** The address that the server drew. */
  address: string;
  /** The organization's own now, as the server rendered it. */
  now: Date;
  widths?: PaneWidths;
  /** Shown while no conversation is open: an organization's first steps. */
  firstSteps?: ReactNode;
};

/** The inbox: queues, list, thread, contact; one clock for every countdown on it. */
export function Inbox(props: InboxProps) {
  const now = useOrganizationsNow(props.now);
  return (
    <Clock start={now}>
      <Frame {...props} />
    </Clock>
  );
}

function Frame({ org, member, widths, firstSteps, address }: InboxProps) {
  const t = useTranslations("inbox");
  const told = useTranslations("composing.place");
  const { place, hrefOf, go } = usePlace(org, address);
  const views = useViews();
  const browsed = useMemo(() => browsedIn(place, views), [place, views]);
  const { sections, counts, pending, onSight } = useLists(place, browsed);
  const [panelOpen, setPanelOpen] = useState(false);
  const begin = (work: Ask["work"]) => () =>
    place.conversationId && ask({ work, conversationIds: [place.conversationId] });
  const trpc = useTRPC();
  const { data: numbers } = useQuery({ ...trpc.channels.list.queryOptions(), staleTime: 60_000 });
  const field = useRef<HTMLTextAreaElement>(null);
  const [toldIds, setToldIds] = useState<string[]>([]);
  const ids = place.told ? toldIds : sections.flatMap((s) => s.items.map((i) => i.id));
  const shown = useRef(ids);
  if (place.told) shown.current = toldIds;
  const listed = hrefOf({ conversationId: null });
  const selection = useSelection(ids, listed);
  const everSelected = useRef(false);
  everSelected.current ||= selection.ids.size > 0;
  const open = useStable((id: string | null) => go({ conversationId: id }));
  const search = () => {
    if (place.find === null) go({ find: "" });
    else document.querySelector<HTMLElement>("[data-search-field]")?.focus();
  };
  useEffect(() => {
    void loadThread();
    void loadPanel();
    void loadSearch();
  }, []);
  useKnownThreads();
  useAfterwards(place.conversationId);
  useFreshDrafts(member.id);
  useNews();
  useWritingKeys({
    open: place.conversationId !== null,
    mayReply: allows(member.role, "conversations:reply"),
  });
  useInboxKeys({
    shown,
    selected: place.conversationId,
    onOpen: open,
    onClose: begin("close"),
    onLabels: begin("labels"),
    onPriority: begin("priority"),
    onTransfer: begin("transfer"),
    onTask: begin("task"),
    onSnooze: begin("snooze"),
    onSearch: search,
    onLeaveSearch: place.find === null ? null : () => go({ find: null, among: "all" }),
    selection,
  });
  useStage({
    open: (conversationId, messageId) => go({ conversationId, messageId }),
    find: (query) => go({ find: query }),
    rows: sections
      .flatMap((s) => s.items)
      .map((item) => ({
        id: item.id,
        name: item.contactName ?? item.address ?? t("contact.unnamed"),
        address: item.address,
        last: item.preview?.text,
      })),
  });
  const queues = (as: "column" | "strip") => (
    <InboxQueues as={as} place={place} hrefOf={hrefOf} go={go} counts={counts} member={member} />
  );
  // The press is answered by the row that is marked; the thread is drawn right after, and holds up nothing.
  const drawn = useDeferredValue(place);
  const drawnHref = useDeferredValue(hrefOf);
  const acts = {
    message: useCallback((messageId: string | null) => go({ messageId }, "replace"), [go]),
    back: useCallback(() => open(null), [open]),
    panel: useCallback(() => setPanelOpen((is) => !is), []),
    next: useStable(() => openRow(nextAfter(ids, place.conversationId), open)),
    href: useCallback((id: string) => drawnHref({ conversationId: id }), [drawnHref]),
  };
  const thread = drawn.conversationId ? (
    <OpenConversation
      key={drawn.conversationId}
      org={org}
      member={member}
      conversationId={drawn.conversationId}
      messageId={drawn.messageId}
      onMessage={acts.message}
      query={drawn.find ?? ""}
      fieldRef={field}
      onBack={acts.back}
      onPanel={acts.panel}
      onClose={askToClose}
      onNext={acts.next}
    />
  ) : null;
  const panel = drawn.conversationId ? (
    <ContactPanel conversationId={drawn.conversationId} hrefOf={acts.href} onOpen={open} />
  ) : undefined;
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <ConnectionBanners org={org} memberId={member.id} selected={place.conversationId} onOpen={open} />
      <HeldBanner role={member.role} selected={place.conversationId} onOpen={open} />
      <div className="min-h-0 flex-1">
        <Panes
          widths={widths}
          queues={queues("column")}
          queueStrip={queues("strip")}
          list={
            place.find !== null ? (
              <SearchPane place={place} hrefOf={hrefOf} go={go} />
            ) : (
              <>
                <ListHead
                  queue={place.queue}
                  title={
                    place.told
                      ? told(place.told)
                      : browsed
                        ? (browsed.view?.name ?? t("views.filtered"))
                        : undefined
                  }
                  onSearch={search}
                />
                {place.told ? (
                  <ToldList
                    told={place.told}
                    selected={place.conversationId}
                    hrefOf={(id, messageId) => hrefOf({ conversationId: id, messageId: messageId ?? null })}
                    onOpen={(id, messageId) => go({ conversationId: id, messageId: messageId ?? null })}
                    onListed={setToldIds}
                  />
                ) : (
                  <>
                    <FilterBar
                      place={place}
                      browsed={browsed}
                      count={sections[0]?.count ?? 0}
                      go={go}
                      role={member.role}
                    />
                    <ConversationList
                      sections={sections}
                      pending={pending}
                      onSight={onSight}
                      selectedId={place.conversationId}
                      memberId={member.id}
                      hrefOf={(id) => hrefOf({ conversationId: id })}
                      onOpen={open}
                      shown={shown}
                      selection={selection}
                      of={listed}
                      onLeave={browsed ? () => go({ queue: "all", ...noFilter }) : null}
                      firstSteps={firstSteps}
                      emptyHref={allows(member.role, "sandbox:use") ? `/${org}/sandbox` : null}
                      oneNumber={(numbers?.length ?? 1) < 2}
                    />
                  </>
                )}
                {everSelected.current ? (
                  <BulkBar
                    selection={selection}
                    items={sections.flatMap((s) => s.items)}
                    filter={browsed?.filter ?? filterOfQueue(place)}
                    memberId={member.id}
                    role={member.role}
                  />
                ) : null}
              </>
            )
          }
          thread={thread}
          threadEmpty={
            <div className="grid w-full max-w-md gap-2 p-6">
              {ids.length > 0 ? <EmptyState title={t("thread.none")} text={t("thread.noneText")} /> : null}
              {firstSteps}
            </div>
          }
          panel={panel}
          panelOpen={panelOpen}
          onPanelClose={() => setPanelOpen(false)}
          onBack={() => open(null)}
        />
      </div>
      <StartConversation onOpen={open} />
      <WorkDialogs role={member.role} memberId={member.id} />
    </div>
  );
}

const askToClose = (id: string) => ask({ work: "close", conversationIds: [id] });

/** Whether there is something to be told of is asked also by a page that nobody sees: that is what it is for. */
function useNews(): void {
  useRounds(({ kind }) => kind === "conversation", hintAlerts, { hidden: true });
}

/**
 * The organization's time: as the server rendered it, and asked again when the clock of a sandbox was moved, which is told as a change of
 * every number. What is by then missed or back is another list; the page itself stays as it is, with whatever is open on it.
 */
function useOrganizationsNow(rendered: Date): Date {
  const [now, setNow] = useState(rendered);
  const client = useTRPCClient();
  const cache = useQueryClient();
  useEffect(() => setNow(rendered), [rendered]);
  useChanges((changes) => {
    if (changes === "all" || !changes.some((c) => c.kind === "number" && c.id === null)) return;
    void cache.invalidateQueries();
    // Where nobody answers, the next look at the page brings the time.
    client.organizations.now.query().then(setNow, () => undefined);
  });
  return now;
}
