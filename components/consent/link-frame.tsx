import type { ReactNode } from "react";
import { Name } from "@/components/inbox/foreign-text";

/** A customer's page: who asks, and one thing to do. Works without scripts. */
export function LinkFrame({
  organization,
  title,
  children,
}: {
  organization: string | null;
  title: string;
  children: ReactNode;
}) {
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-[520px] content-center gap-4 px-5 py-10 text-lg">
      {organization ? (
        <p className="border-l-2 border-accent pl-3 font-medium">
          <Name>{organization}</Name>
        </p>
      ) : null}
      <h1 className="text-xl font-semibold text-balance">{title}</h1>
      {children}
    </main>
  );
}

/** What somebody agrees to, as it is kept. */
export function AskedText({ children }: { children: string }) {
  return (
    <blockquote className="rounded-lg border border-line bg-surface px-4 py-3 text-pretty whitespace-pre-line">
      {children}
    </blockquote>
  );
}
