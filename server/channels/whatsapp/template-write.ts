import type { CarrierAccount, CarrierTemplate, NewTemplate } from "@/server/channels/adapter";
import { CarrierError } from "@/server/channels/carrier-error";
import * as graph from "./graph";

type Account = Omit<CarrierAccount, "externalId">;

/** The carrier's word for a template that it does not have. */
const GONE = "2593002";

/** Submits a template to review, in the carrier's own form. */
export async function createTemplate(
  account: Account,
  { parameterFormat, ...template }: NewTemplate,
): Promise<Pick<CarrierTemplate, "externalId" | "status" | "category">> {
  const body = { ...template, parameter_format: parameterFormat };
  const { id, status, category } = await graph.createTemplate(account, account.connectionExternalId, body);
  return { externalId: id, status, category };
}

export function editTemplate(
  account: Account,
  externalId: string,
  { category, components }: Pick<NewTemplate, "category" | "components">,
): Promise<void> {
  return graph.editTemplate(account, externalId, { category, components });
}

/** What is gone already is deleted. */
export async function deleteTemplate(
  account: Account,
  { name, externalId }: { name: string; externalId?: string | undefined },
): Promise<void> {
  try {
    await graph.deleteTemplate(account, account.connectionExternalId, { name, id: externalId });
  } catch (error) {
    if (!(error instanceof CarrierError) || error.code !== GONE) throw error;
  }
}
