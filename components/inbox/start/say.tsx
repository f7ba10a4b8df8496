"use client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useClock } from "@/components/clock";
import { formatMoney } from "@/components/money";
import { errorCode } from "@/components/query-client";
import { useTRPC } from "@/components/trpc";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Segmented } from "@/components/ui/segmented";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { useRefusal } from "@/components/use-refusal";
import { consentFor, purposeOf } from "@/server/contacts/consent/rules/consent";
import { firstName } from "@/server/conversations/canned/rules/variables";
import { prefilled } from "@/server/templates/rules/prefill";
import { missingValues, unsupportedParts } from "@/server/templates/rules/render";
import { categoryOf, TemplateChoice, TemplateFields } from "../template-fields";
import type { TemplateItem } from "../template-item";
import { nextPrice } from "../view";
import type { GivenTemplate, StartInput, StartOptions } from "./begin";
import { AskConsent } from "./consent";
import { type FromNumber, isOpen } from "./from";
import { TemplateGone } from "./say-in-open";

type SayProps = {
  to: StartInput["to"];
  number: FromNumber;
  options: StartOptions;
  template?: GivenTemplate | undefined;
  onOpen: (conversationId: string) => void;
};

/** What is said first: a template, or free text where a window is open with that number. */
export function Say(props: SayProps) {
  const t = useTranslations("start");
  const now = useClock();
  const open = isOpen(props.number, now);
  const [mode, setMode] = useState<"text" | "template">(open && !props.template ? "text" : "template");
  return (
    <div className="grid gap-4">
      {open ? (
        <Segmented
          label={t("say")}
          value={mode}
          onChange={setMode}
          options={[
            { value: "text", label: t("text") },
            { value: "template", label: t("template") },
          ]}
        />
      ) : (
        <p className="text-ink-2">{t("templateOnly")}</p>
      )}
      {open && mode === "text" ? <FreeText {...props} /> : <Template {...props} />}
    </div>
  );
}

function FreeText(props: SayProps) {
  const t = useTranslations("start");
  const locale = useLocale();
  const { start, error, busy } = useStart(props);
  const [body, setBody] = useState("");
  const price = nextPrice(props.options.prices ?? undefined, "reply");
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        start({ type: "text", body }, null);
      }}
    >
      <Textarea
        aria-label={t("text")}
        rows={4}
        maxLength={4096}
        value={body}
        onChange={(event) => setBody(event.target.value)}
      />
      {error ? <Banner tone="red">{error}</Banner> : null}
      <Button look="primary" type="submit" className="justify-self-end" disabled={!body.trim()} busy={busy}>
        {price ? t("send", { price: formatMoney(price.micros, price.currency, locale) }) : t("sendPlain")}
      </Button>
    </form>
  );
}

function Template(props: SayProps) {
  const trpc = useTRPC();
  const given = props.template;
  const [picked, setPicked] = useState<TemplateItem | "none" | null>(null);
  const { data } = useQuery(trpc.templates.list.queryOptions({ channelAccountId: props.number.id }));
  const usable = data?.filter(
    (one) => one.status === "APPROVED" && unsupportedParts(one.components).length === 0,
  );
  const meant = given && usable?.find((one) => one.name === given.name && one.language === given.language);
  const chosen = picked === "none" ? null : (picked ?? meant);
  if (chosen)
    return (
      <Filled
        key={chosen.id}
        {...props}
        template={chosen}
        known={chosen === meant ? given?.values : undefined}
        onBack={() => setPicked("none")}
      />
    );
  return (
    <>
      {given && usable && !meant ? <TemplateGone name={given.name} /> : null}
      <TemplateChoice templates={usable} prices={props.options.prices ?? undefined} onChoose={setPicked} />
    </>
  );
}

type FilledProps = Omit<SayProps, "template"> & {
  template: TemplateItem;
  /** What is known beyond names. */
  known: Record<string, string> | undefined;
  onBack: () => void;
};

function Filled(props: FilledProps) {
  const { template, options, known } = props;
  const t = useTranslations("start");
  const common = useTranslations("common.action");
  const locale = useLocale();
  const { start, error, busy } = useStart(props);
  const [values, setValues] = useState(() => ({
    ...prefilled(template.components, { firstName: firstName(options.recipient.name) }),
    ...known,
  }));
  const [given, setGiven] = useState<StartInput["consent"]>(null);
  const name = options.recipient.name ?? options.recipient.address;
  const purpose = purposeOf(template.category);
  const answer = consentFor(template.category, options.consents);
  const category = categoryOf(template);
  const price = category ? nextPrice(options.prices ?? undefined, category) : null;
  const ready =
    missingValues(template.components, values).length === 0 &&
    (answer === "given" || (answer === "ask" && Boolean(given)));
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        start({ type: "template", templateId: template.id, values }, answer === "ask" ? given : null);
      }}
    >
      <TemplateFields template={template} values={values} onValues={setValues} />
      {answer === "ask" ? (
        <AskConsent purpose={purpose} name={name} given={given} onGiven={setGiven} />
      ) : null}
      {answer === "refused" ? (
        <Banner tone="red">{t("consentRefused", { name, purpose: t(`purpose.${purpose}`) })}</Banner>
      ) : null}
      {error ? <Banner tone="red">{error}</Banner> : null}
      <div className="flex justify-end gap-2">
        <Button onClick={props.onBack}>{common("back")}</Button>
        <Button look="primary" type="submit" disabled={!ready} busy={busy}>
          {price ? t("send", { price: formatMoney(price.micros, price.currency, locale) }) : t("sendPlain")}
        </Button>
      </div>
    </form>
  );
}

function useStart({ to, number, onOpen }: Pick<SayProps, "to" | "number" | "onOpen">) {
  const t = useTranslations("start");
  const trpc = useTRPC();
  const refusal = useRefusal();
  // One decision to send, however often the button is pressed.
  const [clientMessageId] = useState(() => crypto.randomUUID());
  const { mutate, error, isPending } = useMutation(
    trpc.conversations.start.mutationOptions({
      onSuccess: ({ conversationId, messageId }) => {
        if (!messageId) toast(t("wasOpen"));
        onOpen(conversationId);
      },
    }),
  );
  const said = error && (errorCode(error) === "ALREADY_TAKEN" ? t("openElsewhere") : refusal(error));
  return {
    error: said,
    busy: isPending,
    start: (say: StartInput["say"], consent: StartInput["consent"]) =>
      mutate({ to, channelAccountId: number.id, clientMessageId, say, consent }),
  };
}
