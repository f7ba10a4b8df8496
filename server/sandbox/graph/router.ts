import type { Carrier } from "../carrier";
import { GraphError, unknownObject } from "../errors";
import { type Answer, bearer, type Call } from "../http";
import type { Business } from "../model";
import { accountRoute } from "./account";
import { mediaRoute } from "./media";
import { numberRoute } from "./number";
import { templateRoute } from "./template";
import { openUpload, uploadRoute } from "./uploads";

/** A Graph call with its version off and its caller known. `path[0]` is the node's id. */
export interface GraphCall extends Call {
  carrier: Carrier;
  business: Business;
  id: string;
  edge: string | undefined;
}

/** Every call under `/vNN.0/…` (or without a version). @throws GraphError */
export async function graphRoute(carrier: Carrier, call: Call): Promise<Answer> {
  const path = /^v\d+\.\d+$/.test(call.path[0] ?? "") ? call.path.slice(1) : call.path;
  const business = callerOf(carrier, call);
  const [id = "", edge] = path;
  const graphCall: GraphCall = { ...call, path, carrier, business, id, edge };
  const number = carrier.state.numbers.get(id);
  if (number?.businessId === business.id) return numberRoute(graphCall, number);
  if (id === business.wabaId) return accountRoute(graphCall);
  const template = carrier.state.templates.get(id);
  if (template?.businessId === business.id) return templateRoute(graphCall, template);
  const media = carrier.state.media.get(id);
  if (media?.businessId === business.id) return mediaRoute(graphCall, media);
  if (id.startsWith("upload:")) return uploadRoute(graphCall);
  // `app` is the one that the token is of.
  if (id === business.appId || id === "app") return appRoute(graphCall);
  throw unknownObject(id);
}

function appRoute(call: GraphCall): Answer {
  if (call.edge === undefined && call.method === "GET")
    return { json: { id: call.business.appId, name: call.business.name } };
  if (call.edge === "uploads" && call.method === "POST") return { json: openUpload(call) };
  throw unsupported(call);
}

export function unsupported(call: GraphCall): GraphError {
  const message = `Unsupported ${call.method.toLowerCase()} request. Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api`;
  return new GraphError(100, message, { subcode: 33, type: "GraphMethodException", message });
}

function callerOf(carrier: Carrier, call: Call): Business {
  const business = carrier.state.businessOfToken(bearer(call) ?? "");
  // A token that was replaced still stands in the index: only the one in force counts.
  if (business && business.accessToken === bearer(call)) return business;
  const message = bearer(call)
    ? "Invalid OAuth access token - Cannot parse access token"
    : "An access token is required to request this resource.";
  throw new GraphError(190, message, { message });
}
