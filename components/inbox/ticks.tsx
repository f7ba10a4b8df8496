"use client";
import { useFormatter, useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { Tooltip } from "@/components/ui/tooltip";
import { DELIVERY_STATES, type DeliveryState, type MessageView } from "./types";

type TicksProps = Pick<MessageView, "stateTimes"> & { state: DeliveryState };

/** Where a message of ours stands: a sign, its name for screen readers, all times on hover and focus. */
export function Ticks({ state, stateTimes }: TicksProps) {
  const t = useTranslations("inbox");
  return (
    <Tooltip tip={<Times state={state} stateTimes={stateTimes} />}>
      <button type="button" aria-label={t(`state.${state}`)} className="-m-1 inline-grid cursor-default p-1">
        <Sign state={state} />
      </button>
    </Tooltip>
  );
}

function Times({ state, stateTimes }: TicksProps) {
  const t = useTranslations("inbox");
  const format = useFormatter();
  const known = DELIVERY_STATES.filter((step) => stateTimes[step] || step === state);
  return (
    <div className="grid gap-1 py-0.5">
      <dl className="figures grid grid-cols-[1fr_auto] gap-x-4 gap-y-0.5">
        {known.map((step) => {
          const time = stateTimes[step];
          return (
            <div key={step} className={cn("contents", step === state && "font-medium")}>
              <dt>{t(`state.${step}`)}</dt>
              <dd>
                {time
                  ? format.dateTime(time, {
                      day: "numeric",
                      month: "short",
                      hour: "numeric",
                      minute: "2-digit",
                      second: "2-digit",
                    })
                  : ""}
              </dd>
            </div>
          );
        })}
      </dl>
      {state === "unknown" || state === "unconfirmed" ? (
        <p className="opacity-80">{t(`stateHint.${state}`)}</p>
      ) : null}
    </div>
  );
}

const inks: Record<DeliveryState, string> = {
  queued: "text-ink-3",
  claimed: "text-ink-3",
  accepted: "text-ink-3",
  sent: "text-ink-3",
  delivered: "text-ink-2",
  read: "text-info",
  rejected: "text-red-ink",
  failed: "text-red-ink",
  unknown: "text-amber-ink",
  unconfirmed: "text-amber-ink",
};

/** Each state has its own shape, so that it reads without colour. */
function Sign({ state }: { state: DeliveryState }) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 20 14"
      width={20}
      height={14}
      fill="none"
      stroke="currentColor"
      strokeWidth={state === "read" ? 2.1 : 1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      className={inks[state]}
    >
      {shapes[state]}
    </svg>
  );
}

const clock = <circle cx="13" cy="7" r="5" />;
const first = <path d="M6.500 7.500l3 3 6.500-7" />;
const both = (
  <>
    <path d="M1.500 7.600l3 3 6.300-7" />
    <path d="M8.200 9.500l1.200 1.100 6.300-7" />
  </>
);
const cross = (
  <>
    {clock}
    <path d="M13 4.500v3M13 9.700v.1" />
  </>
);

const shapes: Record<DeliveryState, React.ReactNode> = {
  queued: (
    <>
      {clock}
      <path d="M13 4.200V7l1.800 1.200" />
    </>
  ),
  claimed: <path d="M5 7h9M10.500 3.500L14 7l-3.500 3.500" />,
  accepted: <path d="M6.500 7.500l3 3 6.500-7" strokeDasharray="2 2.200" />,
  sent: first,
  delivered: both,
  read: both,
  rejected: (
    <>
      {clock}
      <path d="M9.600 10.400l6.800-6.800" />
    </>
  ),
  failed: cross,
  unknown: (
    <>
      <circle cx="13" cy="7" r="5" strokeDasharray="2 2" />
      <path d="M13 7h.01" strokeWidth="2" />
    </>
  ),
  unconfirmed: (
    <>
      <circle cx="13" cy="7" r="5" strokeDasharray="2 2" />
      <path
        d="M11.700 5.700a1.300 1.300 0 1 1 1.800 1.200c-.4.200-.5.400-.5.800M13 9.700v.1"
        strokeWidth="1.250"
      />
    </>
  ),
};
