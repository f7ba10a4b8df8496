import { randomInt } from "node:crypto";
import { HOUR } from "../clock";
import { GraphError } from "../errors";
import { parameters } from "../http";
import type { Json, PhoneNumber } from "../model";
import { requireProduct } from "../send/envelope";
import { readPin } from "./number";
import type { GraphCall } from "./router";

const PER_72_HOURS = 10;

/** Bringing a number on and off the platform: request_code, verify_code, register, deregister. */
export function registrationRoute(call: GraphCall, number: PhoneNumber): Json {
  const steps: Record<string, (call: GraphCall, number: PhoneNumber) => Partial<PhoneNumber>> = {
    register,
    deregister,
    request_code: requestCode,
    verify_code: verifyCode,
  };
  const change = steps[call.edge ?? ""]?.(call, number) ?? {};
  call.carrier.record({ kind: "number", record: { ...number, ...change } });
  return { success: true };
}

function register(call: GraphCall, number: PhoneNumber): Partial<PhoneNumber> {
  const body = parameters(call);
  requireProduct(body);
  const pin = readPin(body);
  const registrations = counted(call, number);
  if (number.codeVerification !== "VERIFIED")
    throw new GraphError(133006, "Phone number needs to be verified before registering.");
  if (number.pin !== null && number.pin !== pin)
    throw new GraphError(133005, "Two step verification PIN Mismatch");
  return { registered: true, status: "CONNECTED", pin, registrations };
}

function deregister(call: GraphCall, number: PhoneNumber): Partial<PhoneNumber> {
  if (!number.registered)
    throw new GraphError(133010, "The phone number is not registered on the WhatsApp Business Platform.");
  return { registered: false, registrations: counted(call, number) };
}

function counted(call: GraphCall, number: PhoneNumber): number[] {
  const now = call.carrier.now(call.business);
  const recent = number.registrations.filter((at) => at > now - 72 * HOUR);
  if (recent.length >= PER_72_HOURS)
    throw new GraphError(
      133016,
      "Too many (de)registration attempts. You have hit the rate limit of 10 per 72 hours.",
    );
  return [...recent, now];
}

/** The code is read by the admin API instead of a person's phone. */
function requestCode(call: GraphCall, number: PhoneNumber): Partial<PhoneNumber> {
  const { code_method: method } = parameters(call);
  if (method !== "SMS" && method !== "VOICE")
    throw new GraphError(100, `Param code_method must be one of {SMS, VOICE} - got "${method}".`);
  if (number.codeVerification === "VERIFIED")
    throw new GraphError(136024, "The phone number is already verified.");
  return { code: String(randomInt(100_000, 1_000_000)) };
}

function verifyCode(call: GraphCall, number: PhoneNumber): Partial<PhoneNumber> {
  const code = String(parameters(call).code ?? "").replace("-", "");
  if (number.code === null || code !== number.code)
    throw new GraphError(136025, "Verify code error: the code you entered is not correct.");
  return { code: null, codeVerification: "VERIFIED" };
}
