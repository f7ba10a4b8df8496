import { timingSafeEqual } from "node:crypto";
import type { Carrier } from "../carrier";
import { type Answer, bearer, type Call } from "../http";
import { readMedia } from "../media";
import { countUnfinished } from "../send/statuses";
import { faults as faultsBody, parseBody, settings as settingsBody } from "./bodies";
import { businessRoute, createBusiness, viewBusiness } from "./businesses";
import { AdminError, notFound } from "./errors";
import { numberRoute } from "./numbers";

/** Everything under `/_admin`, for the app's provisioning, the phone on screen, and tests. */
export async function adminRoute(carrier: Carrier, call: Call): Promise<Answer> {
  try {
    if (!isAdmin(carrier, call))
      throw new AdminError(401, "unauthorized", "the admin key is missing or wrong");
    return await dispatch(carrier, { ...call, path: call.path.slice(1) });
  } catch (error) {
    if (!(error instanceof AdminError)) throw error;
    return { status: error.status, json: { error: { code: error.code, message: error.message } } };
  }
}

function dispatch(carrier: Carrier, call: Call): Answer | Promise<Answer> {
  const [noun = "", id] = call.path;
  if (noun === "businesses" && id === undefined)
    return call.method === "POST" ? createBusiness(carrier, call) : listBusinesses(carrier);
  if (noun === "businesses") return businessRoute(carrier, call);
  if (noun === "numbers") return numberRoute(carrier, call);
  if (noun === "media") return mediaBytes(carrier, id ?? "");
  if (noun === "faults") return faultsRoute(carrier, call);
  if (noun === "settings") return settingsRoute(carrier, call);
  throw notFound(`/_admin/${noun}`);
}

function isAdmin(carrier: Carrier, call: Call): boolean {
  const given = Buffer.from(bearer(call) ?? "");
  const wanted = Buffer.from(carrier.adminKey);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function listBusinesses(carrier: Carrier): Answer {
  return { json: [...carrier.state.businesses.values()].map((business) => viewBusiness(carrier, business)) };
}

function mediaBytes(carrier: Carrier, id: string): Answer {
  const media = carrier.state.media.get(id);
  if (!media) throw notFound(`media ${id}`);
  return { status: 200, bytes: readMedia(carrier, media), headers: { "content-type": media.mimeType } };
}

function faultsRoute(carrier: Carrier, call: Call): Answer {
  if (call.method === "PUT") carrier.faults.set(parseBody(faultsBody, call));
  const { settings, fired } = carrier.faults;
  return { json: { settings, fired, webhooks: carrier.webhooks.counts.payloads, sends: carrier.sends } };
}

/** How fast things happen and how webhooks travel; what is not named stays. Lost at a restart. */
function settingsRoute(carrier: Carrier, call: Call): Answer {
  if (call.method === "PUT") {
    const change = parseBody(settingsBody, call);
    carrier.reviewSeconds = change.reviewSeconds ?? carrier.reviewSeconds;
    Object.assign(carrier.statusDelaysMs, change.statusDelaysMs);
    Object.assign(carrier.webhookOptions, change.webhooks);
  }
  const { reviewSeconds, statusDelaysMs, webhookOptions } = carrier;
  return {
    json: {
      reviewSeconds,
      statusDelaysMs,
      webhooks: webhookOptions,
      counts: carrier.webhooks.counts,
      pending: carrier.state.updates.size,
      unfinished: countUnfinished(carrier),
    },
  };
}
