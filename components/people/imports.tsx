"use client";
import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Name } from "@/components/inbox/foreign-text";
import { useTRPC } from "@/components/trpc";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Progress } from "@/components/ui/progress";
import { useUpload } from "./use-upload";

/** A file is chosen here; below, what came in before. */
export function Imports({ org }: { org: string }) {
  const t = useTranslations("people.import");
  return (
    <div className="mx-auto grid w-full max-w-[860px] gap-6 px-4 py-6">
      <header className="grid gap-1">
        <Link href={`/${org}/contacts`} className="flex items-center gap-1 text-sm text-ink-3 hover:text-ink">
          <ArrowLeft size={13} aria-hidden /> {t("back")}
        </Link>
        <h1 className="text-xl font-semibold tracking-[-0.01em]">{t("title")}</h1>
        <p className="text-pretty text-ink-2">{t("lead")}</p>
      </header>
      <Choose org={org} />
      <Before org={org} />
    </div>
  );
}

function Choose({ org }: { org: string }) {
  const t = useTranslations("people.import");
  const router = useRouter();
  const field = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const { sending, refused, send } = useUpload(org, (id) => router.push(`/${org}/contacts/import/${id}`));
  const take = (file: File | undefined) => {
    if (file) send(file);
  };
  return (
    <section
      aria-label={t("choose")}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files[0]);
      }}
      className={cn(
        "grid justify-items-center gap-3 rounded-lg border border-dashed px-6 py-10",
        over ? "border-accent bg-accent-soft" : "border-control",
      )}
    >
      {sending ? (
        <div className="w-full max-w-96">
          <Progress
            done={sending.done}
            total={sending.total}
            label={sending.done < sending.total ? t("uploading", { name: sending.name }) : t("reading")}
          />
        </div>
      ) : (
        <>
          <p className="text-ink-2">{t("drop")}</p>
          <Button look="primary" onClick={() => field.current?.click()}>
            {t("choose")}
          </Button>
        </>
      )}
      <input
        ref={field}
        type="file"
        accept=".csv,.tsv,.txt,.xlsx,text/csv"
        aria-label={t("choose")}
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          take(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
      <div aria-live="polite" className="w-full empty:hidden">
        {refused ? <Banner tone="red">{refused}</Banner> : null}
      </div>
    </section>
  );
}

function Before({ org }: { org: string }) {
  const t = useTranslations("people.import");
  const format = useFormatter();
  const trpc = useTRPC();
  const { data } = useQuery(trpc.contacts.imports.list.queryOptions());
  if (!data || data.length === 0) return null;
  return (
    <section className="grid gap-2">
      <h2 className="font-semibold">{t("before")}</h2>
      <ul className="divide-y divide-line rounded-md border border-line">
        {data.map((one) => (
          <li
            key={one.id}
            className="relative flex items-center justify-between gap-4 px-4 py-2.5 hover:bg-hover"
          >
            <span className="grid min-w-0">
              <Link
                href={`/${org}/contacts/import/${one.id}`}
                className="flex min-w-0 before:absolute before:inset-0"
              >
                <Name className="min-w-0 font-medium">{one.fileName}</Name>
              </Link>
              <span className="truncate text-sm text-ink-3">
                {t("by", {
                  name: one.by,
                  when: format.dateTime(one.createdAt, { dateStyle: "medium", timeStyle: "short" }),
                })}
              </span>
            </span>
            <span className="text-sm text-ink-2">{t(`state.${one.state}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
