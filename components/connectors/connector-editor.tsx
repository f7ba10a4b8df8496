"use client";
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Name } from "@/components/inbox/foreign-text";
import { SettingsPage } from "@/components/settings/section";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import type { Connector, Targets } from "./draft";
import { HeaderFields } from "./header-fields";
import { ManyFields } from "./many-fields";
import { MappingFields } from "./mapping-fields";
import { PaceFields, RequestFields } from "./request-fields";
import { TrialPanel } from "./trial-panel";
import { useEditor } from "./use-editor";

type ConnectorEditorProps = {
  org: string;
  connector: Connector | null;
  targets: Targets;
  mayChange: boolean;
};

/** A source: how it is asked, what of its answer is kept where, and a try with a contact. */
export function ConnectorEditor({ org, connector, targets, mayChange }: ConnectorEditorProps) {
  const t = useTranslations("connectors");
  const action = useTranslations("common.action");
  const editor = useEditor(org, connector);
  return (
    <SettingsPage
      title={<Title org={org} name={connector?.name ?? t("newTitle")} />}
      lead={t("editLead")}
      action={
        connector && mayChange && !connector.archived ? (
          <Button look="danger" onClick={editor.archive}>
            {t("archive")}
          </Button>
        ) : null
      }
    >
      <form
        noValidate
        className="grid gap-8"
        onSubmit={(event) => {
          event.preventDefault();
          editor.save();
        }}
      >
        <fieldset disabled={!mayChange || connector?.archived === true} className="grid min-w-0 gap-8">
          <RequestFields editor={editor} />
          <HeaderFields editor={editor} />
          <MappingFields editor={editor} targets={targets} />
          <PaceFields editor={editor} />
          <TrialPanel editor={editor} targets={targets} />
          <ManyFields editor={editor} targets={targets} />
          <div className="grid justify-items-start gap-3">
            {editor.anyWrong ? <Banner tone="amber">{t("wrong.any")}</Banner> : null}
            {editor.saveRefused ? <Banner tone="red">{editor.saveRefused}</Banner> : null}
            {mayChange && !connector?.archived ? (
              <Button type="submit" look="primary" busy={editor.saving}>
                {action("save")}
              </Button>
            ) : null}
          </div>
        </fieldset>
      </form>
    </SettingsPage>
  );
}

function Title({ org, name }: { org: string; name: string }) {
  const t = useTranslations("connectors");
  return (
    <>
      <Link
        href={`/${org}/settings/connectors`}
        className="mb-1 flex w-fit items-center gap-1 text-base font-normal text-ink-3 hover:text-ink"
      >
        <ArrowLeft size={13} aria-hidden />
        {t("title")}
      </Link>
      <Name className="[overflow-wrap:anywhere]">{name}</Name>
    </>
  );
}
