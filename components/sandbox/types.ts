import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/router";

type Outputs = inferRouterOutputs<AppRouter>["sandbox"];
type Inputs = inferRouterInputs<AppRouter>["sandbox"];

export type PhoneNumber = Outputs["numbers"][number];
export type PhoneChat = Outputs["chats"][number];
export type PhoneThread = Outputs["chat"];
export type PhoneMessage = PhoneThread["messages"][number];
export type PhoneBody = PhoneMessage["body"];
export type SandboxClock = Outputs["clock"];
export type Speech = Inputs["speak"]["speech"];
export type Said = Omit<Inputs["speak"], "numberId" | "customer">;

/** Who holds the phone. Without `bsuid` they are new: the carrier gives them one with their first message. */
export interface Person {
  name: string;
  country: string;
  phone: string | null;
  username: string | null;
  bsuid: string | null;
}

/** By what the carrier finds them. */
export function keyOf(person: Person): string {
  return person.bsuid ?? person.phone ?? person.username ?? person.name;
}
