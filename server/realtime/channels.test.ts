import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  conversationChannel,
  everybodyChannel,
  memberChannel,
  orgChannel,
  parseChannel,
  teamChannel,
} from "./channels";

const uuid = fc.uuid().map((id) => id.toLowerCase());

describe("a channel name", () => {
  it("reads back as what it was built from", () => {
    fc.assert(
      fc.property(uuid, uuid, (orgId, id) => {
        expect(parseChannel(orgChannel(orgId))).toEqual({ kind: "org", orgId });
        expect(parseChannel(everybodyChannel(orgId))).toEqual({ kind: "everybody", orgId });
        expect(parseChannel(teamChannel(orgId, id))).toEqual({ kind: "team", orgId, teamId: id });
        expect(parseChannel(memberChannel(orgId, id))).toEqual({ kind: "member", orgId, memberId: id });
        const conversation = { kind: "conversation", orgId, conversationId: id };
        expect(parseChannel(conversationChannel(orgId, id))).toEqual(conversation);
      }),
    );
  });

  it("is accepted by the service's own rule", () => {
    fc.assert(
      fc.property(uuid, uuid, (orgId, id) => {
        expect(conversationChannel(orgId, id)).toMatch(/^[A-Za-z0-9_\-=@,.;]{1,200}$/);
      }),
    );
  });

  it("is refused with anything before, within or after it", () => {
    const text = fc.string({ minLength: 1, unit: "binary" });
    fc.assert(
      fc.property(uuid, uuid, text, fc.nat(), (orgId, id, extra, at) => {
        const name = teamChannel(orgId, id);
        const place = at % (name.length + 1);
        expect(parseChannel(name.slice(0, place) + extra + name.slice(place))).toBeNull();
      }),
    );
  });

  it("is not built from anything but ids", () => {
    expect(() => orgChannel("acme")).toThrow(TypeError);
    expect(() => teamChannel("0b8f0c2e-0000-4000-8000-000000000001", "x:y")).toThrow(TypeError);
    expect(() => orgChannel("0B8F0C2E-0000-4000-8000-000000000001")).toThrow(TypeError);
  });
});
