import { setTimeout as wait } from "node:timers/promises";
import type { InboundMessage, SandboxClient } from "@/server/sandbox/client";
import { callAs, type Office } from "@/server/testing/office";
import type { Customer, Day, DayEvent, Said } from "./plan";

/** Lets happen what the plan says of customers and members. */
export class Customers {
  /** Of each customer, the last words that they can still change. */
  private readonly last = new Map<number, string>();
  /** Messages that came late, and windows that were meant to end in the course of the day. */
  readonly happened = { said: 0, late: 0, media: 0, changes: 0 };

  constructor(
    private readonly day: Day,
    private readonly office: Office,
    /** The carrier's ids of the two numbers. */
    private readonly phoneIds: [string, string],
    /** The organization's own time, in ms. */
    private readonly clock: () => number,
  ) {}

  async happen(event: DayEvent): Promise<void> {
    const { slug } = this.office;
    switch (event.kind) {
      case "presence":
        return callAs(slug, this.office.person(event.member), "organizations.setPresence", {
          presence: event.presence,
        });
      case "leaves": {
        const { memberId } = this.office.person(event.member);
        return callAs(slug, this.office.person("Olga"), "organizations.removeMember", { memberId });
      }
      case "says":
        return this.says(event);
      default:
        return this.changes(event);
    }
  }

  private async says({ customer, said, age }: DayEvent & { kind: "says" }): Promise<void> {
    const who = this.who(customer);
    const timestamp = Math.floor((this.clock() - age * 60_000) / 1_000);
    const { wamid } = await this.carrier.inbound(this.phoneIds[who.number], {
      customer: { name: who.name, phone: who.phone },
      message: messageOf(said),
      ...(age > 0 ? { timestamp } : {}),
    });
    if (said.type === "text") this.last.set(customer, wamid);
    else this.happened.media++;
    this.happened.said++;
    if (age > 0) this.happened.late++;
  }

  /** A change of mind about what they said last; who has not said anything has nothing to change. */
  private async changes({ kind, customer }: DayEvent & { customer: number }): Promise<void> {
    const id = this.last.get(customer);
    if (!id) return;
    // One changes what has arrived: a change that overtakes its message is parked, and named so.
    if (kind !== "reacts") await this.arrived();
    const who = this.who(customer);
    const message: InboundMessage =
      kind === "edits"
        ? {
            type: "edit",
            edit: {
              original_message_id: id,
              message: { type: "text", text: { body: "Perdón, quise decir otra cosa" } },
            },
          }
        : kind === "revokes"
          ? { type: "revoke", revoke: { original_message_id: id } }
          : { type: "reaction", reaction: { message_id: id, emoji: "👍" } };
    await this.carrier.inbound(this.phoneIds[who.number], {
      customer: { name: who.name, phone: who.phone },
      message,
    });
    if (kind === "revokes") this.last.delete(customer);
    this.happened.changes++;
  }

  private async arrived(): Promise<void> {
    while ((await this.carrier.settings()).pending > 0) await wait(20);
  }

  private get carrier(): SandboxClient {
    return this.office.carrier;
  }

  private who(place: number): Customer {
    const customer = this.day.customers[place];
    if (!customer) throw new Error(`The plan names a customer ${place} whom it does not have`);
    return customer;
  }
}

function messageOf(said: Said): InboundMessage {
  const sample = { media: { sample: true } } as const;
  switch (said.type) {
    case "text":
      return { type: "text", text: { body: said.text } };
    case "location":
      return { type: "location", location: { latitude: -34.6, longitude: -58.4, name: "Obelisco" } };
    case "contacts":
      return {
        type: "contacts",
        contacts: [
          { name: { formatted_name: "Luis Paz", first_name: "Luis" }, phones: [{ phone: "+5491152639999" }] },
        ],
      };
    case "audio":
      return { type: "audio", audio: { voice: true }, ...sample };
    case "sticker":
      return { type: "sticker", sticker: {}, ...sample };
    case "document":
      return {
        type: "document",
        document: { filename: "comprobante.pdf", ...(said.caption ? { caption: said.caption } : {}) },
        ...sample,
      };
    default:
      return { type: said.type, [said.type]: said.caption ? { caption: said.caption } : {}, ...sample };
  }
}
