import { useTranslations } from "next-intl";
import { errorCode } from "./query-client";

/** Words for a refused call or a refused sign-in, by its code. */
export function useRefusal(): (refused: unknown) => string {
  const t = useTranslations("errors");
  return (refused) => {
    const code = typeof refused === "string" ? refused : errorCode(refused);
    return t.has(code as never) ? t(code as "UNKNOWN") : t("UNKNOWN");
  };
}
