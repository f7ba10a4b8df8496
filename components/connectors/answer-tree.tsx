"use client";
import { useTranslations } from "next-intl";
import type { Shown } from "@/server/connectors/rules/redact";

type AnswerTreeProps = { answer: Shown; onPick: (path: string) => void };

/** What a source answered, as a tree: each value is a button that hands its path to the mapping. */
export function AnswerTree({ answer, onPick }: AnswerTreeProps) {
  return (
    <div className="max-h-96 overflow-auto rounded-md border border-line bg-sunken p-2">
      <ul className="figures grid gap-px text-sm">
        <Piece piece={answer} onPick={onPick} />
      </ul>
    </div>
  );
}

function Piece({ piece, onPick }: { piece: Shown; onPick: (path: string) => void }) {
  const t = useTranslations("connectors.trial");
  const pick = (
    <button
      type="button"
      title={piece.path}
      aria-label={t("pick", { path: piece.path })}
      onClick={() => onPick(piece.path)}
      className="rounded-xs px-1 text-left font-medium break-all hover:bg-hover hover:text-accent"
    >
      {piece.name}
    </button>
  );
  if (piece.kind === "value")
    return (
      <li className="flex flex-wrap items-baseline gap-x-1.5">
        {pick}
        <span dir="auto" className="min-w-0 text-ink-2 [overflow-wrap:anywhere]">
          {JSON.stringify(piece.value)}
          {piece.cut ? "…" : null}
        </span>
      </li>
    );
  return (
    <li className="grid gap-px">
      <span>
        {pick}
        <span className="text-ink-3">{piece.kind === "list" ? " [ ]" : " { }"}</span>
      </span>
      <ul className="ml-2 grid gap-px border-l border-line pl-2">
        {piece.items.map((one) => (
          <Piece key={one.path} piece={one} onPick={onPick} />
        ))}
        {piece.left > 0 ? <li className="px-1 text-ink-3">{t("left", { count: piece.left })}</li> : null}
      </ul>
    </li>
  );
}
