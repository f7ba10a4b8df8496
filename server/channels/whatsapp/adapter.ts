import type { ChannelAdapter } from "@/server/channels/adapter";
import { capabilities } from "./capabilities";
import { explain } from "./errors";
import { listTemplates, markRead } from "./graph";
import { downloadMedia } from "./graph-media";
import { uploadExample } from "./graph-upload";
import { read } from "./read";
import { send } from "./send";
import { split } from "./split";
import { templateFrom } from "./template-from";
import { createTemplate, deleteTemplate, editTemplate } from "./template-write";

/** WhatsApp through the Cloud API, of Meta or of the sandbox carrier: only the base URL differs. */
export const whatsapp: ChannelAdapter = {
  channel: "whatsapp",
  capabilities,
  split,
  read,
  send,
  explain,
  fetchMedia: downloadMedia,
  markRead: (account, providerId, options) => markRead(account, account.externalId, providerId, options),
  listTemplates: async (account) =>
    (await listTemplates(account, account.connectionExternalId)).map(templateFrom),
  uploadExample,
  createTemplate,
  editTemplate,
  deleteTemplate,
};
