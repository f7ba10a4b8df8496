import type { CarrierAccount, ChannelAdapter } from "@/server/channels/adapter";
import { asked } from "@/server/channels/ask-carrier";
import { DomainError } from "@/server/errors";
import type { Scope } from "@/server/scope";
import { storage } from "@/server/storage";
import { type TemplateDraft, takesFile } from "../rules/draft";
import { findTemplateFile } from "./queries";

/**
 * Uploads the example of a draft's header at the carrier and gives its handle; undefined where the header brings no file. Each time anew:
 * a handle lives about a day. Throws INVALID for a file that is not here, CARRIER_REFUSED, CARRIER_UNREACHABLE.
 */
export async function handOverExample(
  scope: Scope,
  { adapter, account }: { adapter: ChannelAdapter; account: Omit<CarrierAccount, "externalId"> },
  { headerKind, headerFile }: TemplateDraft,
): Promise<string | undefined> {
  const upload = adapter.uploadExample;
  if (!takesFile(headerKind)) return undefined;
  if (!headerFile || !upload) throw new DomainError("INVALID", { field: "headerFile", problem: "file" });
  const { key, mime, name } = await findTemplateFile(scope, headerFile.fileId);
  if (mime !== headerFile.mime)
    throw new DomainError("INVALID", { field: "headerFile", problem: "file-kind" });
  const bytes = await storage().get(key);
  return asked(() => upload(account, { name, mime, bytes }));
}
