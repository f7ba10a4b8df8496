"use client";
import { ChevronDown, Pencil, Reply, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "@/components/ui/menu";
import type { Target } from "./phone-screen";
import type { PhoneMessage } from "./types";
import type { Phone } from "./use-phone";

const emojis = ["👍", "❤️", "😂", "😮", "😢", "🙏"];

type ActionsProps = { message: PhoneMessage; phone: Phone; onTarget: (target: Target) => void };

/** What a customer can do with a message: react and answer; with their own words also edit and delete. */
export function PhoneActions({ message, phone, onTarget }: ActionsProps) {
  const t = useTranslations("sandbox.message");
  const own = message.side === "customer";
  const react = (emoji: string) => phone.say({ speech: { type: "reaction", messageId: message.id, emoji } });
  return (
    <Menu>
      <MenuTrigger asChild>
        <button
          type="button"
          aria-label={t("actions")}
          className="grid size-7 shrink-0 place-items-center rounded-md text-ink-3 hover:bg-hover hover:text-ink md:opacity-0 md:group-hover:opacity-100 md:focus-visible:opacity-100 md:data-[state=open]:opacity-100"
        >
          <ChevronDown size={15} aria-hidden />
        </button>
      </MenuTrigger>
      <MenuContent align={own ? "end" : "start"}>
        <Emojis message={message} onReact={react} />
        <MenuSeparator />
        <MenuItem
          icon={<Reply size={14} aria-hidden />}
          onSelect={() => onTarget({ does: "reply", message })}
        >
          {t("reply")}
        </MenuItem>
        {own && message.body.type === "text" ? (
          <MenuItem
            icon={<Pencil size={14} aria-hidden />}
            onSelect={() => onTarget({ does: "edit", message })}
          >
            {t("edit")}
          </MenuItem>
        ) : null}
        {own ? (
          <MenuItem
            danger
            icon={<Trash2 size={14} aria-hidden />}
            onSelect={() => phone.say({ speech: { type: "revoke", messageId: message.id } })}
          >
            {t("delete")}
          </MenuItem>
        ) : null}
      </MenuContent>
    </Menu>
  );
}

function Emojis({ message, onReact }: { message: PhoneMessage; onReact: (emoji: string) => void }) {
  const t = useTranslations("sandbox.message");
  const standing = message.reactions.find((reaction) => reaction.by === "customer")?.emoji;
  return (
    <div className="flex">
      {emojis.map((emoji) => (
        <MenuItem
          key={emoji}
          aria-label={emoji === standing ? t("unreact") : t("react", { emoji })}
          className={emoji === standing ? "bg-selected px-1.5!" : "px-1.5!"}
          onSelect={() => onReact(emoji === standing ? "" : emoji)}
        >
          <span className="text-lg">{emoji}</span>
        </MenuItem>
      ))}
    </div>
  );
}
