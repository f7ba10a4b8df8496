"use client";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { type RefObject, useRef } from "react";
import { useClock } from "@/components/clock";
import { Banner } from "@/components/ui/banner";
import { blanksIn } from "@/server/conversations/canned/rules/variables";
import { replyWindow } from "@/server/conversations/rules/reply-window";
import type { Item, NextPrices, ThreadMessage } from "./api";
import { ComposerBlanks } from "./composer-blanks";
import { ComposerField } from "./composer-field";
import { FileChip } from "./composer-file";
import { ComposerFrame, type ComposerMode } from "./composer-frame";
import { ComposerNotice } from "./composer-notice";
import { SendButton } from "./composer-send";
import { ComposerTools } from "./composer-tools";
import { FileDrop } from "./file-drop";
import { InsertMenu } from "./insert-menu";
import { NewerDraft } from "./newer-draft";
import { PriceChip } from "./price-chip";
import { StartButton } from "./start/start-button";
import { useDraft } from "./use-draft";
import type { Sending } from "./use-sending";
import { useUpload } from "./use-upload";
import { nextPrice } from "./view";
import { VoiceButton } from "./voice/voice-button";
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
  fieldRef: RefObject<HTMLTextAreaElement | null>;
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
  const draft = useDraft({ conversationId: item.id, memberId: props.memberId, mode, onMode: props.onMode });
  const { text, setText } = draft;
  const { upload, add, clear } = useUpload(props.org, item.id, item.channelAccount.id);
  const open = replyWindow(item.windowHours, { serviceExpiresAt: item.windowExpiresAt }, now).open;
  const refused = sending.outgoing.find((o) => o.refused !== null);
  const reply = mode === "reply";
  const ready = text.trim() !== "" || upload?.state === "ready";
  const blanks = blanksIn(text);
  const firstBlank = useRef<HTMLInputElement>(null);
  const addFile = (file: File) => void add(file);
  const openTemplates = () => props.onTemplateOpen(true);
  const submit = () => {
    if (!ready || upload?.state === "uploading") return;
    if (blanks.length > 0) return firstBlank.current?.focus();
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
        notice={
          <Banner
            action={<StartButton contactId={item.contactId} channelAccountId={item.channelAccount.id} />}
          >
            {t("closed")}
          </Banner>
        }
        send={null}
      />
    );
  const name = item.contactName ?? item.address ?? "";
  return (
    <FileDrop onFile={reply && open ? addFile : undefined}>
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
          <>
            <ComposerNotice
              item={item}
              seenSeq={props.seenSeq}
              sending={sending}
              refused={reply ? refused : undefined}
              open={open}
              reply={reply}
              name={name}
              draftKept={text !== ""}
              onTakeBack={(o) => setText(o.body)}
            />
            <NewerDraft draft={draft} />
            {blanks.length > 0 && (open || !reply) ? (
              <ComposerBlanks
                names={blanks}
                text={text}
                onText={setText}
                firstRef={firstBlank}
                onDone={() => props.fieldRef.current?.focus()}
              />
            ) : null}
          </>
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
            <ComposerField
              fieldRef={props.fieldRef}
              conversationId={item.id}
              label={reply ? t("placeholder", { name }) : t("notePlaceholder")}
              text={text}
              onText={setText}
              onFile={reply ? addFile : undefined}
              onSubmit={submit}
            />
          )
        }
        tools={
          reply && open ? (
            <>
              <InsertMenu item={item} seenSeq={props.seenSeq} prices={props.prices} />
              <VoiceButton org={props.org} item={item} seenSeq={props.seenSeq} prices={props.prices} />
              <ComposerTools
                onFile={addFile}
                onEmoji={(emoji) => setText(text + emoji)}
                onTemplate={openTemplates}
              />
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
            onTemplate={openTemplates}
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
    </FileDrop>
  );
}

function quoteOf(message: ThreadMessage) {
  const { content } = message;
  const text = "body" in content ? (content.body ?? "") : "caption" in content ? (content.caption ?? "") : "";
  return { id: message.id, author: message.author?.name ?? null, type: content.type, text };
}
