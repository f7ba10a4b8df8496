"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/components/trpc";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { inCard } from "@/server/templates/rules/button-place";
import { destinationProblem } from "@/server/templates/rules/draft-problems";
import { cardsOf, placedButtons, upper } from "@/server/templates/rules/parts";
import type { StudioTemplate } from "./template-types";
import { useTemplateRefusal } from "./use-template-words";

type DestinationsProps = {
  template: StudioTemplate;
  /** What a button has for an address at the carrier to be measured. */
  ownAddress: string;
};

/** Of a template that is written elsewhere: where the buttons lead that have our address, or how one gets it. */
export function LinkDestinations({ template, ownAddress }: DestinationsProps) {
  const t = useTranslations("templates.lead");
  const buttons = placedButtons(template.components);
  const ours = buttons.filter(({ lost, measured }) => lost || measured);
  const others = cardsOf(template.components).length > 0 && buttons.some(({ type }) => upper(type) === "URL");
  if (ours.length === 0 && !others) return null;
  return (
    <section aria-label={t("title")} className="grid max-w-160 grid-cols-[minmax(0,1fr)] gap-3">
      <header>
        <h2 className="font-semibold">{t("title")}</h2>
        <p className="text-sm text-pretty [overflow-wrap:anywhere] text-ink-3">
          {t(ours.length > 0 ? "text" : "how", { address: ownAddress })}
        </p>
      </header>
      {ours.length > 0 ? (
        <Form
          key={JSON.stringify(ours)}
          templateId={template.id}
          buttons={ours.map(({ place, text, url, lost }) => ({
            ...{ place, text: text ?? "" },
            url: lost ? "" : (url ?? ""),
          }))}
        />
      ) : null}
    </section>
  );
}

type FormProps = { templateId: string; buttons: { place: number; text: string; url: string }[] };

function Form({ templateId, buttons }: FormProps) {
  const t = useTranslations("templates");
  const common = useTranslations("common.action");
  const place = useTranslations("parts.place");
  const trpc = useTRPC();
  const client = useQueryClient();
  const refusal = useTemplateRefusal();
  const [urls, setUrls] = useState(buttons.map(({ url }) => url));
  const [asked, setAsked] = useState(false);
  const save = useMutation(
    trpc.templates.setLinks.mutationOptions({
      onSuccess: async () => {
        toast(t("lead.saved"));
        await client.invalidateQueries({ queryKey: trpc.templates.studio.queryKey() });
      },
    }),
  );
  const problems = urls.map((url) => destinationProblem(url.trim()));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (problems.some((problem) => problem !== null)) return;
    const links = buttons.map((button, at) => ({ button: button.place, url: (urls[at] ?? "").trim() }));
    save.mutate({ templateId, links });
  };
  const nameOf = ({ place: at, text }: FormProps["buttons"][number]) => {
    const { card } = inCard(at);
    return card === undefined ? text : place("card", { card: card + 1, place: text });
  };
  return (
    <form onSubmit={submit} className="grid grid-cols-[minmax(0,1fr)] gap-3">
      {buttons.map((button, at) => {
        const problem = asked ? problems[at] : null;
        return (
          <Field
            key={button.place}
            label={<bdi>{nameOf(button)}</bdi>}
            error={problem ? t(`problem.${problem}`) : null}
          >
            {(control) => (
              <Input
                {...control}
                inputMode="url"
                value={urls[at] ?? ""}
                onChange={({ target }) => setUrls(urls.map((url, n) => (n === at ? target.value : url)))}
              />
            )}
          </Field>
        );
      })}
      {save.error ? <Banner tone="red">{refusal(save.error)}</Banner> : null}
      <div>
        <Button type="submit" look="primary" busy={save.isPending}>
          {common("save")}
        </Button>
      </div>
    </form>
  );
}
