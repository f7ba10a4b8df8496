"use client";
import { useMutation } from "@tanstack/react-query";
import { ArrowLeft, ExternalLink } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useId, useRef, useState } from "react";
import { errorCode } from "@/components/query-client";
import { SettingsPage } from "@/components/settings/section";
import { useTRPC } from "@/components/trpc";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { ColorChoice } from "./color-choice";
import { TeamSelect } from "./team-select";
import { useConnectRefusal } from "./use-connect-refusal";

const fields = ["token", "numberId", "accountId", "appId", "appSecret"] as const;
type FieldName = (typeof fields)[number];
type Draft = Record<FieldName | "name", string>;

const empty: Draft = { name: "", token: "", numberId: "", accountId: "", appId: "", appSecret: "" };

/** What connects a real number, each with where to find it. What was typed stays whatever the carrier says. */
export function ConnectForm({ org }: { org: string }) {
  const t = useTranslations("numbers");
  const form = useConnecting(org);
  const { draft, change, wrong, connecting } = form;
  const colors = useId();
  return (
    <SettingsPage title={<Title org={org} />} lead={t("form.lead")} action={<Dashboard />}>
      <form
        ref={form.ref}
        noValidate
        className="grid max-w-[560px] gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          form.submit();
        }}
      >
        <Field label={t("field.name")} hint={t("field.nameHint")} error={wrong("name")}>
          {(control) => (
            <Input
              {...control}
              value={draft.name}
              maxLength={60}
              onChange={(event) => change({ name: event.target.value })}
            />
          )}
        </Field>
        {fields.map((name) => (
          <Field
            key={name}
            label={t(`form.${name}`)}
            hint={t(`form.${name}Hint`)}
            error={wrong(name)}
            aside={name === "appId" ? <Optional /> : null}
          >
            {(control) => (
              <Input
                {...control}
                {...(isSecret(name) ? { type: "password" } : { inputMode: "numeric", className: "figures" })}
                autoComplete="off"
                spellCheck={false}
                value={draft[name]}
                onChange={(event) => change({ [name]: event.target.value.trim() })}
              />
            )}
          </Field>
        ))}
        <div className="grid grid-cols-2 gap-4 max-sm:grid-cols-1">
          <Field label={t("field.team")}>
            {(control) => <TeamSelect {...control} value={form.teamId} onChange={form.setTeamId} />}
          </Field>
          <div className="grid content-start gap-1.5">
            <span aria-hidden className="font-medium">
              {t("field.color")}
            </span>
            <ColorChoice name={colors} value={form.color} onChange={form.setColor} />
          </div>
        </div>
        <Refused org={org} error={connecting.error} />
        <Button type="submit" look="primary" busy={connecting.isPending} className="justify-self-start">
          {t("form.submit")}
        </Button>
      </form>
    </SettingsPage>
  );
}

const isSecret = (name: FieldName) => name === "token" || name === "appSecret";

function Title({ org }: { org: string }) {
  const t = useTranslations("numbers");
  return (
    <>
      <Link
        href={`/${org}/settings/numbers`}
        className="mb-1 flex w-fit items-center gap-1 text-base font-normal text-ink-3 hover:text-ink"
      >
        <ArrowLeft size={13} aria-hidden />
        {t("back")}
      </Link>
      {t("form.title")}
    </>
  );
}

function Dashboard() {
  const t = useTranslations("numbers.form");
  return (
    <Button asChild>
      <a href="https://developers.facebook.com/apps" target="_blank" rel="noopener noreferrer">
        <ExternalLink size={14} aria-hidden />
        {t("open")}
      </a>
    </Button>
  );
}

function Optional() {
  return useTranslations("common.field")("optional");
}

function Refused({ org, error }: { org: string; error: unknown }) {
  const t = useTranslations("numbers.form");
  const refusal = useConnectRefusal();
  if (!error) return null;
  const clock = errorCode(error) === "CONFLICT";
  return (
    <Banner
      tone="red"
      action={
        clock ? (
          <Button asChild size="sm">
            <Link href={`/${org}/sandbox`}>{t("toClock")}</Link>
          </Button>
        ) : null
      }
    >
      {refusal(error)}
    </Banner>
  );
}

function useConnecting(org: string) {
  const t = useTranslations();
  const trpc = useTRPC();
  const router = useRouter();
  const [draft, setDraft] = useState(empty);
  const [teamId, setTeamId] = useState<string | null>(null);
  const [color, setColor] = useState<string>("teal");
  const [tries, setTries] = useState(0);
  const ref = useFirstWrong(tries);
  const connecting = useMutation(
    trpc.channels.connect.mutationOptions({
      onSuccess: ({ numberId }) => router.push(`/${org}/settings/numbers/connect?number=${numberId}`),
    }),
  );
  const problems = problemsOf(draft);
  const said = {
    required: t("common.field.required"),
    digits: t("numbers.form.digits"),
    short: t("numbers.form.short"),
  };
  const submit = () => {
    setTries(tries + 1);
    const { name, appId, ...rest } = draft;
    if (Object.keys(problems).length > 0) return;
    connecting.mutate({ ...rest, name: name.trim(), color, teamId, ...(appId ? { appId } : {}) });
  };
  return {
    draft,
    change: (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part })),
    teamId,
    setTeamId,
    color,
    setColor,
    connecting,
    ref,
    submit,
    wrong: (name: keyof Draft) => (tries > 0 && problems[name] ? said[problems[name]] : null),
  };
}

/** After each try, the first field that is not right has the focus. */
function useFirstWrong(tries: number) {
  const ref = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (tries > 0) ref.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [tries]);
  return ref;
}

type Problem = "required" | "digits" | "short";

/** The same limits as the server's, said before it is asked. */
function problemsOf(draft: Draft): Partial<Record<keyof Draft, Problem>> {
  const ids = { numberId: draft.numberId, accountId: draft.accountId, appId: draft.appId };
  const found: Partial<Record<keyof Draft, Problem>> = {};
  for (const name of ["name", "token", "numberId", "accountId", "appSecret"] as const)
    if (!draft[name].trim()) found[name] = "required";
  for (const [name, id] of Object.entries(ids))
    if (id && !/^\d{5,32}$/.test(id)) found[name as keyof typeof ids] = "digits";
  if (draft.token && draft.token.length < 20) found.token = "short";
  if (draft.appSecret && draft.appSecret.length < 16) found.appSecret = "short";
  return found;
}
