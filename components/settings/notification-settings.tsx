"use client";
import { useTranslations } from "next-intl";
import { Input } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import { ALERTS, type Alert, type AllPreferences } from "@/server/organizations/rules/preferences";
import { BrowserPermission } from "./browser-permission";
import { SettingsPage, SettingsRow, SettingsSection } from "./section";
import { usePreferences } from "./use-preferences";

type Change = ReturnType<typeof usePreferences>["change"];
type PartProps = { preferences: AllPreferences; change: Change };

/** What a member is told of, and when not. */
export function NotificationSettings() {
  const t = useTranslations("settings");
  const { preferences, change } = usePreferences();
  return (
    <SettingsPage title={t("nav.notifications")} lead={t("notifications.lead")}>
      <BrowserPermission />
      {preferences ? (
        <>
          <Events preferences={preferences} change={change} />
          <Quiet preferences={preferences} change={change} />
        </>
      ) : null}
    </SettingsPage>
  );
}

function Events({ preferences, change }: PartProps) {
  const t = useTranslations("settings.notifications");
  const words = useTranslations("alerts");
  return (
    <SettingsSection title={t("events")} lead={t("tell")}>
      {ALERTS.map((kind) => (
        <div key={kind} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3">
          <div className="min-w-0 flex-1 basis-52">
            <p className="font-medium">{words(`kind.${kind}`)}</p>
            <p className="text-pretty text-ink-3">{words(`hint.${kind}`)}</p>
          </div>
          <div className="flex shrink-0 gap-5">
            {(["notify", "sound"] as const).map((way) => (
              <Way key={way} kind={kind} way={way} preferences={preferences} change={change} />
            ))}
          </div>
        </div>
      ))}
    </SettingsSection>
  );
}

function Way({ kind, way, preferences, change }: PartProps & { kind: Alert; way: "notify" | "sound" }) {
  const t = useTranslations("settings.notifications");
  const words = useTranslations("alerts");
  const now = preferences.alerts[kind];
  return (
    <span className="flex items-center gap-2">
      <span aria-hidden className="text-sm text-ink-3">
        {t(way)}
      </span>
      <Switch
        aria-label={t(`${way}Of`, { kind: words(`kind.${kind}`) })}
        checked={now[way]}
        onCheckedChange={(on) => change({ alerts: { [kind]: { ...now, [way]: on } } })}
      />
    </span>
  );
}

/** What silence begins with when somebody wants it. */
const night = { from: "21:00", to: "08:00" };

function Quiet({ preferences, change }: PartProps) {
  const t = useTranslations("settings.notifications");
  const hours = preferences.quietHours;
  return (
    <SettingsSection title={t("quiet")}>
      <SettingsRow label={t("away")} hint={t("awayHint")}>
        {(control) => (
          <Switch
            {...control}
            checked={preferences.quietAway}
            onCheckedChange={(quietAway) => change({ quietAway })}
          />
        )}
      </SettingsRow>
      <SettingsRow label={t("hours")} hint={t("hoursHint")}>
        {(control) => (
          <span className="flex items-center gap-3">
            {hours
              ? (["from", "to"] as const).map((end) => (
                  <Input
                    key={end}
                    type="time"
                    required
                    aria-label={t(end)}
                    value={hours[end]}
                    onChange={(event) =>
                      event.target.value && change({ quietHours: { ...hours, [end]: event.target.value } })
                    }
                    className="figures w-28!"
                  />
                ))
              : null}
            <Switch
              {...control}
              checked={hours !== null}
              onCheckedChange={(on) => change({ quietHours: on ? night : null })}
            />
          </span>
        )}
      </SettingsRow>
    </SettingsSection>
  );
}
