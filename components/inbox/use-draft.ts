"use client";
import { useEffect, useState } from "react";

const key = (conversationId: string) => `hilo.draft.${conversationId}`;

/** The unsent text of a conversation, kept in this browser until it is sent. */
export function useDraft(conversationId: string): [string, (text: string) => void] {
  const [draft, setDraft] = useState({ conversationId, text: "" });
  useEffect(() => {
    setDraft({ conversationId, text: localStorage.getItem(key(conversationId)) ?? "" });
  }, [conversationId]);
  const change = (text: string) => {
    setDraft({ conversationId, text });
    if (text) localStorage.setItem(key(conversationId), text);
    else localStorage.removeItem(key(conversationId));
  };
  return [draft.conversationId === conversationId ? draft.text : "", change];
}
