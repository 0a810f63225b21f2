/**
 * The layout of what is designed, from the host: the very one that is printed. At most ten times a second and one at a time, and
 * always once more with the last of what was asked for.
 */
import { useEffect, useRef, useState } from 'react';
import type { BadgeContent } from '../../../shared/badge/content.ts';
import type { BadgeTemplate } from '../../../shared/badge/template.ts';
import { callHost, type Failure } from '../state/host.ts';
import { hasUnknownField } from './state/patterns.ts';

export interface Note {
  readonly element: string;
  readonly note: string;
}

export interface Preview {
  /** Addresses of the sides' pictures. */
  readonly sides: readonly string[];
  readonly notes: readonly Note[];
  readonly failure: Failure | null;
  /** The template that the pictures show. */
  readonly of: BadgeTemplate | null;
}

const LEAST_MS = 100;
const NONE: Preview = { sides: [], notes: [], failure: null, of: null };

interface Asked {
  readonly template: BadgeTemplate;
  readonly content: BadgeContent;
}

/** What cannot be laid out yet is not asked for: what was seen last stays. */
export function usePreview(template: BadgeTemplate, content: BadgeContent): Preview {
  const [preview, setPreview] = useState(NONE);
  const asking = useRef<Asking | null>(null);
  useEffect(() => {
    const started = new Asking(setPreview);
    asking.current = started;
    return () => started.end();
  }, []);
  useEffect(() => {
    if (!hasUnknownField(template)) asking.current?.ask({ template, content });
  }, [template, content]);
  return preview;
}

class Asking {
  readonly #tell: (preview: Preview) => void;
  #wanted: Asked | null = null;
  #busy = false;
  #ended = false;
  #shown: readonly string[] = [];

  constructor(tell: (preview: Preview) => void) {
    this.#tell = tell;
  }

  ask(asked: Asked): void {
    this.#wanted = asked;
    if (!this.#busy) void this.#run();
  }

  end(): void {
    this.#ended = true;
    release(this.#shown);
  }

  async #run(): Promise<void> {
    this.#busy = true;
    for (let asked = this.#take(); asked !== null; asked = this.#take()) {
      const begun = performance.now();
      await this.#show(asked);
      const took = performance.now() - begun;
      // a slow host is not asked all the time
      await new Promise((resolve) => setTimeout(resolve, Math.max(LEAST_MS - took, took / 2)));
    }
    this.#busy = false;
  }

  #take(): Asked | null {
    const asked = this.#ended ? null : this.#wanted;
    this.#wanted = null;
    return asked;
  }

  async #show({ template, content }: Asked): Promise<void> {
    const answer = await callHost('previewBadge', { template, content, printer: null });
    if (this.#ended) return;
    if (!answer.ok) {
      this.#tell({ sides: this.#shown, notes: [], failure: answer.problem, of: null });
      return;
    }
    const sides = await showSides(answer.value.sides);
    const before = this.#shown;
    this.#shown = sides;
    if (this.#hasEnded()) release(sides);
    else this.#tell({ sides, notes: answer.value.notes, failure: null, of: template });
    release(before);
  }

  /** It may have ended while something was awaited. */
  #hasEnded(): boolean {
    return this.#ended;
  }
}

/** Addresses that are shown without a flicker: the pictures are decoded by then. */
export async function showSides(sides: readonly string[]): Promise<readonly string[]> {
  return Promise.all(
    sides.map(async (svg) => {
      const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
      const picture = new Image();
      picture.src = address;
      await picture.decode().catch(() => undefined); // it is shown as it is, however late
      return address;
    }),
  );
}

/** After the frame in which they were last seen. */
export function release(addresses: readonly string[]): void {
  setTimeout(() => {
    for (const address of addresses) URL.revokeObjectURL(address);
  }, 1000);
}
