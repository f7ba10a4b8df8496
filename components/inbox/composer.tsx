"use client";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { type RefObject, useRef, useState } from "react";
import { useClock } from "@/components/clock";
import { useStage } from "@/components/palette/stage";
import { usePreferences } from "@/components/settings/use-preferences";
import { Banner } from "@/components/ui/banner";
import { blanksIn } from "@/server/conversations/canned/rules/variables";
import { namedIn } from "@/server/conversations/mentions/rules/named";
import { replyWindow } from "@/server/conversations/rules/reply-window";
import type { Role } from "@/server/permissions";
import type { Then } from "./afterwards";
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
import { usePeople } from "./mention/use-people";
import { NewerDraft } from "./newer-draft";
import { PriceChip } from "./price-chip";
import { useSendWays } from "./send-ways";
import { ShortRunNotice } from "./short-run-notice";
import { StartButton } from "./start/start-button";
import { useDraft } from "./use-draft";
import type { Sending } from "./use-sending";
import { useUpload } from "./use-upload";
import { nextPrice } from "./view";
import { VoiceButton } from "./voice/voice-button";
import { WindowRing } from "./window-ring";

const ScheduleReply = dynamic(() => import("./later/schedule-reply").then((m) => m.ScheduleReply));
const TemplatePicker = dynamic(() => import("./template-picker").then((m) => m.TemplatePicker));

type ComposerProps = {
  org: string;
  member: { id: string; role: Role };
  item: Item;
  /** What is on screen, with what has not left yet. */
  messages: ThreadMessage[];
  /** The highest seq on screen. */
  seenSeq: number;
  prices: NextPrices | undefined;
  sending: Sending;
  replyTo: ThreadMessage | null;
  onReplyTo: (message: ThreadMessage | null) => void;
  /** On to the next conversation. */
  onNext: () => void;
  fieldRef: RefObject<HTMLTextAreaElement | null>;
  mode: ComposerMode;
  onMode: (mode: ComposerMode) => void;
  templateOpen: boolean;
  onTemplateOpen: (open: boolean) => void;
};

/** Where one answers: a reply within the window, a template outside it, a note at any time. The draft survives all of it. */
export function Composer(props: ComposerProps) {
  const { item, mode, sending, member } = props;
  const t = useTranslations("inbox.composer");
  const now = useClock();
  const draft = useDraft({ conversationId: item.id, memberId: member.id, mode, onMode: props.onMode });
  const { text, setText } = draft;
  const { upload, add, clear } = useUpload(props.org, item.id, item.channelAccount.id);
  const open = replyWindow(item.windowHours, { serviceExpiresAt: item.windowExpiresAt }, now).open;
  const refused = sending.outgoing.find((o) => o.refused !== null);
  const reply = mode === "reply";
  const ready = upload?.state !== "uploading" && (text.trim() !== "" || upload?.state === "ready");
  const blanks = blanksIn(text);
  const firstBlank = useRef<HTMLInputElement>(null);
  const addFile = (file: File) => void add(file);
  const openTemplates = () => props.onTemplateOpen(true);
  const people = usePeople();
  const [later, setLater] = useState(false);
  const sendWith = usePreferences().preferences?.sendWith ?? "enter";
  /** Whether what is written may go: nothing is on its way up, and nothing is left to fill in. */
  const complete = () => {
    if (!ready) return false;
    if (blanks.length > 0) firstBlank.current?.focus();
    return blanks.length === 0;
  };
  const empty = () => {
    setText("");
    clear();
    props.onReplyTo(null);
  };
  /** Whether something went. */
  const submit = (then?: Then): boolean => {
    if (!complete() || (reply && !open)) return false;
    const body = text.trim();
    const { seenSeq, replyTo } = props;
    if (reply) sending.send({ body, attachment: upload?.uploaded ?? null, replyTo, seenSeq, then });
    else {
      const note = { mentions: namedIn(body, people) };
      sending.send({ body, attachment: null, replyTo: null, seenSeq, note });
    }
    empty();
    return true;
  };
  const ways = useSendWays({
    role: member.role,
    field: props.fieldRef,
    may: reply && open && item.state === "open",
    plain: upload === null,
    sendWith,
    onSend: submit,
    onNext: props.onNext,
    onLater: () => complete() && setLater(true),
  });
  useStage({ acts: ready ? ways.filter((way) => !way.disabled) : [] });
  const name = item.contactName ?? item.address ?? "";
  if (item.state === "closed" && reply)
    return (
      <ComposerFrame
        mode={mode}
        onModeChange={props.onMode}
        notice={
          <>
            {/* A colleague may close what one is just answering: what did not leave is said, and given back. */}
            {refused ? (
              <ComposerNotice
                item={item}
                seenSeq={props.seenSeq}
                sending={sending}
                refused={refused}
                open={open}
                reply
                name={name}
                draftKept={text !== ""}
                onTakeBack={(o) => setText(o.body)}
              />
            ) : null}
            <Banner
              action={<StartButton contactId={item.contactId} channelAccountId={item.channelAccount.id} />}
            >
              {t("closed")} {text ? `${t("draftKept")}.` : null}
            </Banner>
          </>
        }
        field={
          text ? <p className="max-h-40 overflow-y-auto whitespace-pre-wrap text-ink-2">{text}</p> : null
        }
        send={null}
      />
    );
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
              refused={refused}
              open={open}
              reply={reply}
              name={name}
              draftKept={text !== ""}
              onTakeBack={(out) => {
                if (out.said) return;
                props.onMode(out.note ? "note" : "reply");
                setText(out.body, out.note ? "note" : "reply");
              }}
            />
            {reply && open ? (
              <ShortRunNotice
                memberId={member.id}
                messages={props.messages}
                prices={props.prices}
                sending={sending}
                onDone={() => props.fieldRef.current?.focus()}
                onJoin={(bodies) => setText([...bodies, text].filter(Boolean).join("\n"))}
              />
            ) : null}
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
              item={item}
              member={member}
              mode={mode}
              sendWith={sendWith}
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
              <InsertMenu item={item} seenSeq={props.seenSeq} prices={props.prices} sending={sending} />
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
            ways={ways}
            onSend={() => submit()}
            onTemplate={openTemplates}
          />
        }
      />
      {later ? (
        <ScheduleReply
          item={item}
          body={text.trim()}
          seenSeq={props.seenSeq}
          onDone={empty}
          onClose={() => {
            setLater(false);
            props.fieldRef.current?.focus();
          }}
        />
      ) : null}
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
