import type { Messages } from "./catalog";
import type { formats } from "./formats";
import type { Locale } from "./locales";

// A key that does not exist does not compile.
declare module "next-intl" {
  interface AppConfig {
    Formats: typeof formats;
    Locale: Locale;
    Messages: Messages;
  }
}
