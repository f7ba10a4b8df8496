import type { Step } from "./steps";

/** The heading of a step; it takes the focus when one turns to it, so that a screen reader says where one is. */
export function StepHead({ step, title, lead }: { step: Step; title: string; lead?: string }) {
  return (
    <header>
      <h2 id={`step-${step}`} tabIndex={-1} className="text-md font-semibold outline-none">
        {title}
      </h2>
      {lead ? <p className="max-w-prose text-pretty text-ink-2">{lead}</p> : null}
    </header>
  );
}
