import { z } from "zod";
import { scopeForRequest } from "@/server/auth-session";
import { disclosure } from "@/server/contacts/erasure/queries";
import { DomainError } from "@/server/errors";
import { fileResponse, problem } from "@/server/http";
import { demand } from "@/server/scope";

export const dynamic = "force-dynamic";

/** Everything that is kept of one contact, as JSON: `?org=slug&contact=id`. */
export async function GET(request: Request): Promise<Response> {
  try {
    const query = new URL(request.url).searchParams;
    const scope = await scopeForRequest(query.get("org") ?? "");
    demand(scope, "contacts:disclose");
    const contact = z.uuid().safeParse(query.get("contact"));
    if (!contact.success) throw new DomainError("NOT_FOUND");
    const pieces = disclosure(scope, contact.data);
    // Before the answer begins: who is not there is a refusal, not half a file.
    const first = await pieces.next();
    const whole = async function* () {
      yield first.value ?? "";
      yield* pieces;
    };
    const name = `hilo-${scope.slug}-${contact.data}.json`;
    return fileResponse(whole(), { name, type: "application/json" });
  } catch (error) {
    return problem(error);
  }
}
