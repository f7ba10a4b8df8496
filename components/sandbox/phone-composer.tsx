"use client";
import { SendHorizontal, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { EmojiMenu } from "@/components/inbox/emoji-menu";
import { PreviewLine } from "@/components/inbox/preview-line";
import { AttachMenu } from "./attach-menu";
import { previewType } from "./kinds";
import type { Target } from "./phone-screen";
import type { Phone } from "./use-phone";

type PhoneComposerProps = { phone: Phone; target: Target | null; businessName: string; onDone: () => void };

/** Where the customer writes. Enter sends, Shift + Enter breaks the line, Escape leaves a quote or an edit. */
export function PhoneComposer({ phone, target, businessName, onDone }: PhoneComposerProps) {
  const t = useTranslations("sandbox.phone");
  const { text, setText, field, replyTo, send } = useWriting(phone, target, onDone);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && target) onDone();
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <footer className="safe-bottom border-t border-line bg-surface">
      {target ? <TargetRow target={target} businessName={businessName} onLeave={onDone} /> : null}
      <div className="flex items-end gap-0.5 px-2 py-2">
        {target?.does === "edit" ? null : <AttachMenu phone={phone} replyTo={replyTo} onSaid={onDone} />}
        <div className="flex min-w-0 flex-1 items-end rounded-[18px] border border-control bg-paper pl-3 focus-within:border-accent">
          <textarea
            ref={field}
            rows={1}
            value={text}
            maxLength={4_096}
            aria-label={t("write")}
            placeholder={t("write")}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={onKeyDown}
            className="field-sizing-content max-h-32 min-h-8 flex-1 resize-none bg-transparent py-1.5 text-md leading-5 outline-none placeholder:text-ink-3 max-md:text-[16px]"
          />
          <EmojiMenu onChoose={(emoji) => setText((before) => before + emoji)} />
        </div>
        <button
          type="button"
          onClick={send}
          disabled={!text.trim()}
          aria-label={t("send")}
          className="ml-1 grid size-9 shrink-0 place-items-center rounded-full bg-accent text-accent-ink hover:bg-accent-strong disabled:opacity-45"
        >
          <SendHorizontal size={16} aria-hidden />
        </button>
      </div>
    </footer>
  );
}

function useWriting(phone: Phone, target: Target | null, onDone: () => void) {
  const edited = target?.does === "edit" && target.message.body.type === "text" ? target.message : null;
  const [text, setText] = useState(edited?.body.type === "text" ? edited.body.body : "");
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    // On a touch screen the keyboard would cover the chat unasked.
    if (target || window.matchMedia("(hover: hover)").matches) field.current?.focus();
  }, [target]);
  const replyTo = target?.does === "reply" ? { replyTo: target.message.id } : {};
  const send = () => {
    const body = text.trim();
    if (!body) return;
    if (edited) phone.say({ speech: { type: "edit", messageId: edited.id, body } });
    else phone.say({ speech: { type: "text", body }, ...replyTo });
    setText("");
    onDone();
  };
  return { text, setText, field, replyTo, send };
}

type TargetRowProps = { target: Target; businessName: string; onLeave: () => void };

function TargetRow({ target, businessName, onLeave }: TargetRowProps) {
  const t = useTranslations("sandbox");
  const { body, side } = target.message;
  const words = "body" in body ? body.body : "";
  return (
    <div className="flex items-start gap-2 px-3 pt-2">
      <div className="thread min-w-0 flex-1 pl-2.5 text-sm before:w-[2px] before:bg-control">
        <p className="truncate text-ink-3">
          {target.does === "edit" ? t("phone.editing") : t("phone.replying")}{" "}
          {target.does === "reply" ? (
            <bdi className="font-medium text-ink-2">
              {side === "customer" ? t("message.you") : businessName}
            </bdi>
          ) : null}
        </p>
        <p className="truncate">
          <PreviewLine type={previewType(body.type)} text={words} />
        </p>
      </div>
      <button
        type="button"
        onClick={onLeave}
        aria-label={t("phone.cancel")}
        className="grid size-7 place-items-center rounded-md text-ink-3 hover:bg-hover"
      >
        <X size={14} aria-hidden />
      </button>
    </div>
  );
}
