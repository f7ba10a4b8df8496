import { Check, CircleSlash, Clock, Pause, PencilLine, X } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { useTemplateWords } from "./use-template-words";

const looks = {
  APPROVED: { tone: "calm", Icon: Check },
  PENDING: { tone: "info", Icon: Clock },
  IN_APPEAL: { tone: "info", Icon: Clock },
  REJECTED: { tone: "red", Icon: X },
  DISABLED: { tone: "red", Icon: CircleSlash },
  PAUSED: { tone: "amber", Icon: Pause },
  DRAFT: { tone: "neutral", Icon: PencilLine },
} as const;

/** How the carrier holds a template: in a word, with a sign and a tone. */
export function StateBadge({ status, before }: { status: string; before?: string }) {
  const words = useTemplateWords();
  const { tone, Icon } = looks[status as keyof typeof looks] ?? {
    tone: "neutral" as const,
    Icon: CircleSlash,
  };
  return (
    <Badge tone={tone} icon={<Icon aria-hidden />}>
      {before ? <span className="font-normal">{before}</span> : null}
      {words.state(status)}
    </Badge>
  );
}
