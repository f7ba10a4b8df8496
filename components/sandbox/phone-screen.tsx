"use client";
import { useState } from "react";
import { AboutPane } from "./about-pane";
import { PhoneComposer } from "./phone-composer";
import { PhoneFrame } from "./phone-frame";
import { PhoneHead } from "./phone-head";
import { PhoneThread } from "./phone-thread";
import type { Person, PhoneMessage, PhoneNumber } from "./types";
import type { useSandboxClock } from "./use-clock";
import { usePhone } from "./use-phone";

type PhoneScreenProps = {
  org: string;
  number: PhoneNumber;
  person: Person;
  clock: ReturnType<typeof useSandboxClock>;
  onKnown: (bsuid: string) => void;
  onBack: () => void;
};

/** What the customer is about to do with a message: answer it, or change their own. */
export type Target = { does: "reply" | "edit"; message: PhoneMessage };

/** One chat on the customer's phone. */
export function PhoneScreen({ org, number, person, clock, onKnown, onBack }: PhoneScreenProps) {
  const phone = usePhone({ org, numberId: number.id, person, onKnown });
  const [target, setTarget] = useState<Target | null>(null);
  const about = <AboutPane org={org} number={number} person={person} clock={clock} onChanged={onKnown} />;
  return (
    <PhoneFrame offsetMs={clock.clock.offsetMs} noSignal={phone.noSignal}>
      <PhoneHead
        number={number}
        typing={phone.thread?.businessIsTyping ?? false}
        about={about}
        onBack={onBack}
      />
      <PhoneThread phone={phone} number={number} onTarget={setTarget} />
      <PhoneComposer
        key={target ? `${target.does} ${target.message.id}` : "new"}
        phone={phone}
        target={target}
        businessName={number.name}
        onDone={() => setTarget(null)}
      />
    </PhoneFrame>
  );
}
