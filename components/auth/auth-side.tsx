import { useTranslations } from "next-intl";
import { WindowRing } from "@/components/inbox/window-ring";
import { MARK_PATH } from "@/components/mark";

/** The quiet half of the sign-in pages: the mark, large, with three windows hanging on its thread. */
export function AuthSide({ now }: { now: Date }) {
  const t = useTranslations("auth.side");
  const end = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
  return (
    <aside className="relative overflow-hidden border-l border-line bg-paper max-lg:hidden">
      <svg
        aria-hidden
        viewBox="0 4 32 24"
        fill="none"
        className="absolute top-[12%] left-[-14%] w-[128%] text-line-strong"
      >
        <path
          d={MARK_PATH}
          stroke="currentColor"
          strokeWidth="1"
          vectorEffect="non-scaling-stroke"
          strokeLinecap="round"
        />
      </svg>
      <div aria-hidden className="absolute top-[24%] right-[14%] grid gap-2.5">
        {[1391, 296, 42].map((minutes) => (
          <span
            key={minutes}
            className="flex w-44 items-center rounded-md border border-line bg-surface px-3 py-2"
          >
            <WindowRing expiresAt={end(minutes)} now={now} size={28} words />
          </span>
        ))}
      </div>
      <div className="absolute inset-x-12 bottom-14">
        <p className="max-w-[18ch] text-3xl font-semibold tracking-[-0.03em] text-balance">{t("title")}</p>
        <p className="mt-3 max-w-[44ch] text-md text-pretty text-ink-2">{t("text")}</p>
      </div>
    </aside>
  );
}
