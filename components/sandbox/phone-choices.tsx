"use client";
import { Copy, ExternalLink, List, Reply } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { CardRow } from "@/components/inbox/content/card-row";
import { useButtonWords } from "@/components/inbox/content/template-buttons";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { PhoneCardContent } from "./phone-content";
import type { PhoneBody, PhoneMessage } from "./types";
import type { Phone } from "./use-phone";

type Menu = Extract<PhoneBody, { type: "menu" }>;
type Button = Menu["buttons"][number];
type ChoicesProps = { message: PhoneMessage; phone: Phone };

/** What a message of the business offers to press: each answers with itself, quoting the message. */
export function PhoneChoices({ message, phone }: ChoicesProps) {
  const { body, id } = message;
  if (body.type !== "template" && body.type !== "menu") return null;
  return (
    <div className="mt-0.5 grid grid-cols-[minmax(0,1fr)] gap-0.5 empty:hidden">
      {body.buttons.map((button) => (
        <TemplateButton key={button.text} button={button} messageId={id} phone={phone} />
      ))}
      {body.type === "menu"
        ? body.choices.map(({ id: choice, title }) => (
            <Row
              key={choice}
              icon={<Reply size={14} aria-hidden />}
              onPress={() =>
                phone.say({ speech: { type: "choice", of: "button", id: choice, title }, replyTo: id })
              }
            >
              {title}
            </Row>
          ))
        : null}
      {body.type === "menu" && body.list ? (
        <ListChoice list={body.list} messageId={id} phone={phone} />
      ) : null}
      {body.type === "template" && body.cards.length > 0 ? (
        <Cards cards={body.cards} messageId={id} phone={phone} />
      ) : null}
    </div>
  );
}

type CardsProps = {
  cards: Extract<PhoneBody, { type: "template" }>["cards"];
  messageId: string;
  phone: Phone;
};

/** The cards of a carousel, each with its own buttons below it. */
function Cards({ cards, messageId, phone }: CardsProps) {
  return (
    <CardRow count={cards.length} look="w-48 gap-1 rounded-md border border-line bg-theirs p-2">
      {(place) => {
        const card = cards[place];
        if (!card) return null;
        return (
          <>
            <PhoneCardContent card={card} phone={phone} />
            <div className="mt-auto grid grid-cols-[minmax(0,1fr)] gap-0.5">
              {card.buttons.map((button) => (
                <TemplateButton key={button.text} button={button} messageId={messageId} phone={phone} />
              ))}
            </div>
          </>
        );
      }}
    </CardRow>
  );
}

function TemplateButton({ button, messageId, phone }: { button: Button; messageId: string; phone: Phone }) {
  const t = useTranslations("sandbox.message");
  const words = useButtonWords();
  if (button.does === "link") {
    return (
      <a href={button.url} target="_blank" rel="noopener noreferrer" title={button.url} className={row}>
        <ExternalLink size={14} aria-hidden />
        <bdi className="truncate">{button.text}</bdi>
      </a>
    );
  }
  if (button.does === "idle") {
    return (
      <span title={t("idle")} className={`${row} text-ink-3!`}>
        <bdi className="truncate">{words(button.text)}</bdi>
        <span className="sr-only">{t("idle")}</span>
      </span>
    );
  }
  if (button.does === "copy") return <CopyCode button={button} />;
  const { text, payload } = button;
  return (
    <Row
      icon={<Reply size={14} aria-hidden />}
      onPress={() => phone.say({ speech: { type: "button", text, payload }, replyTo: messageId })}
    >
      {text}
    </Row>
  );
}

/** The code goes where the phone keeps what was copied. */
function CopyCode({ button: { text, code } }: { button: Extract<Button, { does: "copy" }> }) {
  const t = useTranslations("sandbox.message");
  const words = useButtonWords();
  const copy = async () => {
    const done = await navigator.clipboard.writeText(code).then(
      () => true,
      () => false,
    );
    toast(done ? t("copied", { code }) : code);
  };
  return (
    <Row icon={<Copy size={14} aria-hidden />} onPress={() => void copy()}>
      {words(text)}
    </Row>
  );
}

type ListChoiceProps = { list: NonNullable<Menu["list"]>; messageId: string; phone: Phone };

function ListChoice({ list, messageId, phone }: ListChoiceProps) {
  const t = useTranslations("sandbox.message");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Row icon={<List size={14} aria-hidden />} onPress={() => setOpen(true)}>
        {list.label}
      </Row>
      <Dialog open={open} onOpenChange={setOpen} title={list.label} description={t("choose")} width={380}>
        {list.sections.map((section, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two sections may have one title, and none of them moves.
          <section key={place} className="pb-2">
            {section.title ? <h3 className="py-1 text-sm text-ink-3">{section.title}</h3> : null}
            <ul className="grid gap-1">
              {section.rows.map(({ id, title, description }) => (
                <li key={id}>
                  <button
                    type="button"
                    className="w-full rounded-md border border-line px-3 py-2 text-left hover:bg-hover"
                    onClick={() => {
                      const chosen = { type: "choice" as const, of: "list" as const, id, title };
                      phone.say({
                        speech: { ...chosen, ...(description ? { description } : {}) },
                        replyTo: messageId,
                      });
                      setOpen(false);
                    }}
                  >
                    <bdi className="block font-medium">{title}</bdi>
                    {description ? <bdi className="text-ink-3">{description}</bdi> : null}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </Dialog>
    </>
  );
}

const row =
  "flex min-h-9 w-full items-center justify-center gap-1.5 rounded-md border border-line bg-theirs px-3 font-medium text-accent outline-offset-[-2px] hover:bg-hover";

function Row({ icon, onPress, children }: { icon: ReactNode; onPress: () => void; children: string }) {
  return (
    <button type="button" onClick={onPress} className={row}>
      {icon}
      <bdi className="truncate">{children}</bdi>
    </button>
  );
}
