"use client";
import { Paperclip, Send, X } from "lucide-react";
import dynamic from "next/dynamic";
import { useLocale, useTranslations } from "next-intl";
import { type Ref, useRef } from "react";
import { useClock } from "@/components/clock";
import { formatMoney } from "@/components/money";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { replyWindow } from "@/server/conversations/rules/reply-window";
import type { Item, NextPrices, ThreadMessage } from "./api";
import { ComposerFrame, type ComposerMode, composerField } from "./composer-frame";
import { EmojiMenu } from "./emoji-menu";
import { PriceChip } from "./price-chip";
import { useDraft } from "./use-draft";
import type { Outgoing, Sending } from "./use-sending";
import { useUpload } from "./use-upload";
import { nextPrice } from "./view";
import { WindowRing } from "./window-ring";

const TemplatePicker = dynamic(() => import("./template-picker").then((m) => m.TemplatePicker));

type ComposerProps = {
  org: string;
  memberId: string;
  item: Item;
  /** The highest seq on screen. */
  seenSeq: number;
  prices: NextPrices | undefined;
  sending: Sending;
  replyTo: ThreadMessage | null;
  onReplyTo: (message: ThreadMessage | null) => void;
  onNote: (body: string) => void;
  fieldRef: Ref<HTMLTextAreaElement>;
  mode: ComposerMode;
  onMode: (mode: ComposerMode) => void;
  templateOpen: boolean;
  onTemplateOpen: (open: boolean) => void;
};

/** Where one answers: a reply within the window, a template outside it, a note at any time. The draft survives all of it. */
export function Composer(props: ComposerProps) {
  const { item, mode, sending } = props;
  const t = useTranslations("inbox.composer");
  const now = useClock();
  const [text, setText] = useDraft(item.id);
  const { upload, add, clear } = useUpload(props.org, item.id);
  const file = useRef<HTMLInputElement>(null);
  const open = replyWindow(item.windowHours, { serviceExpiresAt: item.windowExpiresAt }, now).open;
  const refused = sending.outgoing.find((o) => o.refused !== null);
  const reply = mode === "reply";
  const ready = text.trim() !== "" || upload?.state === "ready";
  const submit = () => {
    if (!ready || upload?.state === "uploading") return;
    if (!reply) props.onNote(text.trim());
    else if (open)
      sending.send({
        body: text.trim(),
        attachment: upload?.uploaded ?? null,
        replyTo: props.replyTo,
        seenSeq: props.seenSeq,
      });
    else return;
    setText("");
    clear();
    props.onReplyTo(null);
  };
  if (item.state === "closed" && reply)
    return (
      <ComposerFrame
        mode={mode}
        onModeChange={props.onMode}
        notice={<Banner>{t("closed")}</Banner>}
        send={null}
      />
    );
  const name = item.contactName ?? item.address ?? "";
  return (
    <>
      <ComposerFrame
        mode={mode}
        onModeChange={props.onMode}
        status={
          <>
            <PriceChip price={open ? nextPrice(props.prices, "reply") : null} when="before" />
            <WindowRing expiresAt={item.windowExpiresAt} now={now} words />
          </>
        }
        notice={
          <Notice
            refused={reply ? refused : undefined}
            open={open}
            name={name}
            reply={reply}
            {...props}
            onTakeBack={(o) => setText(o.body)}
          />
        }
        quoted={props.replyTo ? quoteOf(props.replyTo) : undefined}
        onDismissQuote={() => props.onReplyTo(null)}
        attachments={
          upload ? (
            <FileChip name={upload.name} state={upload.state} reason={upload.reason} onRemove={clear} />
          ) : undefined
        }
        field={
          reply && !open ? undefined : (
            <textarea
              ref={props.fieldRef}
              value={text}
              rows={1}
              maxLength={4096}
              aria-label={reply ? t("placeholder", { name }) : t("notePlaceholder")}
              placeholder={reply ? t("placeholder", { name }) : t("notePlaceholder")}
              className={composerField}
              onChange={(event) => setText(event.target.value)}
              onPaste={(event) => {
                const pasted = event.clipboardData.files[0];
                if (pasted && reply) void add(pasted);
              }}
              onKeyDown={(event) => {
                if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
                event.preventDefault();
                submit();
              }}
            />
          )
        }
        tools={
          reply && open ? (
            <>
              <input
                ref={file}
                type="file"
                hidden
                onChange={(event) => {
                  const chosen = event.target.files?.[0];
                  if (chosen) void add(chosen);
                  event.target.value = "";
                }}
              />
              <Button look="quiet" size="icon" aria-label={t("attach")} onClick={() => file.current?.click()}>
                <Paperclip size={16} aria-hidden />
              </Button>
              <EmojiMenu onChoose={(emoji) => setText(text + emoji)} />
              <Button look="quiet" size="sm" onClick={() => props.onTemplateOpen(true)}>
                {t("template")}
              </Button>
            </>
          ) : null
        }
        send={
          <SendButton
            reply={reply}
            open={open}
            ready={ready}
            prices={props.prices}
            onSend={submit}
            onTemplate={() => props.onTemplateOpen(true)}
          />
        }
      />
      {props.templateOpen ? (
        <TemplatePicker
          conversationId={item.id}
          prices={props.prices}
          onClose={() => props.onTemplateOpen(false)}
        />
      ) : null}
    </>
  );
}

function SendButton(props: {
  reply: boolean;
  open: boolean;
  ready: boolean;
  prices: NextPrices | undefined;
  onSend: () => void;
  onTemplate: () => void;
}) {
  const t = useTranslations("inbox.composer");
  const locale = useLocale();
  if (props.reply && !props.open)
    return (
      <Button look="primary" onClick={props.onTemplate}>
        {t("chooseTemplate")}
      </Button>
    );
  const price = nextPrice(props.prices, "reply");
  const label = !props.reply
    ? t("saveNote")
    : !price
      ? t("send")
      : price.micros === 0n
        ? t("sendFree")
        : t("sendPriced", { price: formatMoney(price.micros, price.currency, locale) });
  return (
    <Button look="primary" disabled={!props.ready} onClick={props.onSend}>
      {props.reply ? <Send size={14} aria-hidden /> : null}
      {label}
    </Button>
  );
}

type NoticeProps = Pick<ComposerProps, "item" | "seenSeq" | "sending"> & {
  refused: Outgoing | undefined;
  open: boolean;
  reply: boolean;
  name: string;
  onTakeBack: (out: Outgoing) => void;
};

/** What stands between the writer and the customer: something newer, somebody else, a closed window. */
function Notice({ refused, open, reply, name, item, seenSeq, sending, onTakeBack }: NoticeProps) {
  const t = useTranslations("inbox.composer");
  const errors = useTranslations("errors");
  if (refused) {
    const words =
      refused.refused === "NEWER_MESSAGES"
        ? t("newerText")
        : refused.refused === "OWNER_CHANGED"
          ? t("ownerChanged")
          : t("unsent", {
              reason: errors.has(refused.refused as never)
                ? errors(refused.refused as "UNKNOWN")
                : errors("UNKNOWN"),
            });
    const again = refused.refused !== "WINDOW_CLOSED" && refused.refused !== "CONVERSATION_CLOSED";
    const back = () => {
      const out = sending.takeBack(refused.clientMessageId);
      if (out) onTakeBack(out);
    };
    return (
      <Banner
        tone="amber"
        action={
          <span className="flex gap-1">
            <Button size="sm" onClick={back}>
              {t("takeBack")}
            </Button>
            {again ? (
              <Button
                size="sm"
                look="primary"
                onClick={() => sending.again(refused.clientMessageId, seenSeq, item.epoch)}
              >
                {t("sendAnyway")}
              </Button>
            ) : null}
          </span>
        }
      >
        {refused.refused === "NEWER_MESSAGES" ? (
          <strong className="font-medium">{t("newer")}. </strong>
        ) : null}
        {words}
      </Banner>
    );
  }
  return !open && reply ? <Banner tone="amber">{t("expired", { name })}</Banner> : null;
}

function FileChip({
  name,
  state,
  reason,
  onRemove,
}: {
  name: string;
  state: string;
  reason?: string | undefined;
  onRemove: () => void;
}) {
  const t = useTranslations("inbox.composer");
  return (
    <div
      className="flex max-w-full items-center gap-2 rounded-md border border-line-strong bg-surface py-1 pr-1 pl-2 text-sm"
      aria-live="polite"
    >
      <bdi className="truncate">
        {state === "refused" ? reason : state === "uploading" ? t("uploading", { name }) : name}
      </bdi>
      <Button look="quiet" size="iconSm" aria-label={t("removeFile", { name })} onClick={onRemove}>
        <X size={13} aria-hidden />
      </Button>
    </div>
  );
}

function quoteOf(message: ThreadMessage) {
  const { content } = message;
  const text = "body" in content ? (content.body ?? "") : "caption" in content ? (content.caption ?? "") : "";
  return { id: message.id, author: message.author?.name ?? null, type: content.type, text };
}
