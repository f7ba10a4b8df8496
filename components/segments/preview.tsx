"use client";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { Name } from "@/components/inbox/foreign-text";
import { Table, Td, Th } from "@/components/ui/table";
import type { Previewed } from "./types";

type PreviewProps = { people: Previewed[]; org: string; mayOpen: boolean };

/** Some of those who are meant: whether the right people are shows sooner in faces than in figures. */
export function Preview({ people, org, mayOpen }: PreviewProps) {
  const t = useTranslations("segments");
  const format = useFormatter();
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <div className="flex items-baseline gap-3">
        <h2 className="font-semibold">{t("preview")}</h2>
        <p className="text-sm text-ink-3">{t("previewLead")}</p>
      </div>
      {people.length === 0 ? (
        <p className="text-ink-3">{t("previewNone")}</p>
      ) : (
        <Table>
          <thead>
            <tr>
              <Th>{t("person.name")}</Th>
              <Th className="max-sm:hidden">{t("person.address")}</Th>
              <Th className="max-md:hidden">{t("person.executive")}</Th>
              <Th className="text-right">{t("person.since")}</Th>
            </tr>
          </thead>
          <tbody>
            {people.map((one) => (
              <tr key={one.id}>
                <Td className="max-w-56">
                  <Person one={one} href={mayOpen ? `/${org}/contacts/${one.id}` : null} />
                  <span className="figures block truncate text-sm text-ink-3 sm:hidden">{one.address}</span>
                </Td>
                <Td className="figures max-sm:hidden">
                  <bdi>{one.address ?? t("noAddress")}</bdi>
                </Td>
                <Td className="max-w-40 truncate max-md:hidden">{one.executive}</Td>
                <Td numeric className="text-ink-3">
                  {format.dateTime(one.createdAt, { dateStyle: "medium" })}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </section>
  );
}

function Person({ one, href }: { one: Previewed; href: string | null }) {
  const t = useTranslations("segments");
  const name = <Name className="min-w-0 truncate font-medium">{one.name ?? t("unnamed")}</Name>;
  if (!href) return name;
  return (
    <Link href={href} className="flex min-w-0 hover:underline">
      {name}
    </Link>
  );
}
