"use client";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc";

export interface Nameable {
  id: string;
  name: string;
  kind: "member" | "team";
}

/** Everybody whom a note may name: the members and the teams. Empty until they are known. */
export function usePeople(): Nameable[] {
  const trpc = useTRPC();
  const { data: members } = useQuery({ ...trpc.organizations.members.queryOptions(), staleTime: 300_000 });
  const { data: teams } = useQuery({ ...trpc.organizations.teams.queryOptions(), staleTime: 300_000 });
  return [
    ...(members ?? []).map(({ id, name }) => ({ id, name, kind: "member" as const })),
    ...(teams ?? []).map(({ id, name }) => ({ id, name, kind: "team" as const })),
  ];
}
