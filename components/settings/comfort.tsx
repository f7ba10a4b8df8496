"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { type Density, useDensity } from "@/components/density";
import { chooseDensity, chooseLessMotion, hasLessMotion } from "@/components/preferences";
import { Segmented } from "@/components/ui/segmented";
import { Switch } from "@/components/ui/switch";
import { SettingsRow, SettingsSection } from "./section";
import { usePreferences } from "./use-preferences";

/** How much is shown at once, and how quietly: the browser's own, but for what follows the member. */
export function Comfort() {
  const t = useTranslations("settings.account");
  const writing = useTranslations("composing.send");
  const router = useRouter();
  const density = useDensity();
  const [less, setLess] = useState(false);
  useEffect(() => setLess(hasLessMotion()), []);
  const { preferences, change } = usePreferences();
  const changeDensity = (next: Density) => {
    chooseDensity(next);
    router.refresh();
  };
  return (
    <SettingsSection title={t("comfort")}>
      <SettingsRow label={t("density")} hint={t("densityHint")}>
        {() => (
          <Segmented
            label={t("density")}
            value={density}
            onChange={changeDensity}
            options={(["comfortable", "compact"] as const).map((value) => ({ value, label: t(value) }))}
          />
        )}
      </SettingsRow>
      <SettingsRow label={t("motion")} hint={t("motionHint")}>
        {(control) => (
          <Switch
            {...control}
            checked={less}
            onCheckedChange={(on) => {
              setLess(on);
              chooseLessMotion(on);
            }}
          />
        )}
      </SettingsRow>
      <SettingsRow label={writing("enterSends")} hint={writing("enterSendsHint")}>
        {(control) => (
          <Switch
            {...control}
            disabled={!preferences}
            checked={preferences?.sendWith !== "modifier"}
            onCheckedChange={(on) => change({ sendWith: on ? "enter" : "modifier" })}
          />
        )}
      </SettingsRow>
      <SettingsRow label={writing("nudge")} hint={writing("nudgeHint")}>
        {(control) => (
          <Switch
            {...control}
            disabled={!preferences}
            checked={preferences?.nudge ?? true}
            onCheckedChange={(nudge) => change({ nudge })}
          />
        )}
      </SettingsRow>
      <SettingsRow label={t("fold")} hint={t("foldHint")}>
        {(control) => (
          <Switch
            {...control}
            disabled={!preferences}
            checked={preferences?.foldEvents ?? true}
            onCheckedChange={(foldEvents) => change({ foldEvents })}
          />
        )}
      </SettingsRow>
    </SettingsSection>
  );
}
