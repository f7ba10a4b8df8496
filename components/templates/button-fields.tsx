"use client";
import { ArrowUp, CircleAlert, Copy, ExternalLink, Phone, Plus, Reply, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/ui/menu";
import { useFocusKept } from "@/components/ui/use-focus-kept";
import {
  type DraftButton,
  type DraftButtonType,
  lengthOf,
  templateLimits,
  variablesIn,
} from "@/server/templates/rules/draft";
import type { DraftInHand } from "./use-template-draft";

const kinds = {
  "quick-reply": <Reply size={14} aria-hidden />,
  url: <ExternalLink size={14} aria-hidden />,
  phone: <Phone size={14} aria-hidden />,
  "copy-code": <Copy size={14} aria-hidden />,
} as const;

const fresh: { [T in DraftButtonType]: Extract<DraftButton, { type: T }> } = {
  "quick-reply": { type: "quick-reply", text: "" },
  url: { type: "url", text: "", url: "", example: "", measured: true },
  phone: { type: "phone", text: "", phone: "" },
  "copy-code": { type: "copy-code", code: "" },
};

/** The buttons in the order in which the customer sees them. */
export function ButtonFields({ hand }: { hand: DraftInHand }) {
  const t = useTranslations("templates.button");
  const { draft, change, wrong } = hand;
  const { buttons } = draft;
  const room = (type: DraftButtonType) =>
    buttons.length < templateLimits.buttons &&
    buttons.filter((one) => one.type === type).length < templateLimits.of[type];
  const box = useFocusKept<HTMLElement>(buttons.map(({ type }) => type).join(" "));
  return (
    <section ref={box} className="grid justify-items-start gap-3">
      <header>
        <h2 className="font-semibold">{t("title")}</h2>
        <p className="text-pretty text-ink-3">{t("lead")}</p>
      </header>
      {buttons.length > 0 ? (
        <ul className="grid w-full gap-2">
          {buttons.map((button, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: buttons have no other identity, and their fields keep nothing of their own.
            <li key={place}>
              <ButtonRow hand={hand} button={button} place={place} />
            </li>
          ))}
        </ul>
      ) : null}
      <Wrong text={wrong("buttons")} />
      <Menu>
        <MenuTrigger asChild>
          <Button size="sm">
            <Plus size={13} aria-hidden />
            {t("add")}
          </Button>
        </MenuTrigger>
        <MenuContent align="start">
          {(Object.keys(kinds) as DraftButtonType[]).map((type) => (
            <MenuItem
              key={type}
              icon={kinds[type]}
              disabled={!room(type)}
              onSelect={() => change({ buttons: [...buttons, fresh[type]] })}
            >
              {t(`kind.${type}`)}
            </MenuItem>
          ))}
        </MenuContent>
      </Menu>
    </section>
  );
}

type RowProps = { hand: DraftInHand; button: DraftButton; place: number };

function ButtonRow({ hand, button, place }: RowProps) {
  const t = useTranslations("templates.button");
  const { draft, change, wrong } = hand;
  const number = place + 1;
  const kind = t(`kind.${button.type}`);
  const without = draft.buttons.filter((_, index) => index !== place);
  const up = [...without.slice(0, place - 1), button, ...without.slice(place - 1)];
  return (
    <fieldset
      aria-label={t("group", { number, kind })}
      className="grid min-w-0 gap-3 rounded-lg border border-line bg-surface px-3 pt-2 pb-3"
    >
      <div className="flex items-center gap-1.5 text-ink-2">
        {kinds[button.type]}
        <span className="flex-1">{kind}</span>
        {place > 0 ? (
          <Button
            look="quiet"
            size="iconSm"
            aria-label={t("up", { number })}
            onClick={() => change({ buttons: up })}
          >
            <ArrowUp size={14} aria-hidden />
          </Button>
        ) : null}
        <Button
          look="quiet"
          size="iconSm"
          aria-label={t("remove", { number })}
          onClick={() => change({ buttons: without })}
        >
          <Trash2 size={14} aria-hidden />
        </Button>
      </div>
      <Wrong text={wrong(`buttons.${place}`)} />
      <ButtonControls hand={hand} button={button} place={place} />
    </fieldset>
  );
}

function ButtonControls({ hand, button, place }: RowProps) {
  const t = useTranslations("templates.button");
  const { draft, change, wrong } = hand;
  const put = (next: DraftButton) =>
    change({ buttons: draft.buttons.map((one, index) => (index === place ? next : one)) });
  const at = `buttons.${place}`;
  if (button.type === "copy-code")
    return (
      <Line
        label={t("code")}
        value={button.code}
        error={wrong(`${at}.code`)}
        onValue={(code) => put({ ...button, code })}
        most={templateLimits.code}
      />
    );
  return (
    <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
      <Line
        label={t("text")}
        value={button.text}
        error={wrong(`${at}.text`)}
        most={templateLimits.button}
        onValue={(text) => put({ ...button, text })}
      />
      {button.type === "phone" ? (
        <Line
          label={t("phone")}
          value={button.phone}
          error={wrong(`${at}.phone`)}
          onValue={(phone) => put({ ...button, phone })}
        />
      ) : null}
      {button.type === "url" ? (
        <Line
          label={t("url")}
          hint={t("urlHint")}
          value={button.url}
          error={wrong(`${at}.url`)}
          onValue={(url) => put({ ...button, url })}
        />
      ) : null}
      {button.type === "url" && variablesIn(button.url).length > 0 ? (
        <Line
          label={t("example")}
          value={button.example}
          error={wrong(`${at}.example`)}
          onValue={(example) => put({ ...button, example })}
        />
      ) : null}
      {button.type === "url" ? (
        <Measured
          measured={button.measured ?? false}
          onMeasured={(measured) => put({ ...button, measured })}
        />
      ) : null}
    </div>
  );
}

function Measured(props: { measured: boolean; onMeasured: (measured: boolean) => void }) {
  const t = useTranslations("templates.button");
  const id = useId();
  return (
    <div className="col-span-full flex items-start gap-2">
      <Checkbox
        id={id}
        aria-describedby={`${id}-hint`}
        className="mt-0.5"
        checked={props.measured}
        onCheckedChange={(checked) => props.onMeasured(checked === true)}
      />
      <div className="grid min-w-0">
        <label htmlFor={id}>{t("measured")}</label>
        <p id={`${id}-hint`} className="text-sm text-pretty text-ink-3">
          {t("measuredHint")}
        </p>
      </div>
    </div>
  );
}

type LineProps = {
  label: string;
  hint?: string;
  value: string;
  error: string | null;
  most?: number;
  onValue: (value: string) => void;
};

function Line({ label, hint, value, error, most, onValue }: LineProps) {
  const room = most ? <span className="figures">{`${lengthOf(value)}/${most}`}</span> : undefined;
  return (
    <Field label={label} hint={hint} error={error} aside={room}>
      {(control) => <Input {...control} value={value} onChange={(event) => onValue(event.target.value)} />}
    </Field>
  );
}

/** What is wrong with more than one field. */
function Wrong({ text }: { text: string | null }) {
  return (
    <div aria-live="polite" className="contents">
      {text ? (
        <p className="flex gap-1.5 text-sm text-red-ink">
          <CircleAlert size={13} className="mt-[1.5px] shrink-0" aria-hidden />
          {text}
        </p>
      ) : null}
    </div>
  );
}
