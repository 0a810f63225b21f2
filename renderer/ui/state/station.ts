/** What the host says of itself, and the language that follows from it. */
import { create } from 'zustand';
import type { Connection, EventSettings, Language, Station } from '../../../shared/contract/station.ts';
import { followLanguage, guessLanguage } from '../i18n/i18n.ts';
import { callHost, type Failure, type HostAnswer } from './host.ts';
import { openStream } from './stream.ts';

interface StationState {
  readonly station: Station | null;
  /** Null until the host has told it. */
  readonly connection: Connection | null;
  readonly hostGone: boolean;
  /** The key of the station waits for its passphrase: nothing else is answered. */
  readonly locked: boolean;
  /** Grows each time the host was lost and is back: what depends on it starts anew. */
  readonly returns: number;
}

export const useStation = create<StationState>()(() => ({
  station: null,
  connection: null,
  hostGone: false,
  locked: false,
  returns: 0,
}));

/** Reads the station and follows the host's stream from now on. */
export function startStation(): void {
  openStream({
    onEvent(event) {
      if (event.type === 'station') hearStation(event.station);
      if (event.type === 'connection') useStation.setState({ connection: event.connection });
    },
    onAway: () => useStation.setState({ hostGone: true }),
    onBack: () => void reloadAfterLoss(),
  });
  void reloadStation();
}

let heard = 0;
let asked = 0;
let accepted = 0;

/**
 * Asks the host how it stands; used after commands whose event may still be on its way. The host tells every change by an event:
 * an answer during which one was heard may be older than it and is dropped, as is one that a later answer has overtaken.
 */
export async function reloadStation(): Promise<void> {
  const heardBefore = heard;
  const mine = (asked += 1);
  const answer = await callHost('station', {});
  if (!answer.ok && answer.problem.code === 'passphrase') useStation.setState({ locked: true });
  if (!answer.ok || heard !== heardBefore || mine < accepted) return;
  accepted = mine;
  acceptStation(answer.value);
}

function hearStation(station: Station): void {
  heard += 1;
  acceptStation(station);
}

async function reloadAfterLoss(): Promise<void> {
  await reloadStation();
  useStation.setState((state) => ({ hostGone: false, returns: state.returns + 1 }));
}

function acceptStation(station: Station): void {
  useStation.setState({ station, locked: false });
  followLanguage(languageOf(station));
}

export function languageOf(station: Station | null): Language {
  return station?.language ?? guessLanguage(navigator.language);
}

/** Runs a command of the host and takes over what it changed. @returns the failure, or null. */
export async function runAtHost(command: Promise<HostAnswer<unknown>>): Promise<Failure | null> {
  const answer = await command;
  if (!answer.ok) return answer.problem;
  await reloadStation();
  return null;
}

export function chooseLanguage(language: Language): Promise<Failure | null> {
  return runAtHost(callHost('language', { language }));
}

/** What is chosen counts at once: whoever chooses a part and prints in the same breath prints for it. */
export async function saveSettings(settings: EventSettings): Promise<Failure | null> {
  const { station } = useStation.getState();
  if (station !== null) useStation.setState({ station: { ...station, settings } });
  const failure = await runAtHost(callHost('eventSettings', settings));
  if (failure !== null) await reloadStation();
  return failure;
}
