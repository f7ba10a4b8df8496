import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/components/trpc";
import { toast } from "@/components/ui/toast";
import { useRefusal } from "@/components/use-refusal";
import type { AttributeValue } from "@/server/contacts/rules/attribute";

type Values = Record<string, AttributeValue>;

export interface Revealed {
  /** By "type.key": what was uncovered on this page; it is covered again when one leaves. */
  of: (typeKey: string | null, key: string) => Values | undefined;
  ask: (typeKey: string | null, key: string) => void;
  busy: boolean;
}

/** Sensitive fields that were asked for: each asking is put on record by the server. */
export function useRevealed(contactId: string): Revealed {
  const trpc = useTRPC();
  const refusal = useRefusal();
  const [shown, setShown] = useState<Record<string, Values>>({});
  const { mutate, isPending } = useMutation(
    trpc.contacts.reveal.mutationOptions({
      onSuccess: (values, { typeKey, key }) =>
        setShown((before) => ({ ...before, [nameOf(typeKey ?? null, key)]: values })),
      onError: (refused) => void toast(refusal(refused)),
    }),
  );
  return {
    of: (typeKey, key) => shown[nameOf(typeKey, key)],
    ask: (typeKey, key) => mutate({ contactId, typeKey, key }),
    busy: isPending,
  };
}

const nameOf = (typeKey: string | null, key: string) => `${typeKey ?? ""}.${key}`;
