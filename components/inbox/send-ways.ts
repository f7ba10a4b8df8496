"use client";
import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import { type Key, useKeys } from "@/components/shell/keys";
import type { AllPreferences } from "@/server/organizations/rules/preferences";
import { allows, type Role } from "@/server/permissions";
import type { Then } from "./afterwards";

/** A way to send beside the plain one. */
export interface SendWay {
  id: "close" | "next" | "snooze" | "later";
  label: string;
  /** As the menu and the sheet of the keys show them. */
  keys: string;
  run: () => void;
  disabled: boolean;
}

type WaysOf = {
  role: Role;
  field: RefObject<HTMLTextAreaElement | null>;
  /** A reply may leave now. */
  may: boolean;
  /** Only text waits for a time: a file's place at the carrier does not last. */
  plain: boolean;
  sendWith: AllPreferences["sendWith"];
  onSend: (then?: Then) => boolean;
  onNext: () => void;
  onLater: () => void;
};

/** The ways to send, in the menu and by their keys; the keys act while one writes in the field. */
export function useSendWays({
  role,
  field,
  may,
  plain,
  sendWith,
  onSend,
  onNext,
  onLater,
}: WaysOf): SendWay[] {
  const t = useTranslations("composing.send");
  const later = useTranslations("composing.later");
  const then = (what: Then) => () => void onSend(what);
  const next = () => {
    if (onSend()) onNext();
  };
  const all: (SendWay & { press: string; may: boolean })[] = [
    {
      id: "close",
      label: t("andClose"),
      press: "mod+shift+e",
      keys: "⌘ ⇧ E",
      run: then("close"),
      disabled: false,
      may: allows(role, "conversations:close"),
    },
    {
      id: "next",
      label: t("andNext"),
      press: "mod+shift+j",
      keys: "⌘ ⇧ J",
      run: next,
      disabled: false,
      may: true,
    },
    {
      id: "snooze",
      label: t("andSnooze"),
      press: "mod+shift+h",
      keys: "⌘ ⇧ H",
      run: then("snooze"),
      disabled: false,
      may: allows(role, "conversations:snooze"),
    },
    {
      id: "later",
      label: later("title"),
      press: "mod+shift+l",
      keys: "⌘ ⇧ L",
      run: onLater,
      disabled: !plain,
      may: true,
    },
  ];
  const ways = may ? all.filter((way) => way.may) : [];
  const inField = (run: () => void) => () => {
    if (document.activeElement === field.current) run();
  };
  useKeys([
    { press: "Enter", shown: sendWith === "enter" ? "↵" : "⌘ ↵", does: t("plain") },
    ...ways.map(
      ({ press, keys, label, run, disabled }): Key => ({
        press,
        shown: keys,
        does: label,
        run: inField(() => !disabled && run()),
        always: true,
      }),
    ),
  ]);
  return ways;
}
