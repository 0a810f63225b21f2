/** The designer on the screen: which template is open, as what, and the design itself (state/design.ts). */
import { create } from 'zustand';
import type { BadgeTemplate } from '../../../shared/badge/template.ts';
import type { TemplateSummary } from '../../../shared/contract/printing.ts';
import { copySelected, pasteCopied, type Copied } from './state/clipboard.ts';
import { isChanged, startDesign, templateOf, type Design } from './state/design.ts';
import { removeSelected } from './state/edits.ts';
import { limitZoom } from './state/zoom.ts';

export interface Version {
  readonly version: number;
  readonly savedAt: string;
  readonly savedBy: string;
}

/** What the host has of the template that is open. */
export interface Kept {
  readonly id: string;
  /** The version that was opened or saved last: what a save is based on. */
  readonly version: number;
  readonly versions: readonly Version[];
}

export type Question =
  /** Something is unsaved, and what comes next would lose it. */
  | { readonly kind: 'unsaved'; readonly next: () => void }
  /** Somebody saved another version meanwhile. */
  | { readonly kind: 'stale'; readonly next: () => void }
  | { readonly kind: 'versions' };

interface DesignerState {
  readonly view: 'closed' | 'list' | 'canvas';
  /** It covers the desk: scans open nobody behind it. */
  readonly shown: boolean;
  readonly design: Design | null;
  /** Null: the host has never seen it. */
  readonly kept: Kept | null;
  readonly question: Question | null;
  readonly saving: boolean;
  /** Null: as large as the view lets it be. */
  readonly zoom: number | null;
  /** The zoom at which the page fits the view. */
  readonly fit: number;
  readonly snapping: boolean;
  readonly copied: Copied | null;
  /** Goes up whenever the host's templates have changed. */
  readonly news: number;
  /** For those who do not see it: what was just done. */
  readonly said: string;
}

const CLOSED: DesignerState = {
  view: 'closed',
  shown: false,
  design: null,
  kept: null,
  question: null,
  saving: false,
  zoom: null,
  fit: 1,
  snapping: true,
  copied: null,
  news: 0,
  said: '',
};

export const useDesigner = create<DesignerState>()(() => CLOSED);

export function newId(): string {
  return crypto.randomUUID();
}

/** Changes the design by one of the steps of state/. */
export function change(step: (design: Design) => Design): void {
  const { design } = useDesigner.getState();
  if (design !== null) useDesigner.setState({ design: step(design) });
}

export function readDesign(): Design | null {
  return useDesigner.getState().design;
}

/** Opens a template on the canvas. `settled`: nothing is lost when it is left as it is. */
export function openTemplate(template: BadgeTemplate, kept: Kept | null, settled: boolean): void {
  useDesigner.setState({
    view: 'canvas',
    design: startDesign(template, settled),
    kept,
    question: null,
    saving: false,
    zoom: null,
  });
}

export function showList(): void {
  useDesigner.setState({ view: 'list', design: null, kept: null, question: null });
}

export function closeView(): void {
  useDesigner.setState({ ...CLOSED, copied: useDesigner.getState().copied });
}

export function ask(question: Question | null): void {
  useDesigner.setState({ question });
}

/** Goes on to `next`, or first asks what is to become of what is unsaved. */
export function leaveDesign(next: () => void): void {
  const { design } = useDesigner.getState();
  if (design !== null && isChanged(design)) ask({ kind: 'unsaved', next });
  else next();
}

export function setZoom(zoom: number | null): void {
  useDesigner.setState({ zoom: zoom === null ? null : limitZoom(zoom) });
}

/** The host's templates are others than before. */
export function noteTemplates(): void {
  useDesigner.setState(({ news }) => ({ news: news + 1 }));
}

export function say(said: string): void {
  useDesigner.setState({ said });
}

export function copy(): void {
  const { design } = useDesigner.getState();
  const copied = design === null ? null : copySelected(design);
  if (copied !== null) useDesigner.setState({ copied });
}

export function cut(): void {
  copy();
  change(removeSelected);
}

/** Pasting again goes on from the copy, so that copies do not hide each other. */
export function paste(): void {
  const { copied } = useDesigner.getState();
  if (copied === null) return;
  change((design) => pasteCopied(design, copied, newId));
  copy();
}

export function duplicate(): void {
  change((design) => {
    const copied = copySelected(design);
    return copied === null ? design : pasteCopied(design, copied, newId);
  });
}

/** What was saved is what was handed over, whatever has been changed since. */
export function noteSaved(template: BadgeTemplate, summary: TemplateSummary, by: string): void {
  const { design, kept } = useDesigner.getState();
  if (design === null) return;
  const versions = kept?.id === summary.id ? kept.versions : [];
  const saved = { version: summary.version, savedAt: summary.savedAt ?? '', savedBy: summary.savedBy ?? by };
  useDesigner.setState({
    design: { ...design, saved: template, history: { ...design.history, mark: null } },
    kept: { id: summary.id, version: summary.version, versions: [saved, ...versions] },
    saving: false,
  });
}

export function currentTemplate(): BadgeTemplate | null {
  const { design } = useDesigner.getState();
  return design === null ? null : templateOf(design);
}
