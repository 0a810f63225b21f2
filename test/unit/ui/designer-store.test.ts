/** What the designer keeps and asks: saving, conflicts, drafts. The host is played by its contract. */
import i18next from 'i18next';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openById, save, saveCopy, saveOver } from '../../../renderer/ui/designer/acts.ts';
import { followDraft, restoreDraft } from '../../../renderer/ui/designer/draft.ts';
import { openDesigner } from '../../../renderer/ui/designer/open.ts';
import { changeTemplate, isChanged, templateOf } from '../../../renderer/ui/designer/state/design.ts';
import { blankTemplate } from '../../../renderer/ui/designer/state/elements.ts';
import {
  change,
  closeView,
  copy,
  duplicate,
  leaveDesign,
  openTemplate,
  paste,
  showList,
  useDesigner,
} from '../../../renderer/ui/designer/store.ts';
import { selectAll } from '../../../renderer/ui/designer/state/design.ts';
import { insertElement } from '../../../renderer/ui/designer/state/edits.ts';
import { newElement } from '../../../renderer/ui/designer/state/elements.ts';
import { en } from '../../../renderer/ui/i18n/en/index.ts';
import { routes, type RouteName } from '../../../shared/contract/routes.ts';
import type { BadgeTemplate } from '../../../shared/badge/template.ts';

const page = { width: 100, height: 80 };
const at = '2026-11-22T10:00:00.000Z';

interface Saved {
  readonly template: BadgeTemplate;
  readonly by: string;
}

/** Templates by id, each with its versions, as the host keeps them. */
const host = vi.hoisted(() => ({
  kept: new Map<string, unknown[]>(),
  asked: [] as string[],
  drafts: new Map<string, unknown>(),
  /** Another window is about to take the lease. */
  stale: false,
}));
const kept = host.kept as Map<string, Saved[]>;

vi.mock('../../../renderer/ui/state/host.ts', () => ({
  callHost: async (name: RouteName, input: unknown) => answer(name, input),
}));

function summarize(id: string, versions: readonly Saved[]) {
  const newest = versions.at(-1)!;
  return {
    id,
    name: newest.template.name,
    shipped: id === 'shipped-minimal',
    version: versions.length,
    savedAt: at,
    savedBy: newest.by,
    page: newest.template.page,
    sides: 1 as const,
  };
}

function answer(name: RouteName, given: unknown): unknown {
  host.asked.push(name);
  const input = routes[name].input.parse(given) as Record<string, unknown>;
  if (name === 'templateDraft') return { ok: true, value: { draft: host.drafts.get(String(input['event'])) ?? null } };
  if (name === 'keepTemplateDraft') {
    if (host.stale) return { ok: false, problem: { code: 'elsewhere', detail: '' } };
    host.drafts.set(String(input['event']), input['draft']);
    return { ok: true, value: {} };
  }
  if (name === 'station') return { ok: true, value: { epoch: 3 } };
  const id = input['id'] as string | null;
  const versions = id === null ? undefined : kept.get(id);
  if (id !== null && versions === undefined) return { ok: false, problem: { code: 'notFound', detail: 'template' } };
  if (name === 'template') {
    const list = versions!.map((one, index) => ({ version: index + 1, savedAt: at, savedBy: one.by })).reverse();
    return {
      ok: true,
      value: { template: versions!.at(-1)!.template, summary: summarize(id!, versions!), versions: list },
    };
  }
  if (name !== 'saveTemplate') throw new Error(`not played: ${name}`);
  if (versions !== undefined && input['base'] !== versions.length) {
    return { ok: false, problem: { code: 'badInput', detail: 'stale' } };
  }
  const next = id ?? `own-${kept.size}`;
  kept.set(next, [...(versions ?? []), { template: input['template'] as BadgeTemplate, by: 'op1' }]);
  return { ok: true, value: { summary: summarize(next, kept.get(next)!) } };
}

const rename = (name: string): void =>
  change((design) => changeTemplate(design, (template) => ({ ...template, name })));
const state = () => useDesigner.getState();
const names = (id: string) => kept.get(id)?.map(({ template }) => template.name);

beforeAll(() =>
  i18next.init({ lng: 'en', resources: { en: { translation: en } }, interpolation: { escapeValue: false } }),
);

beforeEach(() => {
  kept.clear();
  host.asked.length = 0;
  host.drafts.clear();
  closeView();
  kept.set('a', [{ template: blankTemplate('One', page), by: 'op2' }]);
  kept.set('shipped-minimal', [{ template: blankTemplate('Minimal', page), by: '' }]);
});

describe('saving', () => {
  it('makes a new version of what was opened, and asks for nothing when nothing has changed', async () => {
    await openById('a');
    rename('Two');
    expect(await save()).toBe(true);
    expect(names('a')).toEqual(['One', 'Two']);
    expect(state().kept).toMatchObject({ id: 'a', version: 2, versions: [{ version: 2 }, { version: 1 }] });
    expect(isChanged(state().design!)).toBe(false);
    host.asked.length = 0;
    expect(await save()).toBe(true);
    expect(host.asked).toEqual([]);
  });

  it('of a shipped one makes a template of one’s own', async () => {
    await openById('shipped-minimal');
    expect(state().kept).toBeNull();
    expect(isChanged(state().design!)).toBe(false);
    expect(await save()).toBe(true);
    expect(kept.get('shipped-minimal')).toHaveLength(1);
    expect(names(state().kept!.id)).toEqual(['Minimal, card 86×54 (copy)']);
  });

  it('asks when somebody has saved meanwhile; both stay, as versions', async () => {
    await openById('a');
    rename('Mine');
    kept.set('a', [...kept.get('a')!, { template: blankTemplate('Theirs', page), by: 'op2' }]);
    expect(await save()).toBe(false);
    expect(state().question?.kind).toBe('stale');
    expect(names('a')).toEqual(['One', 'Theirs']);
    expect(await saveOver()).toBe(true);
    expect(names('a')).toEqual(['One', 'Theirs', 'Mine']);
    expect(state().kept).toMatchObject({ version: 3 });
  });

  it('asks when somebody has saved meanwhile; both stay, as two templates', async () => {
    await openById('a');
    rename('Mine');
    kept.set('a', [...kept.get('a')!, { template: blankTemplate('Theirs', page), by: 'op2' }]);
    await save();
    expect(await saveCopy()).toBe(true);
    expect(names('a')).toEqual(['One', 'Theirs']);
    expect(names(state().kept!.id)).toEqual(['Mine (copy)']);
  });

  it('keeps what was designed as a new template when the old one was removed meanwhile', async () => {
    await openById('a');
    rename('Still here');
    kept.delete('a');
    expect(await save()).toBe(true);
    expect(names(state().kept!.id)).toEqual(['Still here']);
  });

  it('leaves what is changed while it is being saved unsaved', async () => {
    await openById('a');
    rename('Two');
    const saving = save();
    rename('Three');
    await saving;
    expect(isChanged(state().design!)).toBe(true);
    expect(names('a')).toEqual(['One', 'Two']);
  });
});

describe('leaving', () => {
  it('asks only when something is unsaved', () => {
    openTemplate(blankTemplate('', page), null, true);
    leaveDesign(showList);
    expect(state().view).toBe('list');
    openTemplate(blankTemplate('', page), null, true);
    rename('Changed');
    leaveDesign(showList);
    expect(state()).toMatchObject({ view: 'canvas', question: { kind: 'unsaved' } });
  });

  it('does not put another template over what is unsaved', async () => {
    openTemplate(blankTemplate('', page), null, true);
    rename('Changed');
    await openDesigner('a');
    expect(templateOf(state().design!).name).toBe('Changed');
    closeView();
    await openDesigner('a');
    expect(templateOf(state().design!).name).toBe('One');
    closeView();
    await openDesigner('unknown');
    expect(state().view).toBe('list');
  });
});

describe('copying', () => {
  it('goes on from the copy, and what was copied stays for another template', () => {
    openTemplate(blankTemplate('', page), null, true);
    change((design) => insertElement(design, newElement('rect', 'r', page)));
    copy();
    paste();
    paste();
    const { front } = templateOf(state().design!);
    expect(front.map(({ box }) => Math.round((box.x - front[0]!.box.x) * 10) / 10)).toEqual([0, 3, 6]);
    duplicate();
    expect(templateOf(state().design!).front).toHaveLength(4);
    closeView();
    openTemplate(blankTemplate('', page), null, true);
    paste();
    expect(templateOf(state().design!).front).toHaveLength(1);
    change(selectAll);
    expect(state().design!.selected).toHaveLength(1);
  });
});

describe('a draft', () => {
  const draft = {
    kept: { id: 'a', version: 2, versions: [{ version: 2, savedAt: at, savedBy: 'op1' }] },
    template: blankTemplate('Draft', page),
  };

  it('that the host keeps is on the canvas again, as unsaved', async () => {
    host.drafts.set('forum', draft);
    expect(await restoreDraft('other')).toBe(false);
    expect(await restoreDraft('forum')).toBe(true);
    expect(templateOf(state().design!)).toEqual(draft.template);
    expect(isChanged(state().design!)).toBe(true);
    expect(state().kept).toEqual(draft.kept);
  });

  it('leaves the designer open that was opened before the engine was', async () => {
    vi.resetModules();
    const fresh = await import('../../../renderer/ui/designer/draft.ts');
    const store = await import('../../../renderer/ui/designer/store.ts');
    store.showList();
    expect(await fresh.restoreDraft('forum')).toBe(false);
    expect(store.useDesigner.getState().view).toBe('list');
  });

  it('of another event than the one that is open by the time it comes is left alone', async () => {
    host.drafts.set('forum', draft);
    const restored = restoreDraft('forum');
    const other = restoreDraft('other');
    expect([await restored, await other]).toEqual([false, false]);
    expect(state().design).toBeNull();
  });

  it('is kept as it changes, and no longer once it is saved', async () => {
    vi.useFakeTimers();
    vi.stubGlobal('window', new EventTarget());
    const stop = followDraft('forum', true);
    await openById('a');
    rename('Two');
    await vi.advanceTimersByTimeAsync(1000);
    expect(host.drafts.get('forum')).toMatchObject({ kept: { id: 'a', version: 1 }, template: { name: 'Two' } });
    await save();
    await vi.advanceTimersByTimeAsync(1000);
    expect(host.drafts.get('forum')).toBeNull();
    stop();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it('that the host did not take is offered again; one that was restored is not written back', async () => {
    vi.useFakeTimers();
    vi.stubGlobal('window', new EventTarget());
    host.drafts.set('forum', draft);
    const stop = followDraft('forum', true);
    await restoreDraft('forum');
    await vi.advanceTimersByTimeAsync(1000);
    expect(host.asked).not.toContain('keepTemplateDraft');
    host.stale = true;
    rename('Two');
    await vi.advanceTimersByTimeAsync(1000);
    host.stale = false;
    expect(host.drafts.get('forum')).toBe(draft);
    await vi.advanceTimersByTimeAsync(2000);
    expect(host.drafts.get('forum')).toMatchObject({ template: { name: 'Two' } });
    stop();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it('that is not kept yet is asked about when the page goes away', async () => {
    vi.useFakeTimers();
    const page = new EventTarget();
    vi.stubGlobal('window', page);
    const stop = followDraft('forum', true);
    const leave = (): boolean => page.dispatchEvent(new Event('beforeunload', { cancelable: true }));
    expect(leave()).toBe(true);
    await openById('a');
    rename('Two');
    expect(leave()).toBe(false);
    await vi.advanceTimersByTimeAsync(1000);
    expect(leave()).toBe(true); // and so it was written
    stop();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });
});
