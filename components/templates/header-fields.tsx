"use client";
import { Upload, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { Name } from "@/components/inbox/foreign-text";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Progress } from "@/components/ui/progress";
import { Select } from "@/components/ui/select";
import {
  type HeaderFileKind,
  headerFiles,
  headerKinds,
  takesFile,
  templateLimits,
} from "@/server/templates/rules/draft";
import { Room } from "./room";
import { useHeaderFile } from "./use-header-file";
import type { DraftInHand } from "./use-template-draft";

export type HeaderFieldsProps = { org: string; hand: DraftInHand; onChosen: (file: File | null) => void };

/** What stands above the message: nothing, a text, a file of which an example is shown to the carrier, or a place. */
export function HeaderFields({ org, hand, onChosen }: HeaderFieldsProps) {
  const t = useTranslations("templates");
  const { draft, change, wrong } = hand;
  const { headerKind, headerFile } = draft;
  return (
    <div className="grid gap-2">
      <Field label={t("field.header")} className="w-60 max-sm:w-full">
        {(control) => (
          <Select
            {...control}
            value={headerKind}
            onChange={(kind) => {
              onChosen(null);
              change({ headerKind: kind, headerFile: fits(kind, headerFile?.mime) ? headerFile : null });
            }}
            options={headerKinds.map((value) => ({ value, label: t(`header.${value}`) }))}
          />
        )}
      </Field>
      {headerKind === "text" ? (
        <Field
          label={t("field.headerText")}
          aside={<Room text={draft.header} most={templateLimits.header} />}
          error={wrong("header")}
        >
          {(control) => (
            <Input
              {...control}
              value={draft.header}
              onChange={(event) => change({ header: event.target.value })}
            />
          )}
        </Field>
      ) : null}
      {headerKind === "location" ? <p className="text-sm text-ink-3">{t("file.location")}</p> : null}
      {takesFile(headerKind) ? (
        <FileField key={headerKind} org={org} kind={headerKind} hand={hand} onChosen={onChosen} />
      ) : null}
    </div>
  );
}

const fits = (kind: string, mime: string | undefined): boolean =>
  takesFile(kind) && headerFiles[kind].mimes.some((one) => one === mime);

function FileField({ org, kind, hand, onChosen }: HeaderFieldsProps & { kind: HeaderFileKind }) {
  const t = useTranslations("templates.file");
  const input = useRef<HTMLInputElement>(null);
  const { draft, change, wrong } = hand;
  const { sending, refused, send, stop } = useHeaderFile(org, (headerFile) => {
    onChosen(null);
    change({ headerFile });
  });
  const take = (file: File | undefined) => {
    if (!file) return;
    change({ headerFile: null });
    onChosen(file);
    void send(kind, file);
  };
  const drop = () => {
    stop();
    onChosen(null);
    change({ headerFile: null });
  };
  const there = sending?.name ?? draft.headerFile?.name;
  return (
    <Field label={t(`choose.${kind}`)} hint={t(`hint.${kind}`)} error={refused ?? wrong("headerFile")}>
      {(control) => (
        <div className="flex min-w-0 flex-wrap items-center gap-2">
          <Button {...control} size="sm" onClick={() => input.current?.click()}>
            <Upload size={13} aria-hidden />
            {t(there ? "other" : "pick")}
          </Button>
          <input
            ref={input}
            type="file"
            accept={headerFiles[kind].mimes.join(",")}
            aria-label={t(`choose.${kind}`)}
            tabIndex={-1}
            className="sr-only"
            onChange={({ target }) => {
              take(target.files?.[0]);
              target.value = "";
            }}
          />
          {there ? (
            <span className="flex min-w-0 items-center gap-1">
              <Name className="min-w-0 text-ink-2">{there}</Name>
              <Button look="quiet" size="iconSm" aria-label={t("remove", { name: there })} onClick={drop}>
                <X size={13} aria-hidden />
              </Button>
            </span>
          ) : null}
          {sending ? (
            <div className="w-full max-w-80">
              <Progress done={sending.done} total={sending.total} label={t("sending")} />
            </div>
          ) : null}
        </div>
      )}
    </Field>
  );
}
