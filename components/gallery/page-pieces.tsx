"use client";
import { ChartNoAxesColumn, Inbox, Settings, Smartphone, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { InvitationForm } from "@/components/auth/invitation-form";
import { SignInForm } from "@/components/auth/sign-in-form";
import { SignUpForm } from "@/components/auth/sign-up-form";
import { Bars } from "@/components/charts/bars";
import { Spark } from "@/components/charts/spark";
import { useClock } from "@/components/clock";
import { ConversationRow } from "@/components/inbox/conversation-row";
import { Panes } from "@/components/inbox/panes";
import type { Presence } from "@/components/inbox/presence-dot";
import { FactRow, SettingsPage, SettingsRow, SettingsSection } from "@/components/settings/section";
import { AppShell } from "@/components/shell/app-shell";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Input } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import { Specimen } from "./gallery";
import { conversations } from "./rows";

export function PagePieces() {
  return (
    <>
      <Specimen name="settings">
        <SettingsPage title="Ventas" lead="Todo lo que este número hace, y cómo está.">
          <SettingsSection title="Atención">
            <SettingsRow label="Mensaje de espera" hint="Sale una vez por espera, dentro de la ventana.">
              {(control) => <Switch {...control} defaultChecked />}
            </SettingsRow>
            <SettingsRow label="Nombre" hint="Lo ve tu equipo.">
              {(control) => <Input {...control} defaultValue="Ventas" className="w-56" />}
            </SettingsRow>
          </SettingsSection>
          <SettingsSection title="Salud" action={<Button size="sm">Verificar ahora</Button>}>
            <FactRow label="Conexión">
              <Badge tone="calm">Conectado</Badge>
            </FactRow>
            <FactRow label="Último aviso recibido">hace 2 minutos</FactRow>
          </SettingsSection>
        </SettingsPage>
      </Specimen>
      <Charts />
      <Shell />
      <Forms />
    </>
  );
}

function Charts() {
  const data = Array.from({ length: 14 }, (_, day) => ({
    name: `${day + 1}/11`,
    hsm: 4 + ((day * 7) % 9),
    mt: 2 + ((day * 5) % 6),
    mo: (day * 3) % 4,
    before: 9 + ((day * 4) % 5),
  }));
  return (
    <Specimen name="charts">
      <div className="grid gap-3">
        <Spark label="Costo por día" values={data.map((one) => one.hsm)} />
        <Bars
          label="Costo por día"
          data={data}
          before="Período anterior"
          series={[
            { key: "hsm", label: "HSM" },
            { key: "mt", label: "MT" },
            { key: "mo", label: "MO" },
          ]}
          format={(value) => `USD ${value}`}
        />
      </div>
    </Specimen>
  );
}

function Shell() {
  const t = useTranslations();
  const now = useClock();
  const [presence, setPresence] = useState<Presence>("online");
  const [open, setOpen] = useState(true);
  const [panel, setPanel] = useState(true);
  const link = (
    key: "inbox" | "contacts" | "costs" | "sandbox" | "settings",
    icon: React.ReactNode,
    count = 0,
  ) => ({ key, label: t(`common.nav.${key}`), href: "#", icon, current: key === "inbox", count });
  return (
    <div className="xl:col-span-2">
      <Specimen name="app-shell, panes">
        <div className="h-[640px] overflow-hidden border border-line [&_.h-dvh]:h-full">
          <AppShell
            organizations={[
              { slug: "norte", name: "Clínica Norte", href: "#", current: true },
              { slug: "sur", name: "Óptica del Sur", href: "#", current: false },
            ]}
            newOrganizationHref="#"
            onSearch={() => {}}
            links={[
              link("inbox", <Inbox aria-hidden />, 12),
              link("contacts", <Users aria-hidden />),
              link("costs", <ChartNoAxesColumn aria-hidden />),
              link("sandbox", <Smartphone aria-hidden />),
            ]}
            footLinks={[link("settings", <Settings aria-hidden />)]}
            member={{
              member: {
                name: "Julia Sosa",
                email: "julia@norte.example",
                presence,
                load: { now: 3, limit: 5 },
              },
              onPresence: setPresence,
              onLocale: () => {},
              onSignOut: () => {},
              accountHref: "#",
              onKeys: () => {},
            }}
          >
            <Panes
              queues={<div className="p-3">{t("inbox.queue.label")}</div>}
              queueStrip={<div className="p-3">{t("inbox.queue.label")}</div>}
              list={
                <div className="overflow-y-auto">
                  {conversations(now).map((row) => (
                    <button
                      key={row.id}
                      type="button"
                      className="block w-full text-left"
                      onClick={() => setOpen(true)}
                    >
                      <ConversationRow conversation={row} now={now} />
                    </button>
                  ))}
                </div>
              }
              thread={
                open ? (
                  <button type="button" className="m-auto" onClick={() => setOpen(false)}>
                    {t("inbox.thread.back")}
                  </button>
                ) : null
              }
              threadEmpty={<EmptyState title={t("inbox.thread.none")} text={t("inbox.thread.noneText")} />}
              panel={<div className="p-3">{t("inbox.thread.panel")}</div>}
              panelOpen={panel}
              onPanelClose={() => setPanel(false)}
              onBack={() => setOpen(false)}
            />
          </AppShell>
        </div>
      </Specimen>
    </div>
  );
}

function Forms() {
  const refused = async () => ({ error: "El e-mail o la contraseña no coinciden." });
  return (
    <>
      <Specimen name="auth: sign-in">
        <div className="max-w-[400px]">
          <SignInForm onSubmit={refused} magicHref="#" signUpHref="#" />
        </div>
      </Specimen>
      <Specimen name="auth: sign-up, invitation">
        <div className="grid max-w-[400px] gap-12">
          <SignUpForm
            onSubmit={refused}
            signInHref="#"
            addressOf={(name) => `hilo.example/${name.toLowerCase()}`}
          />
          <InvitationForm
            signedIn={false}
            onAccept={refused}
            invitation={{
              organization: "Clínica Norte",
              inviter: "Tomás Ibarra",
              role: "agent",
              email: "julia@norte.example",
              expiresAt: new Date("2026-11-29"),
            }}
          />
        </div>
      </Specimen>
    </>
  );
}
