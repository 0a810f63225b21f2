/**
 * What a scanner has read, whichever way it came: the keyboard, a serial port, the camera. One code after the other: it opens the
 * person (and prints, by setting), or says why it does not. Nothing that was typed elsewhere is lost by it.
 */
import { qrTextFor } from '../../../shared/badge/code.ts';
import type { ParticipantKey } from '../../../shared/operations/operation.ts';
import { cleanScan, readFirst, type Reading } from '../../../shared/scan/reading.ts';
import { RecentScan } from '../../../shared/scan/recent.ts';
import { fillScanner, type Scanner, type ScannerSettings } from '../../../shared/scan/settings.ts';
import type { Place } from '../../../shared/scan/taking.ts';
import { describeFailure } from './commands.ts';
import { openFound, openPerson, searchFor, setQuery, useDesk } from './desk.ts';
import { useDesigner } from '../designer/store.ts';
import { closeDialog, useDialog, type OpenDialog } from './dialogs.ts';
import { readEngine, untilEngineEnds, useEngine } from './engine.ts';
import { focusSearch } from './focus.ts';
import { findQuestion, printBadge, putOffQuestion, useJobs } from './jobs.ts';
import { giveHash, giveTrial } from './scan-doors.ts';
import { keepOpenForm } from './scan-kept.ts';
import { dropScanNotice, sayScan, shortenCode } from './scan-notice.ts';
import { followWedge, type WedgeMode } from './scan-wedge.ts';
import { useStation } from './station.ts';
import { showToast } from './toasts.ts';

/** How a code came to the desk. */
export type ScanSource = 'keyboard' | 'serial' | 'camera';

interface Scan {
  /** The same keys read in one or two ways: what they mean, or what the layout made of them. */
  readonly texts: readonly string[];
  readonly source: ScanSource;
  /** Where it was typed. */
  readonly place: Place;
}

/** Takes one code that was read, whole, and opens the person whom it names. Never throws; whatever goes wrong is said. */
export function acceptScan(text: string, source: ScanSource): void {
  takeScan({ texts: [text], source, place: 'none' });
}

/** Follows the scanners that are keyboards for as long as the page lives. */
export function followKeyboardScanner(target: Window): () => void {
  return followWedge(target, {
    mode: readMode,
    scanner: readScanner,
    onScan: (texts, place) => takeScan({ texts, source: 'keyboard', place }),
  });
}

function readMode(): WedgeMode {
  const { station } = useStation.getState();
  if (station === null) return 'off';
  if (station.event === null) return 'setup';
  // In an event that is still being opened a code waits for its person.
  const isDesk = ['opening', 'open'].includes(useEngine.getState().phase);
  return station.session.operator !== null && isDesk ? 'desk' : 'off';
}

let filled: { readonly from: ScannerSettings | undefined; readonly scanner: Scanner } | null = null;

/** The same object for as long as the settings are the same. */
export function readScanner(): Scanner {
  const from = useStation.getState().station?.settings.scanner;
  if (filled?.from !== from || filled === null) filled = { from, scanner: fillScanner(from) };
  return filled.scanner;
}

const recent = new RecentScan();
let queue: Promise<void> = Promise.resolve();

function takeScan(scan: Scan): void {
  // The one before is opened first: its badge is printed too.
  queue = queue.then(async () => {
    try {
      await Promise.race([answerScan(scan), untilEngineEnds()]);
    } catch (error) {
      showToast('problem', describeFailure('', String(error)));
    }
  });
}

async function answerScan(scan: Scan): Promise<void> {
  if (giveTrial(scan.texts)) return;
  const scanner = readScanner();
  const reading = readFirst(scan.texts, scanner);
  if (reading.kind === 'empty') return;
  const code = cleanScan(scan.texts[0] ?? '', scanner);
  const repeat = recent.isRepeat(code, performance.now(), scanner.duplicateSeconds * 1000, scan.source === 'camera');
  if (repeat) return;
  dropScanNotice();
  if (reading.kind === 'account') {
    if (!giveHash(reading.hash)) sayScan({ kind: 'account' });
    return;
  }
  if (readMode() !== 'desk') return;
  const view = await openReading(reading, shortenCode(code), scan.place);
  if (view !== null && scanner.printAtOnce && !useDesk.getState().gone) void printBadge(view);
}

type Opened = Awaited<ReturnType<typeof openPerson>>;

async function openReading(
  reading: Exclude<Reading, { kind: 'account' | 'empty' }>,
  code: string,
  place: Place,
): Promise<Opened> {
  if (reading.kind === 'search') return openSearched(reading.queries, code);
  if (reading.kind === 'unknown') {
    sayScan({ kind: 'notCode', code, search: reading.text.length <= MOST_SEARCHED ? reading.text.trim() : '' });
    return null;
  }
  const canonical = qrTextFor(reading.kind === 'local' ? { id: null, localId: reading.localId } : { id: reading.id });
  // Whoever was open is put away at once: nothing may be done to them while this one is looked up.
  const scanned = { isThere: false };
  const view = await openFound(async () => {
    const key = (await readEngine()?.resolveCode(canonical)) ?? null;
    scanned.isThere = key !== null;
    if (key === null || !clearTheWay(code)) return null;
    keepOpenForm();
    return key;
  });
  if (view !== null) clearVainSearch();
  if (scanned.isThere) return view;
  const isNumber = reading.kind === 'participant' && reading.how === 'number';
  // A number may be a phone's or another system's: where it was typed into the search, the search goes on with it.
  if (isNumber && place === 'search') {
    await searchFor(code);
    focusSearch();
  }
  sayScan({ kind: isLoading() ? 'notYet' : 'nobody', code });
  return null;
}

const MOST_SEARCHED = 100;

function isLoading(): boolean {
  return useEngine.getState().sync?.progress.phase !== 'ready';
}

async function openSearched(queries: readonly string[], code: string): Promise<Opened> {
  if (!clearTheWay(code)) return null;
  for (const query of queries) {
    const results = await searchFor(query);
    if (results === null) return null; // typed over meanwhile
    const [only] = results.rows;
    if (results.total === 1 && only !== undefined) return openScanned(only.key, code);
    if (results.total > 1) {
      sayScan({ kind: 'severalFit', code: shortenCode(query), count: results.total });
      focusSearch();
      return null;
    }
  }
  sayScan({ kind: isLoading() ? 'notYet' : 'noneFits', code: shortenCode(queries[0] ?? code) });
  focusSearch();
  return null;
}

async function openScanned(key: ParticipantKey, code: string): Promise<Opened> {
  if (!clearTheWay(code)) return null;
  keepOpenForm();
  const view = await openPerson(key);
  if (view !== null) clearVainSearch();
  return view;
}

/** What was searched for before finds nobody: beside a person who is there that would only confuse. */
function clearVainSearch(): void {
  const { query, results } = useDesk.getState();
  if (query !== '' && results?.query === query && results.rows.length === 0) setQuery('');
}

/** Puts away what hides the desk, where nothing is lost by it. @returns whether the person can be shown */
function clearTheWay(code: string): boolean {
  const { dialog } = useDialog.getState();
  if (useDesigner.getState().shown || (dialog !== null && !CAN_BE_LEFT[dialog.kind])) {
    sayScan({ kind: 'inTheWay', code });
    recent.forget(); // nothing was done with it: scanned once more it counts
    return false;
  }
  if (dialog !== null) closeDialog();
  const question = dialog === null ? findQuestion(useJobs.getState()) : null;
  if (question !== null) putOffQuestion(question.id);
  return true;
}

/** Whether a dialog can be closed as if it had not been: a question is then not answered, and nothing is done. */
const CAN_BE_LEFT: Readonly<Record<OpenDialog['kind'], boolean>> = {
  settings: true,
  keys: true,
  report: false,
  remove: true,
  giveUp: true,
  secondBadge: true,
  hash: false, // typed by hand
  recoveryCode: false, // shown once
  recover: false,
  handOver: false,
  takeOver: false,
  closeEvent: false,
  leaving: false,
};
