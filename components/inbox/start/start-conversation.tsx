"use client";
import dynamic from "next/dynamic";
import { useEffect, useRef, useState } from "react";
import { type Begin, onBegin } from "./begin";

const StartDialog = dynamic(() => import("./start-dialog").then((m) => m.StartDialog));

/** Waits for beginConversation() and goToConversation(); the dialog comes with the first one. */
export function StartConversation({ onOpen }: { onOpen: (conversationId: string) => void }) {
  const [begin, setBegin] = useState<Begin | null>(null);
  const go = useRef(onOpen);
  go.current = onOpen;
  useEffect(() => onBegin(setBegin, (id) => go.current(id)), []);
  if (!begin) return null;
  return (
    <StartDialog
      begin={begin}
      onClose={() => setBegin(null)}
      onOpen={(id) => {
        setBegin(null);
        onOpen(id);
      }}
    />
  );
}
