import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc";
import { toast } from "@/components/ui/toast";
import { useRefusal } from "@/components/use-refusal";
import { useContactChanges } from "../use-contact-changes";
import type { Profile } from "./profile-types";

/** What is kept of a contact, asked again whenever somebody or something changes it. */
export function useProfile(contactId: string, initial?: Profile) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const refusal = useRefusal();
  const { data, error } = useQuery(
    trpc.contacts.profile.queryOptions({ contactId }, initial ? { initialData: initial } : {}),
  );
  const fresh = () => client.invalidateQueries({ queryKey: trpc.contacts.profile.queryKey({ contactId }) });
  useContactChanges(contactId, fresh, ({ kind }) => kind === "routing");
  /** How every write of the page ends. */
  const write = { onSettled: fresh, onError: (refused: unknown) => void toast(refusal(refused)) };
  return { profile: data, error, write };
}
