import Link from "next/link";
import { redirect } from "next/navigation";
import { useNow, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ProductPicture } from "@/components/site/product-picture";
import { SiteFrame } from "@/components/site/site-frame";
import {
  FairVignette,
  PeopleVignette,
  PriceVignette,
  TruthVignette,
  WindowVignette,
} from "@/components/site/vignettes";
import { Button } from "@/components/ui/button";
import { signedInUser } from "@/server/gate";

/** Who is signed in came to work. */
export default async function Page() {
  if (await signedInUser()) redirect("/start");
  return <LandingPage />;
}

function LandingPage() {
  const t = useTranslations("site");
  const now = useNow();
  return (
    <SiteFrame>
      <Hero now={now} />
      <div className="thread mx-auto max-w-[1160px] [--thread-at:47px] max-md:[--thread-at:23px]">
        <Knot title={t("window.title")} text={t("window.text")}>
          <WindowVignette now={now} />
        </Knot>
        <Knot title={t("price.title")} text={t("price.text")}>
          <PriceVignette />
        </Knot>
        <Knot title={t("truth.title")} text={t("truth.text")}>
          <TruthVignette now={now} />
        </Knot>
        <Knot title={t("fair.title")} text={t("fair.text")}>
          <FairVignette />
        </Knot>
        <Knot title={t("people.title")} text={t("people.text")}>
          <PeopleVignette now={now} />
        </Knot>
      </div>
      <Ending />
    </SiteFrame>
  );
}

function Hero({ now }: { now: Date }) {
  const t = useTranslations("site.hero");
  return (
    <div className="mx-auto max-w-[1160px] px-6 pt-14 max-md:px-4 max-md:pt-8">
      <h1 className="max-w-[15ch] text-4xl font-semibold tracking-[-0.035em] text-balance max-md:text-3xl">
        {t("title")}
      </h1>
      <p className="mt-5 max-w-[58ch] text-lg text-pretty text-ink-2">{t("text")}</p>
      <div className="mt-7 flex flex-wrap items-center gap-3">
        <Button asChild look="primary" size="lg">
          <Link href="/sign-up">{t("action")}</Link>
        </Button>
        <Button asChild look="quiet" size="lg">
          <Link href="/sign-in">{t("second")}</Link>
        </Button>
      </div>
      <p className="mt-3 text-base text-ink-3">{t("note")}</p>
      <div className="mt-12 max-md:-mx-1">
        <ProductPicture now={now} />
      </div>
    </div>
  );
}

/** One promise and its proof, a knot on the thread that runs down the page. */
function Knot({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <section className="relative grid items-center gap-x-16 gap-y-6 py-14 pr-6 pl-24 max-md:py-10 max-md:pr-4 max-md:pl-12 lg:grid-cols-[1fr_420px]">
      <span
        aria-hidden
        className="absolute top-[68px] left-[43px] size-[9px] rounded-full border-[1.5px] border-ink bg-paper max-md:top-[52px] max-md:left-[19px]"
      />
      <div className="self-start">
        <h2 className="text-2xl font-semibold tracking-[-0.02em] text-balance">{title}</h2>
        <p className="mt-3 max-w-[52ch] text-pretty text-ink-2">{text}</p>
      </div>
      {children}
    </section>
  );
}

/** Where the thread ends: in the one action. */
function Ending() {
  const t = useTranslations("site.trial");
  return (
    <section className="relative mx-auto max-w-[1160px] pb-20 pl-24 max-md:pr-4 max-md:pl-12">
      <svg
        aria-hidden
        viewBox="0 0 48 120"
        fill="none"
        className="absolute top-0 left-[47px] h-[120px] w-12 text-line-strong max-md:left-[23px] max-md:w-6"
        preserveAspectRatio="none"
      >
        <path d="M0.500 0V40C0.500 68 12 72 48 72" stroke="currentColor" vectorEffect="non-scaling-stroke" />
      </svg>
      <div className="pt-13">
        <h2 className="text-2xl font-semibold tracking-[-0.02em] text-balance">{t("title")}</h2>
        <p className="mt-3 max-w-[58ch] text-pretty text-ink-2">{t("text")}</p>
        <Button asChild look="primary" size="lg" className="mt-6">
          <Link href="/sign-up">{t("action")}</Link>
        </Button>
      </div>
    </section>
  );
}
