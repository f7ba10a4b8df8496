"use client";
import { useQuery } from "@tanstack/react-query";
import { Conditions } from "@/components/segments/conditions";
import { type Draft, definitionOf } from "@/components/segments/draft";
import { useTRPC } from "@/components/trpc";
import { Skeleton } from "@/components/ui/skeleton";
import { type Definition, definition } from "@/server/segments/rules/definition";

type ConditionFieldProps = { title: string; rows: Draft; onRows: (rows: Draft) => void };

/** Conditions in the words of segments, under a title. */
export function ConditionField({ title, rows, onRows }: ConditionFieldProps) {
  const trpc = useTRPC();
  const { data: options } = useQuery(trpc.segments.options.queryOptions());
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <h3 className="font-medium">{title}</h3>
      {options ? (
        <Conditions draft={rows} options={options} onChange={onRows} />
      ) : (
        <Skeleton className="h-24" />
      )}
    </div>
  );
}

/** What the rows say, once they say something whole. */
export function wholeCondition(rows: Draft): Definition | null {
  const condition = definition.safeParse(definitionOf(rows)).data;
  return condition && condition.conditions.length > 0 ? condition : null;
}
