import { Inngest } from "inngest";

/** The jobs client; engine and keys come from INNGEST_* in the environment. */
export const inngest = new Inngest({ id: "hilo", checkpointing: false });
