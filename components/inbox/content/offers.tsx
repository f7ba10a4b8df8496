import { List, Reply } from "lucide-react";
import type { MessageContent } from "@/server/conversations/schema";
import { ForeignText } from "../foreign-text";

type Of<T extends MessageContent["type"]> = Extract<MessageContent, { type: T }>;

const row =
  "flex items-center justify-center gap-1.5 rounded-sm border border-line-strong px-2 py-0.5 text-center text-ink-2";

/** A message of ours with answers to press. */
export function ButtonsContent({ content }: { content: Of<"buttons"> }) {
  return (
    <div className="grid gap-1">
      <Words {...content} />
      <ul className="mt-1 grid gap-1 border-t border-line-strong pt-1.5">
        {content.buttons.map(({ id, title }) => (
          <li key={id} className={row}>
            <Reply size={12} aria-hidden className="shrink-0" />
            <bdi className="truncate">{title}</bdi>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A message of ours with a list to choose from, its rows in sight. */
export function ListContent({ content }: { content: Of<"list"> }) {
  return (
    <div className="grid gap-1">
      <Words {...content} />
      <p className={`${row} mt-1`}>
        <List size={12} aria-hidden className="shrink-0" />
        <bdi className="truncate">{content.button}</bdi>
      </p>
      <div className="thread grid gap-1.5 pl-2.5 text-sm">
        {content.sections.map((section, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two sections may have one title, and none of them moves.
          <section key={place} className="grid gap-0.5">
            {section.title ? <bdi className="truncate font-medium text-ink-3">{section.title}</bdi> : null}
            {section.rows.map(({ id, title, description }) => (
              <p key={id} className="min-w-0">
                <bdi className="block truncate">{title}</bdi>
                {description ? <bdi className="block text-ink-3">{description}</bdi> : null}
              </p>
            ))}
          </section>
        ))}
      </div>
    </div>
  );
}

function Words({ body, footer }: { body: string; footer?: string | undefined }) {
  return (
    <>
      <ForeignText text={body} />
      {footer ? <ForeignText text={footer} className="text-sm text-ink-3" /> : null}
    </>
  );
}
