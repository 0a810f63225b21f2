/** Keys pressed faster than people open: they are for the person being opened, and for nobody else. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { resultsOf } from './result-rows.ts';
import {
  acceptResults,
  afterOpening,
  clearDesk,
  closePanel,
  openCurrent,
  openNth,
  openPerson,
  useDesk,
} from '../../../renderer/ui/state/desk.ts';
import { useToasts } from '../../../renderer/ui/state/toasts.ts';

type Watched = (view: unknown) => void;
type Progress = { readonly progress: { readonly phase: string } };
const engine = vi.hoisted(() => ({
  watched: new Map<string, Watched>(),
  sync: null as Progress | null,
  listeners: new Set<() => void>(),
}));

vi.mock('../../../renderer/ui/state/engine.ts', () => ({
  useEngine: {
    getState: () => ({ phase: 'closed', sync: engine.sync }),
    subscribe: (listener: () => void) => {
      engine.listeners.add(listener);
      return () => engine.listeners.delete(listener);
    },
  },
  readEngine: () => ({
    watch: (key: string | null) =>
      key === null ? Promise.resolve(null) : new Promise((resolve) => engine.watched.set(key, resolve)),
    resolveCode: () => Promise.resolve(null),
  }),
}));

const viewOf = (key: string) => ({ key, id: 1, ru: {}, en: {}, flat: {}, open: [] });
const asked = () => {
  const { panel } = useDesk.getState();
  return panel.kind === 'participant' ? panel.asked : null;
};
const openKey = () => useDesk.getState().view?.key ?? null;
const watched = (key: string) => engine.watched.get(key)?.(viewOf(key));

describe('a key pressed while somebody is being opened', () => {
  const done: (string | null)[] = [];
  const act = () => void done.push(openKey());
  beforeEach(() => {
    vi.useFakeTimers();
    clearDesk();
    useToasts.setState({ toasts: [] });
    engine.watched.clear();
    done.length = 0;
  });
  afterEach(() => vi.useRealTimers());

  it('acts at once when nobody is', () => {
    void afterOpening(act);
    expect(done).toEqual([null]);
  });

  it('waits for them and then acts on them', async () => {
    void openPerson('id:1');
    void afterOpening(act);
    expect(done).toEqual([]);
    watched('id:1');
    await vi.advanceTimersByTimeAsync(10);
    expect(done).toEqual(['id:1']);
  });

  it('never acts on another', async () => {
    void openPerson('id:1');
    void afterOpening(act);
    void openPerson('id:2');
    watched('id:1');
    watched('id:2');
    await vi.advanceTimersByTimeAsync(5000);
    expect(openKey()).toBe('id:2');
    expect(done).toEqual([]);
  });

  it('does nothing when they are closed again', async () => {
    void openPerson('id:1');
    void afterOpening(act);
    closePanel();
    watched('id:1');
    await vi.advanceTimersByTimeAsync(5000);
    expect(done).toEqual([]);
    expect(openKey()).toBe(null);
  });

  it('says so when it takes too long, and then does nothing any more', async () => {
    void openPerson('id:1');
    void afterOpening(act);
    await vi.advanceTimersByTimeAsync(3100);
    expect(useToasts.getState().toasts.map((toast) => toast.tone)).toEqual(['problem']);
    watched('id:1');
    await vi.advanceTimersByTimeAsync(100);
    expect(openKey()).toBe('id:1');
    expect(done).toEqual([]);
  });
});

describe('a row opened by its number', () => {
  beforeEach(() => {
    clearDesk();
    engine.watched.clear();
    useDesk.setState({ query: 'а' });
    acceptResults(resultsOf('а', [1, 2, 3]));
  });

  it('is one of this very query, not of the one before', async () => {
    useDesk.setState({ query: 'б', current: 0 });
    void openNth(2);
    expect(asked()).toBe(null);
    acceptResults(resultsOf('б', [7, 8]));
    await vi.waitFor(() => expect(asked()).toBe('id:8'));
    expect(useDesk.getState().current).toBe(1);
  });

  it('puts the person before away at once', async () => {
    const opening = openPerson('id:3');
    watched('id:3');
    await opening;
    useDesk.setState({ query: 'б', current: 0 });
    void openNth(1);
    expect(openKey()).toBe(null);
    expect(asked()).toBe(null);
  });

  it('leaves everything as it is where there is no such row', () => {
    void openPerson('id:3');
    void openNth(9);
    expect(asked()).toBe('id:3');
  });
});

describe('Enter', () => {
  const enter = (phase: string) => {
    become(phase);
    void openCurrent();
  };
  const become = (phase: string) => {
    engine.sync = { progress: { phase } };
    for (const listener of engine.listeners) listener();
  };
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
  beforeEach(() => {
    vi.useFakeTimers();
    clearDesk();
    engine.watched.clear();
    useDesk.setState({ query: 'север' });
    acceptResults(resultsOf('север', []));
  });
  afterEach(() => {
    engine.sync = null;
    vi.useRealTimers();
  });

  it('opens who is found in the moment after it, while people are being read from the disk', async () => {
    enter('reading');
    await pass(100);
    acceptResults(resultsOf('север', [5]));
    await pass(10);
    expect(asked()).toBe('id:5');
    expect(engine.listeners.size).toBe(0);
  });

  it('is over when everybody has been read, and nobody was found', async () => {
    enter('reading');
    await pass(100);
    become('ready');
    await pass(10);
    acceptResults(resultsOf('север', [5])); // somebody who was registered since
    await pass(10);
    expect(asked()).toBe(null);
  });

  it('opens nobody when a longer time has passed, or the query is another', async () => {
    enter('firstSync');
    await pass(3100);
    acceptResults(resultsOf('север', [5]));
    await pass(10);
    expect(asked()).toBe(null);

    acceptResults(resultsOf('север', []));
    enter('firstSync');
    await pass(100);
    useDesk.setState({ query: 'юг' });
    acceptResults(resultsOf('юг', [6]));
    await pass(10);
    expect(asked()).toBe(null);
  });
});
