import type { Json } from "../model";
import { placeholders } from "../send/template";
import { refuse } from "./draft";

const WRONG = 2388072;
const AT_MOST: Record<string, number> = { QUICK_REPLY: 10, URL: 2, PHONE_NUMBER: 1, COPY_CODE: 1 };
const KINDS = [
  "QUICK_REPLY",
  "URL",
  "PHONE_NUMBER",
  "COPY_CODE",
  "FLOW",
  "OTP",
  "MPM",
  "SPM",
  "CATALOG",
  "REQUEST_CONTACT_INFO",
  "VOICE_CALL",
  "ORDER_DETAILS",
];

/** The buttons of a template: kinds, counts, lengths, and quick replies kept apart from the others. */
export function checkButtons(component: Json): void {
  const buttons = (component.buttons ?? []) as Json[];
  if (buttons.length === 0 || buttons.length > 10) refuse(WRONG, "A template has 1 to 10 buttons.");
  for (const button of buttons) checkButton(button);
  for (const [kind, most] of Object.entries(AT_MOST))
    if (buttons.filter((button) => button.type === kind).length > most)
      refuse(WRONG, `A template has at most ${most} buttons of type ${kind}.`);
  const switches = buttons.filter(
    (button, index) => index > 0 && isReply(button) !== isReply(buttons[index - 1]),
  ).length;
  if (switches > 1) refuse(WRONG, "Quick replies and other buttons can't be mixed: keep each kind together.");
}

function checkButton(button: Json): void {
  if (!KINDS.includes(String(button.type)))
    refuse(WRONG, `Buttons of type ${button.type} are not supported.`);
  if (typeof button.text === "string" && [...button.text].length > 25)
    refuse(2388040, "A button's text has a limit of 25 characters.");
  if (["QUICK_REPLY", "URL", "PHONE_NUMBER"].includes(String(button.type)) && !button.text)
    refuse(WRONG, "A button's text is missing.");
  if (button.type === "URL") checkUrl(button);
  if (button.type === "PHONE_NUMBER" && typeof button.phone_number !== "string")
    refuse(WRONG, "A button's phone number is missing.");
  const code = Array.isArray(button.example) ? button.example[0] : button.example;
  // Meta documents 15 characters, yet its own example of a coupon template carries 20.
  if (button.type === "COPY_CODE" && String(code ?? "").length > 20)
    refuse(WRONG, "A code to copy has a limit of 15 characters.");
}

function checkUrl(button: Json): void {
  const url = String(button.url ?? "");
  const variables = placeholders(url);
  if (url === "" || url.length > 2_000) refuse(WRONG, "A button's URL must have 1 to 2,000 characters.");
  if (variables.length > 1 || (variables.length === 1 && !url.endsWith("}}")))
    refuse(WRONG, "A button's URL takes one variable, at its end.");
  if (variables.length === 1 && button.otp_type === undefined && button.example === undefined)
    refuse(2388043, "The button is missing expected field(s) (example).");
}

function isReply(button: Json | undefined): boolean {
  return button?.type === "QUICK_REPLY";
}
