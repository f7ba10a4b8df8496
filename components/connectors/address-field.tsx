import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import { Textarea } from "@/components/ui/textarea";

interface Request {
  method: "GET" | "POST";
  url: string;
}

type AddressFieldProps = {
  label: string;
  hint: ReactNode;
  error: string | null;
  placeholder?: string;
  request: Request;
  onChange: (part: Partial<Request>) => void;
};

/** An address with the method by which it is asked. */
export function AddressField({ label, hint, error, placeholder, request, onChange }: AddressFieldProps) {
  const t = useTranslations("connectors");
  return (
    <Field
      label={label}
      hint={hint}
      error={error}
      aside={
        <Segmented
          label={t("field.method")}
          value={request.method}
          onChange={(method) => onChange({ method })}
          options={[
            { value: "GET", label: "GET" },
            { value: "POST", label: "POST" },
          ]}
        />
      }
    >
      {(control) => (
        <Input
          {...control}
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          className="figures"
          placeholder={placeholder}
          value={request.url}
          maxLength={2000}
          onChange={(event) => onChange({ url: event.target.value })}
        />
      )}
    </Field>
  );
}

type BodyFieldProps = {
  label: string;
  hint: ReactNode;
  error: string | null;
  placeholder?: string;
  body: string;
  onBody: (body: string) => void;
};

/** What is sent along. */
export function BodyField({ label, hint, error, placeholder, body, onBody }: BodyFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <Textarea
          {...control}
          spellCheck={false}
          className="figures min-h-24"
          placeholder={placeholder}
          value={body}
          maxLength={10000}
          onChange={(event) => onBody(event.target.value)}
        />
      )}
    </Field>
  );
}
