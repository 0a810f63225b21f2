/**
 * What is unsaved outlives the page: it is kept in the browser's storage while it is being designed, and is on the canvas again
 * when the designer comes back. A template has nothing of any person in it.
 */
import { badgeTemplateSchema, type BadgeTemplate } from '../../../shared/badge/template.ts';
import { z } from 'zod';
import { isChanged, startDesign, templateOf } from './state/design.ts';
import { closeView, useDesigner, type Kept } from './store.ts';

const keyOf = (event: string): string => `stoika-design ${event}`;
const AFTER_MS = 400;

const keptSchema = z
  .object({
    id: z.string(),
    version: z.int(),
    versions: z.array(z.object({ version: z.int(), savedAt: z.string(), savedBy: z.string() })),
  })
  .nullable();

export interface Draft {
  readonly kept: Kept | null;
  readonly template: BadgeTemplate;
}

const draftSchema = z.object({ kept: keptSchema, template: badgeTemplateSchema });

/** Null: nothing of this event was unsaved, or it can no longer be read. */
export function readDraft(storage: Storage, event: string): Draft | null {
  const text = storage.getItem(keyOf(event));
  if (text === null) return null;
  try {
    const read = draftSchema.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null; // not JSON: nothing that anybody designed
  }
}

/** @returns whether it is kept; a template with many pictures may be more than the browser keeps */
export function writeDraft(storage: Storage, event: string, draft: Draft | null): boolean {
  try {
    if (draft === null) storage.removeItem(keyOf(event));
    else storage.setItem(keyOf(event), JSON.stringify(draft));
    return true;
  } catch {
    return draft === null;
  }
}

/** An event was closed for good: its draft goes with it. */
export function forgetDraft(storage: Storage, event: string): void {
  writeDraft(storage, event, null);
}

let openFor: string | null = null;

/** Opens what was unsaved when the page or the event went away. @returns whether there was anything */
export function restoreDraft(event: string): boolean {
  if (openFor !== event) closeView(); // what was on the canvas is of another event, and kept for it
  openFor = event;
  if (useDesigner.getState().design !== null) return false;
  const draft = readDraft(localStorage, event);
  if (draft === null) return false;
  useDesigner.setState({
    view: 'canvas',
    design: startDesign(draft.template, false),
    kept: draft.kept,
    question: null,
    zoom: null,
  });
  return true;
}

/**
 * Keeps the draft while the designer is open. `mayAsk`: the browser asks before the page goes away when the draft could not be
 * kept (Electron asks nobody, its window would just stay). @returns how to stop
 */
export function followDraft(event: string, mayAsk: boolean): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let lost = false;
  let wait = AFTER_MS;
  const write = (): void => {
    timer = null;
    const begun = performance.now();
    const { design, kept } = useDesigner.getState();
    const unsaved = design !== null && isChanged(design);
    lost = !writeDraft(localStorage, event, unsaved ? { kept, template: templateOf(design) } : null);
    wait = Math.max(AFTER_MS, 20 * (performance.now() - begun)); // large pictures do not hold up a drag
  };
  const stop = useDesigner.subscribe((state, before) => {
    if (state.design === before.design && state.kept === before.kept) return;
    timer ??= setTimeout(write, wait);
  });
  const ask = (leaving: BeforeUnloadEvent): void => {
    if (timer !== null) {
      clearTimeout(timer);
      write();
    }
    if (lost && mayAsk) leaving.preventDefault();
  };
  window.addEventListener('beforeunload', ask);
  return () => {
    stop();
    window.removeEventListener('beforeunload', ask);
    if (timer !== null) {
      clearTimeout(timer);
      write();
    }
  };
}
