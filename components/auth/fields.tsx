"use client";
import { Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { PASSWORD_MIN } from "./checks";

type FieldProps = { error?: string | undefined; defaultValue?: string | undefined; readOnly?: boolean };

export function EmailField({ error, defaultValue, readOnly }: FieldProps) {
  const t = useTranslations("auth.field");
  return (
    <Field label={t("email")} error={error}>
      {(control) => (
        <Input
          {...control}
          size="lg"
          name="email"
          type="email"
          inputMode="email"
          autoComplete="username"
          spellCheck={false}
          autoCapitalize="none"
          placeholder={t("emailExample")}
          defaultValue={defaultValue}
          readOnly={readOnly}
        />
      )}
    </Field>
  );
}

type PasswordFieldProps = FieldProps & { fresh?: boolean; name?: string; label?: string; size?: "md" | "lg" };

export function PasswordField({ error, fresh, name = "password", label, size = "lg" }: PasswordFieldProps) {
  const t = useTranslations();
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <Field
      label={label ?? t("auth.field.password")}
      hint={fresh ? t("auth.field.passwordHint", { min: PASSWORD_MIN }) : undefined}
      error={error}
    >
      {(control) => (
        <Input
          {...control}
          size={size}
          name={name}
          type={shown ? "text" : "password"}
          autoComplete={fresh ? "new-password" : "current-password"}
          trail={
            <Button
              look="quiet"
              aria-label={t(shown ? "common.field.hidePassword" : "common.field.showPassword")}
              aria-pressed={shown}
              onClick={() => setShown(!shown)}
              size={size === "lg" ? "icon" : "iconSm"}
            >
              <Icon size={16} aria-hidden />
            </Button>
          }
        />
      )}
    </Field>
  );
}

type TextFieldProps = FieldProps & {
  name: string;
  label: string;
  autoComplete?: string;
  hint?: ReactNode;
  onValue?: (value: string) => void;
};

export function TextField({ name, label, autoComplete, hint, error, defaultValue, onValue }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <Input
          {...control}
          size="lg"
          name={name}
          autoComplete={autoComplete}
          defaultValue={defaultValue}
          onChange={(event) => onValue?.(event.target.value)}
        />
      )}
    </Field>
  );
}

/** Title, lead and error of a form of this area. */
export function FormHead({ title, lead, error }: { title: string; lead?: ReactNode; error?: string | null }) {
  return (
    <div className="grid gap-2">
      <h1 className="text-2xl font-semibold tracking-[-0.02em] text-balance [overflow-wrap:anywhere]">
        {title}
      </h1>
      {lead ? <p className="text-md text-pretty text-ink-2">{lead}</p> : null}
      <div aria-live="polite">{error ? <Banner tone="red">{error}</Banner> : null}</div>
    </div>
  );
}
