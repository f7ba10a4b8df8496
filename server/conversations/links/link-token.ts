import { signLink } from "@/server/crypto";

/**
 * What a measured link of one message ends in: 77 characters, up to 80 in a card, that name the organization, the message and the button,
 * signed with the organization's key. So a campaign of a million needs no row for each, nothing is looked up before the organization is
 * known, and with the message its links are gone; of an address's 2,000 characters that is little.
 */
export const linkToken = (orgId: string, messageId: string, button: number): string =>
  signLink("click", { orgId, id: messageId, word: String(button) });
