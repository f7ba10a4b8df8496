"use client";
import { useSuspenseQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTRPC } from "@/components/trpc";
import type { AttributeType } from "@/server/contacts/rules/attribute";
import { allows } from "@/server/permissions";
import type { Known } from "@/server/routing/rules/routing-rules";

interface Named {
  id: string;
  name: string;
}

/** What rules can name. */
export interface Options {
  numbers: Named[];
  channels: string[];
  teams: Named[];
  members: Named[];
  labels: Named[];
  skills: Named[];
  attributes: { key: string; label: string; type: AttributeType; choices: string[] }[];
  known: Known;
}

export function useOptions(): Options {
  const trpc = useTRPC();
  const [numbers, teams, members, labels, attributes, skills] = useSuspenseQueries({
    queries: [
      trpc.channels.list.queryOptions(),
      trpc.organizations.teams.queryOptions(),
      trpc.organizations.members.queryOptions(),
      trpc.labels.list.queryOptions(),
      trpc.contacts.attributes.queryOptions(),
      trpc.organizations.abilities.skills.queryOptions(),
    ],
  }).map((query) => query.data) as unknown as [
    { id: string; name: string; channel: string }[],
    Named[],
    (Named & { role: Parameters<typeof allows>[0] })[],
    (Named & { archived: boolean })[],
    (Options["attributes"][number] & { archived: boolean })[],
    (Named & { archived: boolean })[],
  ];
  return useMemo(() => {
    const here = members.filter(
      (member) => allows(member.role, "conversations:reply") || allows(member.role, "tasks:work"),
    );
    const kept = attributes.filter((attribute) => !attribute.archived);
    return {
      numbers,
      channels: [...new Set(numbers.map((number) => number.channel))],
      teams,
      members: here,
      labels: labels.filter((label) => !label.archived),
      skills: skills.filter((skill) => !skill.archived),
      attributes: kept,
      known: {
        memberIds: here.map((member) => member.id),
        teamIds: teams.map((team) => team.id),
        attributes: Object.fromEntries(kept.map((attribute) => [attribute.key, attribute.type])),
      },
    };
  }, [numbers, teams, members, labels, attributes, skills]);
}
