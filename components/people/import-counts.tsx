import type { inferRouterOutputs } from "@trpc/server";
import { useFormatter, useTranslations } from "next-intl";
import type { AppRouter } from "@/server/router";

export type ImportDetail = inferRouterOutputs<AppRouter>["contacts"]["imports"]["detail"];

const kinds = ["new", "changed", "same", "refused"] as const;

/** What became, or would become, of the rows. */
export function CountsTable({ title, counts }: { title: string; counts: ImportDetail["counts"] }) {
  const t = useTranslations("people.import.count");
  const format = useFormatter();
  return (
    <section className="grid gap-2">
      <h2 className="font-semibold">{title}</h2>
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-md border border-line bg-line sm:grid-cols-4">
        {kinds.map((kind) => (
          <div key={kind} className="grid bg-surface px-4 py-3">
            <dt className="text-sm text-ink-3">{t(kind)}</dt>
            <dd className="figures text-lg font-semibold">{format.number(counts[kind], "figure")}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
