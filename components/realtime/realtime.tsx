"use client";
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { useTRPCClient } from "@/components/trpc";
import { acted } from "./acted";
import { prompt } from "./pace";
import { Rounds } from "./rounds";
import { type Change, openSocket, type Socket, type SocketConfig } from "./socket";

export type Connection = "connecting" | "connected" | "lost";
type Listener = (changes: Change[] | "all") => void;

interface Realtime {
  connection: Connection;
  listen: (listener: Listener) => () => void;
  /** How many others of the organization work now, as far as it is known. */
  others: () => number;
  /** Null until the page is in the browser, and for who hears nothing. */
  socket: Socket | null;
}

const Context = createContext<Realtime | null>(null);

/** Asked this often even while the socket is well: a hint may get lost, the feed may not. */
const askEvery = 20_000;

type RealtimeProps = {
  config: SocketConfig | null;
  /** Of the change feed, from before the page was read: what changed since is told. Null: who may not read it has the hints alone. */
  cursor: string | null;
  children: ReactNode;
};

/**
 * Tells the components below what changed: hints from the socket at once, and the change feed on focus, after a lost connection
 * and every 20 s, so that no gap stays. Null config: a role that hears nothing.
 */
export function RealtimeProvider({ config, cursor, children }: RealtimeProps) {
  const listeners = useRef(new Set<Listener>());
  const [socket, setSocket] = useState<Socket | null>(null);
  const [connection, setConnection] = useState<Connection>("connecting");
  const tell = (changes: Change[] | "all") => {
    if (changes !== "all" && changes.length === 0) return;
    for (const listener of listeners.current) listener(changes);
  };
  const tellRef = useRef(tell);
  tellRef.current = tell;
  const others = useRef(0);
  const ask = useFeed(
    (feed) => {
      others.current = feed.others;
      tellRef.current(feed.changes);
    },
    config === null ? null : cursor,
  );
  useEffect(() => {
    if (!config) return;
    const opened = openSocket(config, {
      onChanges: (changes) => tellRef.current(changes),
      onState: setConnection,
      onHearing: ask,
    });
    setSocket(opened);
    return () => {
      setSocket(null);
      opened.close();
    };
  }, [config, ask]);
  const [value] = useState(() => ({
    listen: (listener: Listener) => {
      listeners.current.add(listener);
      return () => {
        listeners.current.delete(listener);
      };
    },
    others: () => others.current,
  }));
  return <Context.Provider value={{ connection, ...value, socket }}>{children}</Context.Provider>;
}

/** Asks the change feed; one question at a time, and another after it when one was wanted meanwhile. No cursor: never. */
function useFeed(
  tell: (feed: { changes: Change[] | "all"; others: number }) => void,
  start: string | null,
): () => void {
  const client = useTRPCClient();
  const cursor = useRef(start);
  const state = useRef({ busy: false, again: false });
  const [ask] = useState(() => async () => {
    const { current } = state;
    if (current.busy) current.again = true;
    if (current.busy || start === null || document.hidden) return;
    current.busy = true;
    try {
      do {
        current.again = false;
        const feed = await client.conversations.feed.query({ cursor: cursor.current });
        cursor.current = feed.cursor;
        tell(feed);
      } while (current.again);
    } catch {
      // The next question asks from the same cursor.
    } finally {
      current.busy = false;
    }
  });
  const on = start !== null;
  useEffect(() => {
    if (!on) return;
    void ask();
    const timer = setInterval(ask, askEvery);
    const events = ["focus", "online"] as const;
    for (const event of events) window.addEventListener(event, ask);
    document.addEventListener("visibilitychange", ask);
    return () => {
      clearInterval(timer);
      for (const event of events) window.removeEventListener(event, ask);
      document.removeEventListener("visibilitychange", ask);
    };
  }, [ask, on]);
  return ask;
}

/** Calls `listener` with what changed, gathered over a short while so that a burst is one round of questions. */
export function useChanges(listener: Listener): void {
  // The function alone: the context changes with the connection, and what was gathered by then must not go with it.
  const listen = useContext(Context)?.listen;
  const latest = useRef(listener);
  latest.current = listener;
  useEffect(() => {
    if (!listen) return;
    let gathered: Change[] | "all" = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = listen((changes) => {
      gathered = changes === "all" || gathered === "all" ? "all" : [...gathered, ...changes];
      timer ??= setTimeout(() => {
        timer = undefined;
        const now = gathered;
        gathered = [];
        latest.current(now);
      }, prompt);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [listen]);
}

/**
 * Calls `round` after something changed of what many pages show: at once where it is the member's own, or after an act of theirs; else at
 * a pace that lets any number of pages live on one server, slower while what `round` resolves with is late. A page that nobody sees waits until somebody does.
 */
export function useRounds(
  wanted: (change: Change) => boolean,
  round: () => unknown,
  { hidden = false }: { hidden?: boolean } = {},
): void {
  const context = useContext(Context);
  const [listen, others] = [context?.listen, context?.others];
  const latest = useRef({ wanted, round });
  latest.current = { wanted, round };
  useEffect(() => {
    if (!listen || !others) return;
    const rounds = new Rounds({ round: () => latest.current.round(), others });
    let slept = false;
    const stop = listen((changes) => {
      const heard = changes === "all" ? null : changes.filter(latest.current.wanted);
      if (heard?.length === 0) return;
      if (document.hidden && !hidden) slept = true;
      else rounds.hear(heard?.some((change) => change.own) ?? false);
    });
    const soon = () => rounds.soon();
    const wake = () => {
      if (document.hidden || !slept) return;
      slept = false;
      rounds.soon();
    };
    window.addEventListener(acted, soon);
    document.addEventListener("visibilitychange", wake);
    return () => {
      window.removeEventListener(acted, soon);
      document.removeEventListener("visibilitychange", wake);
      rounds.stop();
      stop();
    };
  }, [listen, others, hidden]);
}

/** Whether hints are coming in; `lost` is worth a line on the page. */
export function useConnection(): Connection {
  return useContext(Context)?.connection ?? "connected";
}

/** The socket itself, for what browsers say to each other. */
export function useSocket(): Socket | null {
  return useContext(Context)?.socket ?? null;
}
