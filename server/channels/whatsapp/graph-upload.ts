import { z } from "zod";
import type { ExampleFile } from "@/server/channels/adapter";
import { type GraphAccess, graphCall } from "./graph-call";

const named = z.looseObject({ id: z.string().min(1) });
const handed = z.looseObject({ h: z.string().min(1) });

/**
 * Uploads a file that a template shows as its example, and gives the handle by which the template names it: good for about a day.
 * Source: the carrier's page on resumable uploads. Such a file belongs to the app that the token is of.
 */
export async function uploadExample(access: GraphAccess, file: ExampleFile): Promise<string> {
  const app = await graphCall(access, {
    method: "GET",
    path: "app",
    query: { fields: "id" },
    answer: named,
  });
  const session = await graphCall(access, {
    method: "POST",
    path: `${encodeURIComponent(app.id)}/uploads`,
    query: { file_name: file.name, file_length: String(file.bytes.length), file_type: file.mime },
    answer: named,
  });
  // The session's id brings its own signature as a query: it is a path as it stands.
  const { h } = await graphCall(access, {
    method: "POST",
    path: session.id,
    raw: { bytes: file.bytes, headers: { authorization: `OAuth ${access.token}`, file_offset: "0" } },
    answer: handed,
    timeoutMs: 120_000,
  });
  return h;
}
