"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Clock } from "@/components/clock";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { AboutPane } from "./about-pane";
import { PeopleList } from "./people-list";
import { PhoneScreen } from "./phone-screen";
import { keyOf, type Person, type PhoneChat, type PhoneNumber, type SandboxClock } from "./types";
import { useChosen } from "./use-chosen";
import { useSandboxClock } from "./use-clock";
import { useChats } from "./use-phone";

type PhonePageProps = {
  org: string;
  numbers: PhoneNumber[];
  initialClock: SandboxClock;
  mayAddNumber: boolean;
};

/** The customer's side of the counter: who writes, their phone, and what the carrier knows of them. */
export function PhonePage({ org, numbers, initialClock, mayAddNumber }: PhonePageProps) {
  const [first] = numbers;
  const clock = useSandboxClock(initialClock);
  if (!first) return <NoNumber org={org} mayAdd={mayAddNumber} />;
  return (
    <Clock start={clock.clock.now}>
      <Desk org={org} numbers={numbers} first={first} clock={clock} />
    </Clock>
  );
}

type DeskProps = Pick<PhonePageProps, "org" | "numbers"> & {
  first: PhoneNumber;
  clock: ReturnType<typeof useSandboxClock>;
};

function Desk({ org, numbers, first, clock }: DeskProps) {
  const { numberId, customer, choose } = useChosen(first.id);
  const number = numbers.find((one) => one.id === numberId) ?? first;
  const { data: chats } = useChats(number.id);
  const [draft, setDraft] = useState<Person | null>(null);
  const person = personOf(customer, chats, draft);
  const start = (someone: Person) => {
    setDraft(someone);
    choose({ customer: keyOf(someone) });
  };
  return (
    <div className="flex min-h-0 flex-1">
      <PeopleList
        numbers={numbers}
        number={number}
        chats={chats}
        chosen={person}
        onNumber={(id) => choose({ numberId: id, customer: null })}
        onChat={(bsuid) => choose({ customer: bsuid })}
        onStart={start}
      />
      <div
        className={cn(
          "flex min-w-0 flex-1 items-center justify-center bg-sunken md:p-5",
          person ? "max-md:fixed max-md:inset-0 max-md:z-30" : "max-md:hidden",
        )}
      >
        {person ? (
          <PhoneScreen
            key={`${number.id}/${keyOf(person)}`}
            org={org}
            number={number}
            person={person}
            clock={clock}
            onKnown={(bsuid) => choose({ customer: bsuid })}
            onBack={() => choose({ customer: null })}
          />
        ) : (
          <NobodyChosen />
        )}
      </div>
      {person ? (
        <aside className="w-80 shrink-0 overflow-y-auto border-l border-line bg-surface max-xl:hidden">
          <AboutPane
            org={org}
            number={number}
            person={person}
            clock={clock}
            onChanged={(bsuid) => choose({ customer: bsuid })}
          />
        </aside>
      ) : null}
    </div>
  );
}

/** Somebody who spoke already, or the one just made up. */
function personOf(key: string | null, chats: PhoneChat[] | undefined, draft: Person | null): Person | null {
  if (!key) return null;
  const known = chats?.find(({ customer }) => customer.bsuid === key)?.customer;
  if (known) return known;
  if (draft && keyOf(draft) === key) return draft;
  // Just spoken for the first time: the list does not name them yet.
  return draft && chats ? { ...draft, bsuid: key } : null;
}

function NobodyChosen() {
  const t = useTranslations("sandbox.people");
  return <EmptyState title={t("none")} text={t("noneHint")} />;
}

function NoNumber({ org, mayAdd }: { org: string; mayAdd: boolean }) {
  const t = useTranslations("sandbox.number");
  return (
    <div className="grid flex-1 place-items-center">
      <EmptyState
        title={t("noneTitle")}
        text={mayAdd ? t("noneText") : t("noneAsk")}
        action={
          mayAdd ? (
            <Button asChild look="primary">
              <Link href={`/${org}/settings/numbers`}>{t("noneAction")}</Link>
            </Button>
          ) : null
        }
      />
    </div>
  );
}
