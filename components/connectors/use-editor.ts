import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { errorCode, errorDetails } from "@/components/query-client";
import { useWrite } from "@/components/settings/use-write";
import { useTRPC } from "@/components/trpc";
import { useRefusal } from "@/components/use-refusal";
import { type Connector, type Draft, draftOf, emptyDraft, inputOf, wrongIn } from "./draft";
import { type Aim, withPicked, withPickedRow } from "./picked";

/** A connector in hand: its draft, what is wrong with it, and what became of asking with it. */
export function useEditor(org: string, connector: Connector | null) {
  const trpc = useTRPC();
  const router = useRouter();
  const list = `/${org}/settings/connectors`;
  const [draft, setDraft] = useState<Draft>(() => (connector ? draftOf(connector) : emptyDraft()));
  const [shown, setShown] = useState(false);
  const [aim, setAim] = useState<Aim | null>(null);
  const refused = useConnectorRefusal();
  const written = useWrite([trpc.connectors.list.queryKey()]);
  const ended = {
    ...written,
    onSuccess: () => {
      written.onSuccess();
      router.push(list);
      router.refresh();
    },
    onError: () => undefined,
  };
  const create = useMutation(trpc.connectors.create.mutationOptions(ended));
  const update = useMutation(trpc.connectors.update.mutationOptions(ended));
  const archive = useMutation(trpc.connectors.archive.mutationOptions(ended));
  const trial = useMutation(trpc.connectors.try.mutationOptions());
  const manyTrial = useMutation(trpc.connectors.tryMany.mutationOptions());
  const wrong = wrongIn(draft);
  /** Asks only with what could be saved; else shows what could not. */
  const whole = (then: () => void) => {
    setShown(true);
    if (wrong.size === 0) then();
  };
  return {
    draft,
    change: (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part })),
    isWrong: (path: string) => shown && wrong.has(path),
    anyWrong: shown && wrong.size > 0,
    setAim,
    pick: (path: string) => setDraft((now) => withPicked(now, aim, path)),
    save: () =>
      whole(() => {
        const input = inputOf(draft);
        if (connector) update.mutate({ ...input, connectorId: connector.id, version: connector.version });
        else create.mutate(input);
      }),
    archive: () => connector && archive.mutate({ connectorId: connector.id, archived: true }),
    ask: (contactId: string) =>
      whole(() => trial.mutate({ ...inputOf(draft), connectorId: connector?.id ?? null, contactId })),
    trial: trial.data ?? null,
    asking: trial.isPending,
    askRefused: trial.error ? refused(trial.error) : null,
    askMany: (contactIds: string[]) =>
      whole(() => {
        const { many, ...input } = inputOf(draft);
        if (many) manyTrial.mutate({ ...input, many, connectorId: connector?.id ?? null, contactIds });
      }),
    pickRow: (path: string) => setDraft((now) => withPickedRow(now, path)),
    manyTrial: manyTrial.data ?? null,
    askingMany: manyTrial.isPending,
    askManyRefused: manyTrial.error ? refused(manyTrial.error) : null,
    saving: create.isPending || update.isPending || archive.isPending,
    saveRefused: [create.error, update.error, archive.error].flatMap((error) =>
      error ? [refused(error)] : [],
    )[0],
  };
}

export type Editor = ReturnType<typeof useEditor>;

/** Words for a refusal, by what it was refused for. */
function useConnectorRefusal(): (error: unknown) => string {
  const t = useTranslations("connectors");
  const refusal = useRefusal();
  return (error) => {
    const { what, why } = errorDetails(error);
    if (errorCode(error) === "ADDRESS_REFUSED") return t(`refused.${why}` as "refused.private");
    const known = `conflict.${what}` as "conflict.name";
    return typeof what === "string" && t.has(known) ? t(known) : refusal(error);
  };
}
