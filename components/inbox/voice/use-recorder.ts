"use client";
import { useCallback, useEffect, useRef, useState } from "react";

/** Both hold Opus; the server repacks the second into what carriers take. */
const kinds = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus"];

/** Speech needs no more, and four minutes of it stay below what carriers show as a voice message (512 KB). */
const bitsPerSecond = 16_000;
export const longestSeconds = 240;

/** How often the level is looked at, ms. */
const every = 100;

export interface Recording {
  blob: Blob;
  url: string;
  seconds: number;
}

export type RecorderState = "asking" | "recording" | "done" | "denied" | "unsupported";

/** Records one channel of speech as soon as it is mounted; `again` throws away what there is and begins anew. */
export function useRecorder() {
  const [state, setState] = useState<RecorderState>("asking");
  const [levels, setLevels] = useState<number[]>([]);
  const [recording, setRecording] = useState<Recording | null>(null);
  const running = useRef<Running | null>(null);
  const begin = useCallback(async () => {
    running.current?.cancel();
    setState("asking");
    setLevels([]);
    setRecording(null);
    const mime = kinds.find((kind) => globalThis.MediaRecorder?.isTypeSupported(kind));
    if (!mime || !navigator.mediaDevices) return setState("unsupported");
    const mine: Running = { cancelled: false, cancel: () => {}, stop: () => {} };
    mine.cancel = () => {
      mine.cancelled = true;
    };
    running.current = mine;
    const microphone = await navigator.mediaDevices
      .getUserMedia({ audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true } })
      .catch(() => null);
    if (mine.cancelled) return microphone?.getTracks().forEach((track) => void track.stop());
    if (!microphone) return setState("denied");
    record(mine, microphone, mime, {
      onLevel: (level) => setLevels((list) => [...list, level]),
      onDone: (done) => {
        setRecording(done);
        setState("done");
      },
    });
    setState("recording");
  }, []);
  useEffect(() => {
    void begin();
    return () => running.current?.cancel();
  }, [begin]);
  const url = recording?.url;
  useEffect(() => () => void (url && URL.revokeObjectURL(url)), [url]);
  return { state, levels, recording, stop: () => running.current?.stop(), again: () => void begin() };
}

interface Running {
  cancelled: boolean;
  cancel: () => void;
  stop: () => void;
}

interface Told {
  onLevel: (level: number) => void;
  onDone: (recording: Recording) => void;
}

/** Through an audio graph: whatever the microphone gives, one channel is recorded, and its level can be seen. */
function record(mine: Running, microphone: MediaStream, mimeType: string, told: Told): void {
  const context = new AudioContext();
  const source = context.createMediaStreamSource(microphone);
  const analyser = context.createAnalyser();
  const mono = new MediaStreamAudioDestinationNode(context, {
    channelCount: 1,
    channelCountMode: "explicit",
  });
  source.connect(analyser);
  source.connect(mono);
  const recorder = new MediaRecorder(mono.stream, { mimeType, audioBitsPerSecond: bitsPerSecond });
  const parts: Blob[] = [];
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  const samples = new Float32Array(analyser.fftSize);
  const watch = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    told.onLevel(Math.min(1, Math.max(...samples.map(Math.abs))));
    if (seconds() >= longestSeconds) mine.stop();
  }, every);
  const end = () => {
    clearInterval(watch);
    for (const track of microphone.getTracks()) track.stop();
    void context.close();
  };
  recorder.ondataavailable = (event) => parts.push(event.data);
  recorder.onstop = () => {
    const length = seconds();
    end();
    if (mine.cancelled) return;
    const blob = new Blob(parts, { type: mimeType });
    told.onDone({ blob, url: URL.createObjectURL(blob), seconds: length });
  };
  mine.stop = () => recorder.state !== "inactive" && recorder.stop();
  mine.cancel = () => {
    mine.cancelled = true;
    mine.stop();
  };
  recorder.start(1000);
}
