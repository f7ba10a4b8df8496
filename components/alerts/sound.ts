import type { Alert } from "@/server/organizations/rules/preferences";

/** Notes in Hz, one after the other: rising for what comes, falling for what ends. */
const tunes: Record<Alert, number[]> = {
  assigned: [523, 659, 784],
  written: [659, 784],
  mentioned: [784, 988, 784],
  held: [659, 523],
  window: [587, 494, 392],
  unassigned: [440],
};
const noteSeconds = 0.13;
const loudness = 0.12;

let context: AudioContext | undefined;

/** Plays what belongs to an event; silent where the browser wants a press on the page first. Returns seconds. */
export function play(kind: Alert): number {
  context ??= new AudioContext();
  void context.resume().catch(() => {});
  const start = context.currentTime + 0.02;
  const notes = tunes[kind];
  for (const [place, hertz] of notes.entries()) note(context, hertz, start + place * noteSeconds);
  return notes.length * noteSeconds + 0.25;
}

function note(audio: AudioContext, hertz: number, at: number): void {
  const [oscillator, gain] = [audio.createOscillator(), audio.createGain()];
  oscillator.type = "sine";
  oscillator.frequency.value = hertz;
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(loudness, at + 0.015);
  gain.gain.exponentialRampToValueAtTime(0.001, at + noteSeconds + 0.12);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(at);
  oscillator.stop(at + noteSeconds + 0.15);
}
