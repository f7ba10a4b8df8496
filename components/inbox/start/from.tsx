"use client";
import { useTranslations } from "next-intl";
import { useClock } from "@/components/clock";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { replyWindow } from "@/server/conversations/rules/reply-window";
import { WindowRing } from "../window-ring";
import type { StartOptions } from "./begin";

export type FromNumber = StartOptions["numbers"][number];

/** From which number it is written, and why that one; the window of each is its own. */
export function From(props: {
  numbers: FromNumber[];
  chosen: FromNumber | undefined;
  onChoose: (id: string) => void;
}) {
  const { numbers, chosen } = props;
  const t = useTranslations("start");
  const now = useClock();
  const whyOf = (number: FromNumber) =>
    number.why ? t(`why.${number.why}`) : number.open ? t("openThere") : undefined;
  return (
    <div className="grid gap-2">
      <Field label={t("from")} hint={chosen ? whyOf(chosen) : undefined}>
        {(control) => (
          <Select
            {...control}
            value={chosen?.id}
            onChange={props.onChoose}
            options={numbers.map((number) => ({
              value: number.id,
              label: `${number.name} · ${number.address}`,
              hint: whyOf(number),
            }))}
          />
        )}
      </Field>
      {chosen ? <WindowRing expiresAt={chosen.windowExpiresAt} now={now} words size={20} /> : null}
    </div>
  );
}

/** Where a conversation is open already there is nothing to begin. */
export function AlreadyOpen({
  open,
  onOpen,
}: {
  open: NonNullable<FromNumber["open"]>;
  onOpen: (id: string) => void;
}) {
  const t = useTranslations("start");
  if (open === "taken") return <Banner tone="amber">{t("openElsewhere")}</Banner>;
  return (
    <Banner
      action={
        <Button look="primary" size="sm" onClick={() => onOpen(open.id)}>
          {t("goThere")}
        </Button>
      }
    >
      {t("alreadyOpen")}
    </Banner>
  );
}

/** Whether free text may leave from this number now. */
export function isOpen(number: FromNumber, now: Date): boolean {
  return replyWindow(number.windowHours, { serviceExpiresAt: number.windowExpiresAt }, now).open;
}
