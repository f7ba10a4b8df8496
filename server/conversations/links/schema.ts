/** A measured link that somebody follows: which button of which message, and where it leads. */
export interface FollowedLink {
  messageId: string;
  /** See buttonPlace(). */
  button: number;
  campaignId: string | null;
  templateId: string | null;
  label: string;
  url: string;
  /** As the template has it, variable and all: what every message of it has in common. */
  destination: string;
}
