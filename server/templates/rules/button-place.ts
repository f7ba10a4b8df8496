/*
 * A button is named by one number wherever it is measured: its place among the message's own, 0 to 9; those of the cards follow, ten for
 * each, since the carrier allows no more of either.
 */

/** `card`: the place of the card that the button is in, if it is in one. */
export const buttonPlace = (button: number, card?: number): number =>
  button + (card === undefined ? 0 : (card + 1) * EACH);

/** The card that the button at a place is in, and its place there. */
export const inCard = (place: number): { card?: number; button: number } =>
  place < EACH ? { button: place } : { card: Math.floor(place / EACH) - 1, button: place % EACH };

/** What stands before the keys of a card's values; nothing before the message's own. See Placeholder in ./render. */
export const keysOf = (card?: number): string => (card === undefined ? "" : `card.${card}.`);

/** The key of the value that completes the address of the button at a place. */
export function urlKey(place: number): string {
  const { card, button } = inCard(place);
  return `${keysOf(card)}button.${button}.url`;
}

const EACH = 10;
