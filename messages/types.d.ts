import type { Messages } from "./catalog";
import type { Locale } from "./locales";

// A key that does not exist does not compile.
declare module "next-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}
