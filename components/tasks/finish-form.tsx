"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { useRefusal } from "@/components/use-refusal";
import { type Outcome, outcomes } from "@/server/tasks/schema";
import type { Task } from "./types";
import { useTaskWords } from "./use-task-words";

/** How it ended, and a word for whoever asked: it stands in the thread as a note that names them. */
export function FinishForm({ task, onDone }: { task: Task; onDone: () => void }) {
  const t = useTranslations("tasks");
  const words = useTaskWords();
  const trpc = useTRPC();
  const client = useQueryClient();
  const refusal = useRefusal();
  const [outcome, setOutcome] = useState<Outcome>("done");
  const [result, setResult] = useState("");
  const { mutate, isPending, error } = useMutation(
    trpc.tasks.finish.mutationOptions({
      onSuccess: () => {
        toast(t("told", { name: task.askedBy }));
        onDone();
        return client.invalidateQueries({ queryKey: trpc.tasks.pathKey() });
      },
    }),
  );
  return (
    <form
      className="grid gap-3 border-t border-line pt-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (result.trim() && !isPending) mutate({ taskId: task.id, outcome, result: result.trim() });
      }}
    >
      <Segmented
        label={t("how")}
        value={outcome}
        onChange={setOutcome}
        options={outcomes.map((value) => ({ value, label: words.outcome(value) }))}
        className="justify-self-start"
      />
      <Field
        label={t("result")}
        hint={t("resultHint", { name: task.askedBy })}
        error={error ? refusal(error) : null}
      >
        {(control) => (
          <Textarea
            {...control}
            autoFocus
            rows={3}
            maxLength={4_000}
            value={result}
            className="bg-note"
            onChange={(event) => setResult(event.target.value)}
          />
        )}
      </Field>
      <div className="flex gap-2">
        <Button type="submit" look="primary" size="sm" busy={isPending} disabled={!result.trim()}>
          {t("finish")}
        </Button>
        <Button size="sm" look="quiet" onClick={onDone}>
          {t("cancel")}
        </Button>
      </div>
    </form>
  );
}
