/** The host's answer and the host's events: whichever is newer stands. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { NO_BADGE_SETTINGS } from '../../../shared/contract/printing.ts';
import type { HostEvent, Station } from '../../../shared/contract/station.ts';
import { reloadStation, saveSettings, startStation, useStation } from '../../../renderer/ui/state/station.ts';

type Answer = (station: Station) => void;

const told = vi.hoisted(() => ({
  answers: [] as ((station: unknown) => void)[],
  onEvent: null as ((event: unknown) => void) | null,
}));

vi.mock('../../../renderer/ui/state/host.ts', () => ({
  callHost: () =>
    new Promise((resolve) => {
      told.answers.push((station) => resolve({ ok: true, value: station }));
    }),
}));
vi.mock('../../../renderer/ui/state/stream.ts', () => ({
  openStream: (listener: { onEvent: (event: unknown) => void }) => {
    told.onEvent = listener.onEvent;
  },
}));

const stationOf = (version: string): Station => ({
  version,
  shell: 'browser',
  role: 'desk',
  language: 'en',
  events: [],
  event: null,
  settings: { registrationPerPart: null, currentPart: null, schedule: [] },
  session: { operator: null, endedBecause: null, refused: null },
  connecting: null,
  printing: { backend: 'folder', where: '' },
  printers: [],
  badges: NO_BADGE_SETTINGS,
  recoveryCode: false,
  epoch: 1,
  leased: false,
  notices: [],
});
const hear = (version: string): void => {
  const event: HostEvent = { type: 'station', station: stationOf(version) };
  told.onEvent?.(event);
};
const shown = () => useStation.getState().station?.version ?? null;
const next = (): Answer => {
  const answer = told.answers.shift();
  if (answer === undefined) throw new Error('the host was not asked');
  return answer;
};

vi.mock('../../../renderer/ui/i18n/i18n.ts', () => ({ followLanguage: () => undefined, guessLanguage: () => 'en' }));

describe('how the host stands', () => {
  beforeEach(() => {
    told.answers.length = 0;
    useStation.setState({ station: null });
    startStation();
  });

  it('is what it answers, when no event has told more', async () => {
    next()(stationOf('answered'));
    await vi.waitFor(() => expect(shown()).toBe('answered'));
  });

  it('stays as an event told it while the answer was on its way', async () => {
    const asked = reloadStation();
    const [, answer] = told.answers;
    hear('told');
    answer?.(stationOf('stale'));
    await asked;
    expect(shown()).toBe('told');
  });

  it('has a setting as soon as it is chosen', async () => {
    next()(stationOf('answered'));
    await vi.waitFor(() => expect(shown()).toBe('answered'));
    void saveSettings({ registrationPerPart: null, currentPart: 7, schedule: [] });
    expect(useStation.getState().station?.settings.currentPart).toBe(7);
  });

  it('is not put back by an answer that a later answer has overtaken', async () => {
    const first = next();
    const second = reloadStation();
    next()(stationOf('second'));
    await second;
    first(stationOf('first'));
    await Promise.resolve();
    await Promise.resolve();
    expect(shown()).toBe('second');
  });
});
