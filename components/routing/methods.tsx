"use client";
import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Name } from "@/components/inbox/foreign-text";
import { SettingsRow, SettingsSection } from "@/components/settings/section";
import { useWrite } from "@/components/settings/use-write";
import { useTRPC } from "@/components/trpc";
import { Segmented } from "@/components/ui/segmented";

const methods = ["pool", "executive", "free"] as const;

/** How each number's conversations find somebody: what the rules decide, or what agents pick. */
export function Methods({ mayChange }: { mayChange: boolean }) {
  const t = useTranslations("routing.methods");
  const trpc = useTRPC();
  const { data: numbers } = useSuspenseQuery(trpc.channels.list.queryOptions());
  const write = useWrite([trpc.channels.list.queryKey(), trpc.routing.past.queryKey()]);
  const { mutate } = useMutation(trpc.channels.update.mutationOptions(write));
  return (
    <SettingsSection title={t("title")} lead={t("lead")}>
      {numbers.length === 0 ? <p className="px-4 py-3 text-ink-3">{t("none")}</p> : null}
      {numbers.map((number) => (
        <SettingsRow key={number.id} label={<Name>{number.name}</Name>} hint={t(`${number.assignment}Hint`)}>
          {() =>
            mayChange ? (
              <Segmented
                label={t("of", { name: number.name })}
                value={number.assignment}
                onChange={(assignment) => mutate({ numberId: number.id, settings: { assignment } })}
                options={methods.map((value) => ({ value, label: t(value) }))}
              />
            ) : (
              t(number.assignment)
            )
          }
        </SettingsRow>
      ))}
    </SettingsSection>
  );
}
