type Word =
  | { say: "changed" }
  | { say: "waiting"; count: number }
  | { say: "who-looks"; round: number }
  | { say: "looking"; round: number; conversationId: string };

export interface Tabs {
  /** Something changed: whoever speaks for all tabs asks the server. */
  changed: () => void;
  close: () => void;
}

interface Handlers {
  onChanged: () => void;
  onWaiting: (count: number) => void;
  /** This tab speaks for all from now on, until `until` resolves. */
  onLead: (lead: Lead, until: Promise<void>) => void;
}

export interface Lead {
  tellWaiting: (count: number) => void;
  /** The conversations that any focused tab has open. */
  looking: () => Promise<Set<string>>;
}

/** How long other tabs have to answer, in ms. */
const answerWithin = 60;

/** The tabs of one member in one organization: one of them leads while it lives, then another does. */
export function joinTabs(name: string, { onChanged, onWaiting, onLead }: Handlers): Tabs {
  const channel = new BroadcastChannel(name);
  const post = (word: Word) => channel.postMessage(word);
  const heard = new Map<number, Set<string>>();
  let end = () => {};
  const until = new Promise<void>((done) => {
    end = done;
  });
  channel.onmessage = ({ data }: MessageEvent<Word>) => {
    if (data.say === "changed") onChanged();
    if (data.say === "waiting") onWaiting(data.count);
    if (data.say === "looking") heard.get(data.round)?.add(data.conversationId);
    const own = data.say === "who-looks" ? lookedAt() : null;
    if (data.say === "who-looks" && own) post({ say: "looking", round: data.round, conversationId: own });
  };
  const looking = async () => {
    const round = Math.random();
    const own = lookedAt();
    const found = new Set(own ? [own] : []);
    heard.set(round, found);
    post({ say: "who-looks", round });
    await new Promise((done) => setTimeout(done, answerWithin));
    heard.delete(round);
    return found;
  };
  const lead: Lead = { looking, tellWaiting: (count) => post({ say: "waiting", count }) };
  const hold = () => {
    onLead(lead, until);
    return until;
  };
  const giveUp = new AbortController();
  if (navigator.locks) void navigator.locks.request(name, { signal: giveUp.signal }, hold).catch(() => {});
  else void hold();
  return {
    changed: () => {
      post({ say: "changed" });
      onChanged();
    },
    close: () => {
      giveUp.abort();
      end();
      channel.close();
    },
  };
}

/** The conversation before somebody's eyes in this tab. */
function lookedAt(): string | null {
  if (document.hidden || !document.hasFocus()) return null;
  return /\/inbox\/([0-9a-f-]{36})$/.exec(window.location.pathname)?.[1] ?? null;
}
