/**
 * What is unsaved outlives the page and the station's start: the host keeps it, sealed with the event, while it is being designed, and
 * it is on the canvas again when the designer comes back.
 */
import type { TemplateDraft } from '../../../shared/contract/printing-routes.ts';
import { callHost } from '../state/host.ts';
import { withEpoch } from '../state/safekeeping.ts';
import { type Design, isChanged, startDesign, templateOf } from './state/design.ts';
import { closeView, useDesigner } from './store.ts';

const AFTER_MS = 400;
/** What the host did not take is offered again so often. */
const AGAIN_MS = 2000;

let openFor: string | null = null;
/** As it came from the host: it has this one. */
let restored: Design | null = null;

/** Opens what was unsaved when the page or the event went away. @returns whether there was anything */
export async function restoreDraft(event: string): Promise<boolean> {
  if (openFor !== null && openFor !== event) closeView(); // what was on the canvas is of another event, and kept for it
  openFor = event;
  if (useDesigner.getState().design !== null) return false;
  const answer = await callHost('templateDraft', { event });
  const draft = answer.ok ? answer.value.draft : null;
  if (draft === null || openFor !== event || useDesigner.getState().design !== null) return false;
  restored = startDesign(draft.template, false);
  useDesigner.setState({ view: 'canvas', design: restored, kept: draft.kept, question: null, zoom: null });
  return true;
}

/** What would be lost with the page; null = nothing is unsaved. */
function readDraft(): TemplateDraft | null {
  const { design, kept } = useDesigner.getState();
  if (design === null || !isChanged(design)) return null;
  return { kept: kept === null ? null : { ...kept, versions: [...kept.versions] }, template: templateOf(design) };
}

/**
 * Keeps the draft while the designer is open: one write after the other, the newest last. `mayAsk`: the browser asks before the page
 * goes away while something is not kept yet (Electron asks nobody, its window would just stay). @returns how to stop
 */
export function followDraft(event: string, mayAsk: boolean): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let writing: Promise<void> | null = null;
  let isKept = true;
  let isOver = false;
  let wait = AFTER_MS;

  const write = async (): Promise<void> => {
    const begun = performance.now();
    const draft = readDraft();
    isKept = true;
    const answer = await withEpoch((epoch) => callHost('keepTemplateDraft', { epoch, event, draft }));
    if (!answer.ok) {
      isKept = false;
      if (!isOver) timer ??= setTimeout(flush, AGAIN_MS);
    }
    wait = Math.max(AFTER_MS, 20 * (performance.now() - begun)); // large pictures do not hold up a drag
  };
  const flush = (): void => {
    timer = null;
    writing = (writing ?? Promise.resolve()).then(write);
  };
  const stop = useDesigner.subscribe((state, before) => {
    if (state.design === before.design && state.kept === before.kept) return;
    if (state.design !== null && state.design === restored) return;
    restored = null;
    isKept = false;
    timer ??= setTimeout(flush, wait);
  });
  const ask = (leaving: BeforeUnloadEvent): void => {
    if (timer !== null) {
      clearTimeout(timer);
      if (mayAsk && readDraft() !== null) leaving.preventDefault();
      flush();
    } else if (!isKept && mayAsk && readDraft() !== null) {
      leaving.preventDefault();
    }
  };
  window.addEventListener('beforeunload', ask);
  return () => {
    isOver = true;
    stop();
    window.removeEventListener('beforeunload', ask);
    if (timer !== null) {
      clearTimeout(timer);
      flush();
    }
  };
}
