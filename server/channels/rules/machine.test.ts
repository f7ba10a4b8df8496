import { expect, test } from "vitest";
import { isMachine } from "./machine";

const asked = (agent: string | null, more: Record<string, string> = {}, method = "GET") =>
  isMachine({ method, headers: new Headers({ ...(agent ? { "user-agent": agent } : {}), ...more }) });
const phone =
  "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Mobile Safari/537.36";

test.each([
  phone,
  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Mobile/15E148 Safari/604.1",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 [FBAN/FBIOS;FBAV/480.0]",
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0",
  phone.replace("Pixel 8", "CUBOT NOTE 20"),
  phone.replace("Pixel 8", "CUBOT"),
  phone.replace("Pixel 8", "KINGKONG Build/CUBOT/1.0"),
])("a person: %s", (agent) => {
  expect(asked(agent)).toBe(false);
});

test.each([
  "WhatsApp/2.23.20.0 A",
  "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
  "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
  "TelegramBot (like TwitterBot)",
  "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
  "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5",
  "curl/8.9.1",
])("a machine: %s", (agent) => {
  expect(asked(agent)).toBe(true);
});

test("who says nothing of itself, only asks for the head or looks ahead is none either", () => {
  expect(asked(null)).toBe(true);
  expect(asked(phone, {}, "HEAD")).toBe(true);
  expect(asked(phone, { "sec-purpose": "prefetch;prerender" })).toBe(true);
});
