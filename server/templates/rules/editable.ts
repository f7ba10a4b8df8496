/** States in which the carrier takes an edit. */
const EDITABLE = ["APPROVED", "REJECTED", "PAUSED"];

export const mayEdit = (status: string): boolean => EDITABLE.includes(status);

/** States whose end is the carrier's review. */
export const inReview = (status: string): boolean => status === "PENDING" || status === "IN_APPEAL";

/**
 * What of an edit the carrier would refuse: a template that is in review or disabled, another category for an approved one, variables
 * by name where they were by number. Null: it may be asked.
 */
export function editRefusal(
  template: { status: string; category: string; parameterFormat: string },
  change: { category: string; format: string },
): "status" | "category" | "format" | null {
  if (!mayEdit(template.status)) return "status";
  if (template.status === "APPROVED" && change.category !== template.category) return "category";
  return change.format === template.parameterFormat ? null : "format";
}
