import { useTranslations } from "next-intl";
import { errorCode } from "@/components/query-client";
import { useRefusal } from "@/components/use-refusal";

/** Why a connection was not made: the carrier's code in words, for the person who filled in the form. */
export function useConnectRefusal(): (refused: unknown) => string {
  const t = useTranslations("numbers.form");
  const carrier = useTranslations("carrier");
  const refusal = useRefusal();
  return (refused) => {
    const code = carrierCode(refused);
    if (errorCode(refused) === "CONFLICT") return t("clock");
    if (code === null) return refusal(refused);
    if (code === "190" || code === "0") return t("badToken");
    if (code === "100") return t("badNumber");
    const key = code as "131031";
    return t("refused", { text: carrier.has(key) ? carrier(key) : refusal(refused) });
  };
}

function carrierCode(refused: unknown): string | null {
  if (errorCode(refused) !== "CARRIER_REFUSED") return null;
  const { data } = refused as { data: { details?: { code?: unknown } } };
  return data.details?.code === undefined ? null : String(data.details.code);
}
