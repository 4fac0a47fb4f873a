import { useSyncExternalStore } from 'react';

const storageKey = 'huiting.pad.signal';
const listeners = new Set<() => void>();
const isOn = () => localStorage.getItem(storageKey) !== 'off';

/** Whether a new alert sounds and vibrates; a setting of this device. */
export function useSignalSetting(): readonly [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, isOn);
  return [
    on,
    (next) => {
      localStorage.setItem(storageKey, next ? 'on' : 'off');
      for (const listener of listeners) listener();
    },
  ];
}

let audio: AudioContext | null = null;

/** Two soft tones and a short vibration, where the browser allows them (after the first touch). */
export function giveSignal(force = false): void {
  if (!force && !isOn()) return;
  navigator.vibrate?.([120, 80, 120]);
  try {
    audio ??= new AudioContext();
    if (audio.state === 'suspended') void audio.resume();
    const start = audio.currentTime;
    for (const [at, frequency] of [
      [0, 880],
      [0.16, 1174],
    ] as const) {
      const tone = audio.createOscillator();
      const loudness = audio.createGain();
      tone.frequency.value = frequency;
      loudness.gain.setValueAtTime(0.0001, start + at);
      loudness.gain.exponentialRampToValueAtTime(0.2, start + at + 0.02);
      loudness.gain.exponentialRampToValueAtTime(0.0001, start + at + 0.15);
      tone.connect(loudness).connect(audio.destination);
      tone.start(start + at);
      tone.stop(start + at + 0.16);
    }
  } catch {
    // a device without sound still shows the alert
  }
}
