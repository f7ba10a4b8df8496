"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { FactRow, SettingsRow, SettingsSection } from "@/components/settings/section";
import { Segmented } from "@/components/ui/segmented";
import type { NumberDetail } from "./types";
import { useNumberChange } from "./use-number-change";

const methods = ["pool", "executive", "free"] as const;

/** How the number's conversations find somebody. */
export function NumberAssignment(props: { org: string; number: NumberDetail; mayChange: boolean }) {
  const { org, number, mayChange } = props;
  const t = useTranslations("numbers.assignment");
  const { mutate } = useNumberChange(number.id);
  const method = number.assignment;
  return (
    <SettingsSection title={t("title")}>
      {mayChange ? (
        <SettingsRow label={t("label")} hint={t(`${method}Hint`)}>
          {() => (
            <Segmented
              label={t("label")}
              value={method}
              onChange={(assignment) => mutate({ numberId: number.id, settings: { assignment } })}
              options={methods.map((value) => ({ value, label: t(value) }))}
            />
          )}
        </SettingsRow>
      ) : (
        <FactRow label={t("label")}>{t(method)}</FactRow>
      )}
      <p className="px-4 py-3 text-pretty text-ink-3">
        {t.rich("hours", {
          organization: () => <To href={`/${org}/settings/organization`}>{t("organization")}</To>,
          teams: () => <To href={`/${org}/settings/teams`}>{t("teams")}</To>,
        })}
      </p>
    </SettingsSection>
  );
}

function To({ href, children }: { href: string; children: string }) {
  return (
    <Link href={href} className="text-accent underline underline-offset-4">
      {children}
    </Link>
  );
}
