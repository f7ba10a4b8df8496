"use client";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { useTRPCClient } from "@/components/trpc";
import { hideBadge, showBadge } from "./badge";
import { choose } from "./choose";
import { changed } from "./hint";
import { notify } from "./notify";
import { play } from "./sound";
import { joinTabs, type Lead, type Tabs } from "./tabs";
import { type News, useAlertWords } from "./use-alert-words";

/** Asked this often without a hint, and with hints at most this often, in ms. */
const askEvery = 20_000;
const apart = 4_000;
/** Hints gather this long, so that a burst is one question and one notification. */
const gather = 600;

/** Tells the member what happens while they look elsewhere, from one tab of theirs; and on each tab how many wait. */
export function Alerts({ org, memberId }: { org: string; memberId: string }) {
  const client = useTRPCClient();
  const router = useRouter();
  const words = useAlertWords();
  const tell = useRef((_news: News[]) => {});
  tell.current = (news) => {
    const { title, body, conversationId } = words(news);
    const href = conversationId ? `/${org}/inbox/${conversationId}` : `/${org}/inbox`;
    notify({ title, body, tag: `hilo.${org}.${conversationId ?? ""}` }, () => router.push(href));
  };
  useEffect(() => {
    let gone = false;
    // An answer may come after the page of this organization was left.
    const draw = (count: number) => {
      if (!gone) showBadge(count);
    };
    let ask = () => {};
    const lead = (tabs: Lead, until: Promise<void>) => {
      const asking = follow(client, tabs, { draw, tell: (news) => tell.current(news) });
      ask = asking.soon;
      void until.then(asking.stop);
    };
    const tabs: Tabs = joinTabs(`hilo.alerts.${org}.${memberId}`, {
      onChanged: () => ask(),
      onWaiting: draw,
      onLead: lead,
    });
    window.addEventListener(changed, tabs.changed);
    return () => {
      window.removeEventListener(changed, tabs.changed);
      tabs.close();
      gone = true;
      hideBadge();
    };
  }, [client, org, memberId]);
  return null;
}

type Client = ReturnType<typeof useTRPCClient>;
type Acts = { draw: (count: number) => void; tell: (news: News[]) => void };

/** Asks what is new while this tab leads: at once, on hints, and every 20 s. What was told once is not told again. */
function follow(client: Client, tabs: Lead, { draw, tell }: Acts) {
  let since: string | undefined;
  let askedAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const told = new Set<string>();
  const ask = async () => {
    timer = undefined;
    askedAt = Date.now();
    try {
      const answer = await client.conversations.alerts.query({ since });
      const fresh = answer.alerts.filter((one) => !told.has(one.key));
      for (const { key } of fresh) told.add(key);
      draw(answer.waiting);
      tabs.tellWaiting(answer.waiting);
      since = answer.since;
      if (fresh.length === 0) return;
      const time = new Date();
      const minutes = time.getHours() * 60 + time.getMinutes();
      const { show, sound } = choose(fresh, { ...answer, looking: await tabs.looking(), minutes });
      if (sound) play(sound);
      if (show.length > 0) tell(show);
    } catch {
      // Asked again from the same moment: nothing is missed.
    }
  };
  const soon = () => {
    timer ??= setTimeout(ask, Math.max(gather, askedAt + apart - Date.now()));
  };
  const every = setInterval(soon, askEvery);
  void ask();
  return {
    soon,
    stop: () => {
      clearInterval(every);
      clearTimeout(timer);
    },
  };
}
