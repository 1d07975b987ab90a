// Tones made by the browser itself, no files. A browser keeps them silent until somebody has touched the page: ``blocked`` says so, and
// the screen must show it.
import type { Tone } from "./plan";

interface Note {
  readonly at: number;
  readonly length: number;
  readonly from: number;
  readonly to: number;
}

const NOTES: Readonly<Record<Tone, readonly Note[]>> = {
  // Two tones in turn.
  panic: [0, 0.4, 0.8, 1.2].map((at, i) => {
    const pitch = i % 2 === 0 ? 880 : 660;
    return { at, length: 0.36, from: pitch, to: pitch };
  }),
  // A warble that nothing else on a desk sounds like.
  emergency: [0, 0.25, 0.5, 0.75, 1, 1.25].map((at) => ({ at, length: 0.24, from: 500, to: 1400 })),
  // Three that rise, twice: nobody takes it for a search in the neighbourhood.
  lockdown: [0, 0.2, 0.4, 0.75, 0.95, 1.15].map((at, i) => {
    const pitch = [523, 784, 1175][i % 3] ?? 523;
    return { at, length: 0.18, from: pitch, to: pitch };
  }),
  // Two quiet ones, falling: an order is in force, nobody is in danger by that.
  order: [0, 0.3].map((at, i) => ({ at, length: 0.26, from: i === 0 ? 587 : 440, to: i === 0 ? 587 : 440 })),
  // Glides down, three times: somebody has not answered.
  unheard: [0, 0.35, 0.7].map((at) => ({ at, length: 0.3, from: 900, to: 600 })),
  // Ticks of a clock that has run out: four for one that was missed, two for one that is due.
  missed: [0, 0.15, 0.3, 0.45].map((at) => ({ at, length: 0.06, from: 330, to: 330 })),
  overdue: [0, 0.15].map((at) => ({ at, length: 0.06, from: 330, to: 330 })),
  // Three short ones.
  new_p1: [0, 0.18, 0.36].map((at) => ({ at, length: 0.12, from: 1046, to: 1046 })),
};

export class Tones {
  #context: AudioContext | null = null;
  readonly #changed: (blocked: boolean) => void;

  constructor(changed: (blocked: boolean) => void) {
    this.#changed = changed;
  }

  get blocked(): boolean {
    return this.#context?.state !== "running";
  }

  /** Call from a click or a key: only then a browser lets a page be heard. */
  async unlock(): Promise<void> {
    this.#context ??= this.#make();
    await this.#context.resume();
    this.#changed(this.blocked);
  }

  /** Tries without a gesture: managed consoles allow it. */
  start(): void {
    this.#context ??= this.#make();
    this.#changed(this.blocked);
  }

  stop(): void {
    const context = this.#context;
    this.#context = null;
    if (context) void context.close();
  }

  /** False: it could not be heard. */
  play(tone: Tone, level: number, drill = false): boolean {
    const context = this.#context;
    if (context?.state !== "running") return false;
    for (const note of NOTES[tone]) this.#sound(context, note, level, drill);
    return true;
  }

  #make(): AudioContext {
    const context = new AudioContext();
    context.onstatechange = () => this.#changed(this.blocked);
    return context;
  }

  /** A drill is an octave lower and without edge: nobody has to look to know that it is one. */
  #sound(context: AudioContext, note: Note, level: number, drill: boolean): void {
    const begin = context.currentTime + note.at;
    const end = begin + note.length;
    const source = context.createOscillator();
    const octave = drill ? 0.5 : 1;
    source.type = drill ? "sine" : "triangle";
    source.frequency.setValueAtTime(note.from * octave, begin);
    source.frequency.linearRampToValueAtTime(note.to * octave, end);
    const gain = context.createGain();
    // A soft edge: a hard one clicks.
    gain.gain.setValueAtTime(0, begin);
    gain.gain.linearRampToValueAtTime(level, begin + 0.015);
    gain.gain.setValueAtTime(level, end - 0.02);
    gain.gain.linearRampToValueAtTime(0, end);
    source.connect(gain).connect(context.destination);
    source.start(begin);
    source.stop(end);
  }
}
