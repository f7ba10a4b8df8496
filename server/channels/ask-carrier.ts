import { DomainError } from "@/server/errors";
import { CarrierError } from "./carrier-error";

/** A call whose refusal a person has to see. Throws CARRIER_REFUSED with the carrier's code, or CARRIER_UNREACHABLE. */
export async function asked<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof CarrierError)) throw error;
    const unreachable = error.cls === "unreachable" || error.cls === "unanswered";
    throw new DomainError(
      unreachable ? "CARRIER_UNREACHABLE" : "CARRIER_REFUSED",
      { code: error.code },
      { cause: error },
    );
  }
}
