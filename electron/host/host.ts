/**
 * The host: one function `(Request) → Response` under `/api`, plus one event stream (design, Processes). Both shells serve it.
 * This file puts the parts together; each part is a file of its own.
 */
import { hostname } from 'node:os';
import { sheetWords } from '../../shared/badge/sheet.ts';
import { NO_BADGE_SETTINGS, type Printer } from '../../shared/contract/printing.ts';
import type { HostEvent, Language, Station } from '../../shared/contract/station.ts';
import { openClosings } from './closing/closings.ts';
import { createByteHandlers } from './byte-handlers.ts';
import { countLog } from './diagnostics/log-figures.ts';
import { watchMoments } from './diagnostics/moments.ts';
import { makeFolder } from './disk.ts';
import { type AutoConnect, type AutoPractice, Doors } from './doors.ts';
import { createHandlers, describeEvent } from './handlers.ts';
import { describeKeys } from './key-handlers.ts';
import type { KeyStore } from './keys.ts';
import { describeError, type Log, type LogFields } from './log.ts';
import type { Surroundings } from './open-event.ts';
import type { PracticeLauncher } from './practice-door.ts';
import { openPrinters, type Printers } from './printers.ts';
import type { Backends } from './print-queue/queue.ts';
import type { PrintingContext } from './printing-handlers.ts';
import { type BadgeFonts, loadFonts } from './printing/fonts.ts';
import { renderSheetPdf } from './printing/sheet-pdf.ts';
import { applyProvision, NO_PROVISION, type Provision } from './provision.ts';
import { createRouter } from './router.ts';
import type { Transport } from './ruvents/transport.ts';
import type { Random } from './seal.ts';
import { StreamHub } from './stream.ts';
import { systemTimers, type Timers } from './timers.ts';
import { noSettings, openVault, type Vault } from './vault.ts';

export interface PrintingOptions extends Partial<Pick<PrintingContext, 'discover'>> {
  readonly backends: Backends;
  /** Where badges go as long as nobody has set up a printer. */
  readonly standard: Printer;
  /** It is the only printer, whatever is set up (`--print-to`). */
  readonly only: boolean;
}

export interface HostOptions {
  readonly dataDir: string;
  readonly shell: 'electron' | 'browser';
  readonly role: 'desk';
  readonly version: string;
  /** Given by option: it counts before what a person chose. */
  readonly language: Language | null;
  readonly transport: Transport;
  readonly keyStore: KeyStore;
  readonly printing: PrintingOptions;
  readonly fontsDir: string;
  /** Null: this shell has no practice event. */
  readonly practice: PracticeLauncher | null;
  /** From `--server --hash --operator --password`. */
  readonly auto: AutoConnect | null;
  /** The settings file of the fleet, as the shell has read it. */
  readonly provision?: Provision;
  /** From `--practice`. */
  readonly autoPractice: AutoPractice | null;
  readonly clock: () => Date;
  readonly random: Random;
  readonly log: Log;
  readonly timers?: Timers;
  /** Name of this station, for people at another one to read; by default the machine's. */
  readonly station?: string;
}

export interface Host {
  /** Answers everything under `/api`. Never rejects. */
  fetch(request: Request): Promise<Response>;
  /** For the browser shell: signs its cookie. The same at every start. */
  readonly sessionSecret: Buffer;
  /** The port that the browser shell had last; null the first time. */
  readonly rememberedPort: number | null;
  /** @throws DiskError */
  rememberPort(port: number): Promise<void>;
  /** Waits a moment for what is under way, then closes everything. The host answers nothing afterwards. */
  close(): Promise<void>;
}

/**
 * Opens the data folder and what options ask for. The folder's lock is the caller's (lock.ts).
 * @throws DiskError when the data folder cannot be used; NewerVersion when a newer app has written the vault; what the key store throws when the keychain cannot be asked
 */
export async function createHost(options: HostOptions): Promise<Host> {
  const { dataDir, keyStore, random, clock, timers = systemTimers } = options;
  const { log, figures: logFigures } = countLog(options.log);
  const noteMoment = watchMoments(log);
  await makeFolder(dataDir);
  const vault = await openVault(dataDir, await keyStore.load(), random);
  const closings = await openClosings({ dataDir, vault, clock, log });
  const hub = new StreamHub(timers);
  const { standard, only } = options.printing;
  const { provision = NO_PROVISION } = options;
  const printers = await openPrinters({ dataDir, standard, only, timers, log, onChange: () => onStationChange() });
  let language = options.language;
  /** A renderer that outlived the last host must not hold a lease of this one by chance. */
  let epoch = Buffer.from(random(4)).readUInt32BE() % 1_000_000_000;
  let leased = false;

  const readLanguage = (): Language => language ?? vault.contents().language ?? 'ru';
  const loadFonts = createFontLoader(options.fontsDir, log);
  const publish = (event: HostEvent): void => {
    noteMoment(event);
    hub.publish(event);
  };
  const describeStation = (): Station => stationOf({ options, vault, doors, printers, epoch, leased, language });
  let told = '';
  let lastEvent: Doors['current'] = null;
  const onStationChange = (): void => {
    if (doors.current !== lastEvent) {
      lastEvent = doors.current;
      epoch += 1; // an engine of the event before writes nothing into this one
      leased = false;
    }
    const station = describeStation();
    const text = JSON.stringify(station);
    if (text === told) return;
    told = text;
    publish({ type: 'station', station });
  };
  const surroundings: Surroundings = {
    dataDir,
    vault,
    transport: options.transport,
    backends: options.printing.backends,
    printers,
    provision,
    loadFonts,
    language: readLanguage,
    timers,
    clock,
    random,
    log,
    publish,
    onStationChange,
  };
  const doors = new Doors(surroundings, options.practice, (key) => closings.isEnding(key));

  const handlers = createHandlers({
    doors,
    closings,
    keyStore,
    vault,
    version: options.version,
    station: options.station ?? hostname(),
    clock,
    random,
    log,
    logFigures,
    timers,
    dataDir,
    secrets: () => keyStore.describe(),
    countListeners: () => hub.size,
    describeStation,
    takeLease: () => {
      epoch += 1;
      leased = true;
      publish({ type: 'lease', epoch });
      return epoch;
    },
    onStationChange,
    printers,
    backends: options.printing.backends,
    discover: options.printing.discover ?? (() => Promise.resolve({ found: [], problems: [] })),
    drawSheet: async ({ title, rows }) => {
      const now = clock();
      const words = sheetWords[readLanguage()];
      return renderSheetPdf(rows, await loadFonts(), { title, words, createdAt: now, madeAt: writeMoment(now) });
    },
  });
  const bytes = createByteHandlers({
    doors,
    backends: options.printing.backends,
    subscribe: (request) => {
      const station: HostEvent = { type: 'station', station: describeStation() };
      return hub.subscribe(request, [station, ...(doors.current?.recap() ?? [])]);
    },
  });
  const route = createRouter({
    handlers: {
      ...handlers,
      language: (input) => {
        language = null; // what a person chooses counts from now on
        return handlers.language(input);
      },
    },
    bytes,
    epoch: () => epoch,
    log,
  });
  log.info('started', startedAs(options));
  await applyProvision(provision, { dataDir, vault, printers, onlyStandard: only, log });
  await openDoors(doors, options, log);

  return {
    fetch: route,
    sessionSecret: Buffer.from(vault.contents().sessionSecret, 'base64'),
    get rememberedPort() {
      return vault.contents().port;
    },
    rememberPort: (port) => vault.update((contents) => (contents.port === port ? contents : { ...contents, port })),
    async close() {
      await doors.close();
      await printers.close();
      hub.close();
      log.info('closed');
    },
  };
}

function startedAs({ version, shell, role, keyStore }: HostOptions): LogFields {
  const { platform, versions } = process;
  return { version, shell, role, platform, node: versions.node, secrets: keyStore.describe() };
}

async function openDoors(doors: Doors, { auto, autoPractice }: HostOptions, log: Log): Promise<void> {
  try {
    if (auto !== null) await doors.connectByItself(auto);
    else if (autoPractice !== null) await doors.practiceByItself(autoPractice);
    else await doors.reopenLast();
  } catch (error) {
    log.error('the event could not be opened', describeError(error)); // the two doors are there
  }
}

interface StationParts {
  readonly options: HostOptions;
  readonly vault: Vault;
  readonly doors: Doors;
  readonly printers: Printers;
  readonly epoch: number;
  readonly leased: boolean;
  readonly language: Language | null;
}

function stationOf({ options, vault, doors, printers, epoch, leased, language }: StationParts): Station {
  const contents = vault.contents();
  const event = contents.events.find((one) => one.key === doors.current?.key) ?? null;
  const [first] = printers.list();
  return {
    version: options.version,
    shell: options.shell,
    role: options.role,
    language: language ?? contents.language,
    events: contents.events.map(describeEvent),
    event: event === null ? null : describeEvent(event),
    settings: event?.settings ?? noSettings,
    session: doors.current?.operators.session ?? { operator: null, endedBecause: null, refused: null },
    connecting: doors.connecting,
    printing: {
      backend: first?.connection.kind ?? options.printing.standard.connection.kind,
      where: first?.connection.kind === 'folder' ? first.connection.folder : '',
    },
    printers: printers.list().map(({ id, name, connection, media }) => ({ id, name, kind: connection.kind, media })),
    badges: event?.badges ?? options.provision?.settings.badges ?? NO_BADGE_SETTINGS,
    fleetServer: options.provision?.settings.server ?? null,
    recoveryCode: doors.current?.keys.hasRecoveryCode ?? false,
    keys: describeKeys(options.keyStore),
    epoch,
    leased,
    notices: noticesOf(options, vault, doors),
  };
}

function noticesOf({ keyStore, provision }: HostOptions, vault: Vault, doors: Doors): Station['notices'] {
  const notices: Station['notices'] = [...(doors.current?.notices ?? [])];
  if (vault.aside !== null) notices.push({ code: 'vaultSetAside', detail: vault.aside });
  // said once, at the first start: nobody can do anything about it every morning
  if (vault.fresh && keyStore.describe() === 'keyFile') notices.push({ code: 'keyFile', detail: '' });
  const wrong = provision?.problem ?? '';
  if (wrong !== '') notices.push({ code: 'settingsFileWrong', detail: wrong });
  return notices;
}

/** As the desk writes it, by the station's clock. */
function writeMoment(now: Date): string {
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16).replace('T', ' ');
}

/** Fonts are read when the first badge is laid out, or a little before. */
function createFontLoader(fontsDir: string, log: Log): Surroundings['loadFonts'] {
  let fonts: Promise<BadgeFonts> | null = null;
  return () =>
    (fonts ??= loadFonts(fontsDir).catch((error: unknown) => {
      fonts = null;
      log.error('the fonts could not be read', describeError(error));
      throw error;
    }));
}
