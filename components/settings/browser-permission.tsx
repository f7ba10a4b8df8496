"use client";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { askPermission, notify, type Permission, permission } from "@/components/alerts/notify";
import { play } from "@/components/alerts/sound";
import { Button } from "@/components/ui/button";
import { ALERTS } from "@/server/organizations/rules/preferences";
import { SettingsRow, SettingsSection } from "./section";

/** What this browser allows, in words, and a way to see and hear it. */
export function BrowserPermission() {
  const t = useTranslations("settings.notifications");
  const words = useTranslations("alerts.test");
  const [state, setState] = useState<Permission>();
  useEffect(() => setState(permission()), []);
  const ask = async () => setState(await askPermission());
  const test = async () => {
    if (permission() === "default") await ask();
    notify({ title: words("title"), body: words("body"), tag: "hilo.test" }, () => {});
    for (const kind of ALERTS) {
      const seconds = play(kind);
      await new Promise((done) => setTimeout(done, seconds * 1000));
    }
  };
  return (
    <SettingsSection title={t("browser")}>
      <SettingsRow label={t("permission")} hint={state ? t(state) : undefined}>
        {(control) =>
          state === "default" ? (
            <Button {...control} look="primary" onClick={() => void ask()}>
              {t("allow")}
            </Button>
          ) : null
        }
      </SettingsRow>
      <SettingsRow label={t("try")} hint={t("tryHint")}>
        {(control) => (
          <Button {...control} onClick={() => void test()}>
            {t("try")}
          </Button>
        )}
      </SettingsRow>
    </SettingsSection>
  );
}
