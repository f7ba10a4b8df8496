import type { ReactNode } from "react";

/** A page on which the thread came loose: what happened, what it means, the way on. */
export function Loose(props: {
  title: string;
  text: string;
  aside?: string | undefined;
  children: ReactNode;
}) {
  return (
    <main className="grid min-h-dvh content-center justify-items-start gap-4 bg-paper px-[max(24px,12vw)] py-16 text-md">
      <svg aria-hidden viewBox="0 0 220 70" width="220" height="70" fill="none" className="mb-2 text-ink">
        <path
          d="M0 46c26-2 38-34 62-34 20 0 22 32 4 32-20 0-12-38 22-38 16 0 22 12 26 24"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinecap="round"
        />
        <path
          d="M132 52c6 8 16 12 26 8 18-6 34-8 62-6"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinecap="round"
          strokeDasharray="1 5"
        />
      </svg>
      <h1 className="text-2xl font-semibold tracking-[-0.02em]">{props.title}</h1>
      <p className="max-w-[52ch] text-pretty text-ink-2">{props.text}</p>
      <div className="mt-2">{props.children}</div>
      {props.aside ? <p className="figures text-base text-ink-3 select-all">{props.aside}</p> : null}
    </main>
  );
}
