"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { useRefusal } from "@/components/use-refusal";

/** Hours until it is wanted; "0": whenever. */
const wanted = ["0", "2", "24", "72", "168"] as const;
/** Where the rules say. */
const byRules = "rules";

/** Asks the back office to do something about the conversation, which stays where it is. */
export function TaskDialog({ conversationId, onDone }: { conversationId: string; onDone: () => void }) {
  const t = useTranslations("work.task");
  const trpc = useTRPC();
  const client = useQueryClient();
  const refusal = useRefusal();
  const form = useId();
  const [clientTaskId] = useState(() => crypto.randomUUID());
  const [title, setTitle] = useState("");
  const [body, setBody] = useState("");
  const [team, setTeam] = useState(byRules);
  const [hours, setHours] = useState<(typeof wanted)[number]>("0");
  const { data: teams = [] } = useQuery(trpc.organizations.teams.queryOptions());
  const { mutate, isPending, error } = useMutation(
    trpc.tasks.ask.mutationOptions({
      onSuccess: () => {
        toast(t("toast"));
        onDone();
        return client.invalidateQueries({ queryKey: trpc.tasks.pathKey() });
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!title.trim() || isPending) return;
    const dueAt = hours === "0" ? null : new Date(Date.now() + Number(hours) * 3_600_000);
    const teamId = team === byRules ? null : team;
    mutate({ clientTaskId, conversationId, title: title.trim(), body: body.trim(), teamId, dueAt });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? null : onDone())}
      title={t("title")}
      description={t("lead")}
      actions={
        <Button type="submit" form={form} look="primary" busy={isPending} disabled={!title.trim()}>
          {t("send")}
        </Button>
      }
    >
      <form id={form} onSubmit={submit} noValidate className="grid gap-3">
        <Field label={t("what")} error={error ? refusal(error) : null}>
          {(control) => (
            <Input
              {...control}
              autoFocus
              value={title}
              maxLength={120}
              placeholder={t("whatExample")}
              onChange={(event) => setTitle(event.target.value)}
            />
          )}
        </Field>
        <Field label={t("body")} hint={t("bodyHint")} aside={t("optional")}>
          {(control) => (
            <Textarea
              {...control}
              rows={3}
              maxLength={4_000}
              value={body}
              className="max-h-40"
              onChange={(event) => setBody(event.target.value)}
            />
          )}
        </Field>
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label={t("team")}>
            {(control) => (
              <Select
                {...control}
                value={team}
                onChange={setTeam}
                options={[
                  { value: byRules, label: t("byRules") },
                  ...teams.map(({ id: value, name }) => ({ value, label: name })),
                ]}
              />
            )}
          </Field>
          <Field label={t("due")}>
            {(control) => (
              <Select
                {...control}
                value={hours}
                onChange={setHours}
                options={wanted.map((value) => ({ value, label: t(`within.${value}`) }))}
              />
            )}
          </Field>
        </div>
      </form>
    </Dialog>
  );
}
