import { fileTypeFromBuffer } from "file-type";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import { storage } from "@/server/storage";
import { type HeaderFile, headerFiles, takesFile } from "../rules/draft";

export interface ChosenFile {
  /** Of the header that it is the example of. */
  kind: string;
  name: string;
  bytes: Buffer;
}

/**
 * Keeps the example of a header, to be handed to the carrier when its template is submitted. The bytes say what it is: throws
 * FILE_NOT_ALLOWED where the carrier takes no such file there, FILE_TOO_LARGE with the limit.
 */
export async function keepFile(scope: MemberScope, { kind, name, bytes }: ChosenFile): Promise<HeaderFile> {
  const mime = (await fileTypeFromBuffer(bytes))?.mime ?? "";
  const limit = takesFile(kind) ? headerFiles[kind] : null;
  if (!limit?.mimes.some((one) => one === mime)) throw new DomainError("FILE_NOT_ALLOWED", { mime });
  if (bytes.length > limit.maxBytes) throw new DomainError("FILE_TOO_LARGE", { maxBytes: limit.maxBytes });
  const file = { fileId: newId(), name: name.slice(0, 240), mime };
  const key = `${scope.orgId}/${file.fileId}`;
  await storage().put(key, bytes, mime);
  await inOrg(scope, async (s) => {
    await s.sql`
      insert into template_files (id, mime, name, size, storage_key, author_id, created_at)
      values (${file.fileId}, ${mime}, ${file.name}, ${bytes.length}, ${key}, ${scope.actor.id}, app_now())`;
    const details = { mime, size: bytes.length };
    await record(s, { action: "template-file.kept", subject: ["template-file", file.fileId], details });
  });
  return file;
}
