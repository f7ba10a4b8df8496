import { GraphError } from "../errors";
import { isObject } from "../http";
import type { Json } from "../model";
import { type Parts, parametersOf, partOf, type RenderedTemplate, stringOf } from "./template";

/**
 * What is offered for a limited time, and until when where the template says so.
 * @throws 131008 without the moment, 132012 of another type, 132000 where none is wanted, 131009 when it has passed
 */
export function renderOffer(template: Parts, components: Json[], now: number): RenderedTemplate["offer"] {
  const written = partOf(template, "LIMITED_TIME_OFFER")?.limited_time_offer;
  const [parameter] = parametersOf(components, "limited_time_offer");
  if (!isObject(written)) {
    if (parameter) throw new GraphError(132000, "limited_time_offer: the template has no such component");
    return null;
  }
  const text = stringOf(written.text) ?? "";
  if (written.has_expiration !== true) {
    if (parameter) throw new GraphError(132000, "limited_time_offer: the offer has no expiration");
    return { text, until: null };
  }
  return { text, until: expiryIn(parameter, now) };
}

function expiryIn(parameter: Json | undefined, now: number): number {
  const given = isObject(parameter?.limited_time_offer)
    ? parameter.limited_time_offer.expiration_time_ms
    : undefined;
  if (given === undefined)
    throw new GraphError(131008, "Parameter limited_time_offer['expiration_time_ms'] is missing.");
  if (typeof given !== "number" || !Number.isInteger(given))
    throw new GraphError(132012, "limited_time_offer: expiration_time_ms must be milliseconds since 1970");
  if (given <= now) throw new GraphError(131009, "limited_time_offer: expiration_time_ms has passed");
  return given;
}
