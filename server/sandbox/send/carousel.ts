import { GraphError } from "../errors";
import { isObject } from "../http";
import type { Json } from "../model";
import type { FindMedia } from "./content";
import { lower, type Parts, partOf, type RenderedPart, renderPart } from "./template";

/**
 * The cards of a carousel with their values: as many as the template has, each named by its place once.
 * @throws 132000 count, 132012 places, and whatever the parts of a card are refused with
 */
export function renderCards(template: Parts, components: Json[], findMedia: FindMedia): RenderedPart[] {
  const written = listOf(partOf(template, "CAROUSEL")?.cards);
  const sent = listOf(components.find((each) => lower(each.type) === "carousel")?.cards);
  if (sent.length !== written.length)
    throw new GraphError(
      132000,
      `carousel: number of cards (${sent.length}) does not match the expected number of cards (${written.length})`,
    );
  return written.map((card, place) => {
    const own = sent.filter((each) => each.card_index === place);
    if (own.length !== 1)
      throw new GraphError(
        132012,
        `carousel: card_index must name each card once, ${place} is named ${own.length} times`,
      );
    const parts = { components: listOf(card.components), parameterFormat: template.parameterFormat };
    return inCard(place, () => renderPart(parts, listOf(own[0]?.components), findMedia));
  });
}

/** Says of a refusal in which card it is. */
function inCard(place: number, render: () => RenderedPart): RenderedPart {
  try {
    return render();
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    throw new GraphError(error.code, `carousel: card ${place}: ${error.details}`, error.extra);
  }
}

const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);
