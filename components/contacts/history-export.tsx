"use client";
import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";

/** Takes a contact's history along, as a document or as data. Links: the browser saves what comes. */
export function HistoryExport({ org, contactId }: { org: string; contactId: string }) {
  const t = useTranslations("timeline.export");
  return (
    <div className="flex gap-1">
      {(["pdf", "json"] as const).map((format) => (
        <Button key={format} asChild size="sm" look="quiet">
          <a href={`/api/history?${new URLSearchParams({ org, contact: contactId, format })}`} download>
            <Download size={14} aria-hidden />
            {t(format)}
          </a>
        </Button>
      ))}
    </div>
  );
}
