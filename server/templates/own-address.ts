import { env } from "@/server/env";
import { measuredAddress } from "./rules/measured-links";

/** What measured buttons have for an address at the carrier: who shows a template tells by it what leads nowhere. */
export const ownAddress = (): string => measuredAddress(env().APP_URL).url;
