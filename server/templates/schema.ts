import { z } from "zod";

const button = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  url: z.string().optional(),
  /** Ours: `url` is where it leads, and the carrier has an address of ours in its place. */
  measured: z.boolean().optional(),
  /** Ours: `url` is our own address, and where it leads is not known. */
  lost: z.boolean().optional(),
});

const component = z.looseObject({
  type: z.string(),
  format: z.string().optional(),
  text: z.string().optional(),
  buttons: z.array(button).optional(),
  /** Of a carousel: each has a header, and a body and buttons where it has them. */
  get cards() {
    return z.array(z.looseObject({ components: z.array(component) })).optional();
  },
});

/** A template's parts as the carrier lists them; unknown parts are kept, not dropped. */
export const templateComponents = z.array(component);
export type TemplateComponents = z.infer<typeof templateComponents>;
