import { DomainError } from "@/server/errors";
import type { TemplateDraft } from "./rules/draft";
import { problemsOf } from "./rules/draft-problems";

/** The server's side of what the editor shows while typing. Throws INVALID with the first problem and its field. */
export function refuseProblems(draft: TemplateDraft): void {
  const [first] = problemsOf(draft);
  if (first) throw new DomainError("INVALID", { field: first.field, problem: first.code });
}
