import type { TemplateDraft } from "@/server/templates/rules/draft";
import type { KeptDraft } from "./template-types";

/** So long after the last change a draft is saved, ms; leaving saves it at once. */
const pause = 900;

/** What saves a draft, and how far that is. */
export interface DraftSaver {
  id: string;
  base: number;
  ended: boolean;
  /** What is on the server, or was there when the editor began. */
  seen: TemplateDraft | null;
  pending: TemplateDraft | null;
  saving: Promise<void> | null;
  timer: ReturnType<typeof setTimeout> | undefined;
  write: (draft: TemplateDraft) => Promise<void>;
  touch: (draft: TemplateDraft) => void;
  flush: () => Promise<void>;
  end: () => Promise<void>;
  begin: (anew: DraftSaver, seen: TemplateDraft) => void;
}

export function newSaver(kept: KeptDraft | null): DraftSaver {
  const saver: DraftSaver = {
    id: kept?.id ?? crypto.randomUUID(),
    base: kept?.revision ?? 0,
    ended: false,
    seen: null,
    pending: null,
    saving: null,
    timer: undefined,
    write: async () => undefined,
    touch: (draft) => {
      saver.seen = draft;
      if (saver.ended) return;
      saver.pending = draft;
      clearTimeout(saver.timer);
      saver.timer = setTimeout(() => void saver.flush(), pause);
    },
    flush: async () => {
      clearTimeout(saver.timer);
      while (saver.saving ?? saver.pending) {
        if (!saver.saving && saver.pending) {
          const draft = saver.pending;
          saver.pending = null;
          saver.saving = saver.write(draft).finally(() => {
            saver.saving = null;
          });
        }
        await saver.saving;
      }
    },
    end: async () => {
      saver.ended = true;
      saver.pending = null;
      clearTimeout(saver.timer);
      await saver.saving;
    },
    begin: ({ id, base }, seen) => {
      clearTimeout(saver.timer);
      Object.assign(saver, { id, base, seen, pending: null, ended: false });
    },
  };
  return saver;
}
