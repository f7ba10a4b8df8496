import type { Capabilities } from "@/server/channels/adapter";
import { DomainError } from "@/server/errors";
import { problemsOf, type Sayable } from "./rules/sayable";
import type { MessageContent } from "./schema";

/**
 * What is said beside text and files, as the thread keeps it: every answer to press gets an id, by which it comes back. Throws
 * INVALID with the fields that the channel would refuse.
 */
export function contentOfSaid(said: Sayable, capabilities: Capabilities): MessageContent {
  const problems = problemsOf(said, capabilities);
  if (problems.length > 0) throw new DomainError("INVALID", { problems });
  if (said.type === "buttons")
    return { ...said, buttons: said.buttons.map(({ title }, i) => ({ id: `button-${i + 1}`, title })) };
  if (said.type === "list") {
    let place = 0;
    const sections = said.sections.map(({ title, rows }) => ({
      title,
      rows: rows.map((row) => ({ ...row, id: `row-${++place}` })),
    }));
    return { ...said, sections };
  }
  return said;
}
