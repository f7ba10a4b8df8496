"use client";
import { Check, Copy, Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";

type CopyRowProps = { label: string; value: string; secret?: { show: string; hide: string } };

/** Something to paste elsewhere; a secret stays covered until it is asked for. */
export function CopyRow({ label, value, secret }: CopyRowProps) {
  const t = useTranslations("common.action");
  const [copied, setCopied] = useState(false);
  const [shown, setShown] = useState(!secret);
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    setCopied(true);
    setTimeout(() => setCopied(false), 2_000);
  };
  return (
    <div className="grid gap-1.5 px-4 py-3">
      <span className="font-medium">{label}</span>
      <div className="flex gap-2">
        <div className="min-w-0 flex-1">
          <Input
            readOnly
            aria-label={label}
            type={shown ? "text" : "password"}
            value={value}
            onFocus={(event) => event.target.select()}
            className="figures"
            trail={
              secret ? (
                <Button
                  look="quiet"
                  size="iconSm"
                  aria-label={shown ? secret.hide : secret.show}
                  onClick={() => setShown(!shown)}
                >
                  {shown ? <EyeOff size={14} aria-hidden /> : <Eye size={14} aria-hidden />}
                </Button>
              ) : null
            }
          />
        </div>
        <Button onClick={copy}>
          {copied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
          <span aria-live="polite">{t(copied ? "copied" : "copy")}</span>
        </Button>
      </div>
    </div>
  );
}
