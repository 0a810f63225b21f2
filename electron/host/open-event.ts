/**
 * Everything of the event that is open: journal, connection, sender, operators, printing, photos. One at a time.
 */
import path from 'node:path';
import type { HostEvent, Language } from '../../shared/contract/station.ts';
import { listRecovered } from '../../shared/operations/note.ts';
import type { Tables } from '../../shared/ruvents/tables.ts';
import { type BadgeSettings, NO_BADGE_SETTINGS } from '../../shared/contract/printing.ts';
import { BadgeLayouts } from './badge-layouts.ts';
import { ConnectionMonitor } from './connection.ts';
import type { EventKeys } from './event-keys.ts';
import { EventTables } from './event-tables.ts';
import type { JournalNotice } from './journal/file.ts';
import type { Journal } from './journal/journal.ts';
import { learnFields } from './learnt-fields.ts';
import { describeError, type Log } from './log.ts';
import { Operators } from './operators.ts';
import { ParkedWatch } from './parked.ts';
import { Photos } from './photos.ts';
import { type Backends, PrintQueue } from './print-queue/queue.ts';
import type { Printers } from './printers.ts';
import type { Provision } from './provision.ts';
import type { BadgeFonts } from './printing/fonts.ts';
import { RuventsClient } from './ruvents/client.ts';
import { readOperators } from './ruvents/tables-reader.ts';
import type { Transport } from './ruvents/transport.ts';
import type { Random } from './seal.ts';
import { Sender } from './sender.ts';
import type { Templates } from './templates.ts';
import type { Timers } from './timers.ts';
import { changeEvent, MOST_LEARNT, type Vault, type VaultEvent } from './vault.ts';

/** What the host lends to the event that is open. */
export interface Surroundings {
  readonly dataDir: string;
  readonly vault: Vault;
  readonly transport: Transport;
  readonly backends: Backends;
  readonly printers: Printers;
  /** Templates and settings of badges of the fleet: they stand behind those of the station. */
  readonly provision?: Provision;
  readonly loadFonts: () => Promise<BadgeFonts>;
  readonly language: () => Language;
  readonly timers: Timers;
  readonly clock: () => Date;
  readonly random: Random;
  readonly log: Log;
  readonly publish: (event: HostEvent) => void;
  /** Something that the station tells of itself changed. */
  readonly onStationChange: () => void;
}

/** An event as it is asked for; the vault may not know it yet. */
export type EventToOpen = Pick<VaultEvent, 'key' | 'server' | 'eventId' | 'title' | 'practice' | 'hash'>;

/** What opening.ts has found on the disk. */
export interface Opened {
  readonly folder: string;
  readonly keys: EventKeys;
  readonly journal: Journal;
  readonly templates: Templates;
  readonly notices: readonly JournalNotice[];
  /** Names of journals that open under another key, of this start and of earlier ones. */
  readonly journalsAside: readonly string[];
}

export class OpenEvent {
  readonly key: string;
  readonly server: string;
  readonly practice: boolean;
  readonly keys: EventKeys;
  /** Journal, wraps, hand-overs, and what was set aside. */
  readonly folder: string;
  readonly journal: Journal;
  readonly client: RuventsClient;
  readonly connection: ConnectionMonitor;
  readonly sender: Sender;
  readonly operators: Operators;
  readonly eventTables: EventTables;
  readonly prints: PrintQueue;
  readonly templates: Templates;
  readonly layouts: BadgeLayouts;
  readonly photos: Photos;
  readonly transport: Transport;
  readonly #surroundings: Surroundings;
  readonly #opened: Opened;
  readonly #parked: ParkedWatch;
  #closed = false;

  constructor(event: EventToOpen, opened: Opened, surroundings: Surroundings) {
    const { transport, timers, clock, random, log, loadFonts, language } = surroundings;
    const { journal, keys, folder, templates } = opened;
    this.#surroundings = surroundings;
    this.#opened = opened;
    this.key = event.key;
    this.server = event.server;
    this.practice = event.practice;
    this.keys = keys;
    this.folder = folder;
    this.journal = journal;
    this.templates = templates;
    this.transport = transport;
    this.client = new RuventsClient({
      server: event.server,
      hash: event.hash,
      transport,
      onContact: (contact) => this.connection.note(contact),
    });
    this.connection = this.#makeConnection();
    this.operators = this.#makeOperators();
    this.eventTables = this.#makeTables();
    this.#parked = new ParkedWatch({
      isAnybodyParked: () => this.connection.describe().parkedOperators.length > 0,
      readOperators: async () => {
        if (this.connection.state !== 'offline') await this.operators.refresh();
      },
      timers,
      log,
    });
    const onParked = (operatorId: number): void => this.#parked.noteParked(operatorId);
    this.sender = new Sender({
      journal,
      client: this.client,
      connection: this.connection,
      readSettings: () => this.#kept()?.settings ?? {},
      onParked,
      onRefused: (operation, refusal) => this.#learn(learnFields(operation, refusal)),
      timers,
      clock,
      log,
    });
    this.photos = new Photos({
      folder: path.join(folder, 'photos'),
      dataKey: keys.dataKey,
      server: event.server,
      transport,
      random,
      clock,
      log,
    });
    this.layouts = new BadgeLayouts({ loadFonts, templates, photos: this.photos, language, clock, timers });
    this.prints = this.#makeQueue();
  }

  /** How badges find their template and printer. */
  get badgeSettings(): BadgeSettings {
    return this.#kept()?.badges ?? this.#surroundings.provision?.settings.badges ?? NO_BADGE_SETTINGS;
  }

  /** Begins to talk to the server and to look after print jobs. Waits for neither. */
  start(): void {
    void this.connection.probe(false);
    this.eventTables.start();
    this.prints.recover().catch((error: unknown) => {
      this.#surroundings.log.error('print jobs were not looked up', describeError(error));
    });
  }

  /** The tables, or null until they have come since the host's start. */
  tables(): Tables | null {
    return this.eventTables.current();
  }

  /** What a subscriber of the stream may have missed, but for operations, which it asks for. */
  recap(): readonly HostEvent[] {
    const tables = this.tables();
    return [
      { type: 'connection', connection: this.connection.describe() },
      { type: 'jobs', jobs: [...this.prints.describeRecent()] },
      { type: 'queue', queue: this.prints.describeState() },
      ...(tables === null ? [] : [{ type: 'tables', eventKey: this.key, tables } as const]),
    ];
  }

  /** The event's hash as it is now. */
  get hash(): string {
    const known = this.#surroundings.vault.contents().events.find((one) => one.key === this.key);
    if (known === undefined) throw new Error('an event is open that the vault does not know');
    return known.hash;
  }

  /** What a person should read; a journal that was set aside until somebody has recovered what is in it. */
  get notices(): readonly JournalNotice[] {
    const recovered = listRecovered(this.journal.ledger.notes());
    const aside = this.#opened.journalsAside.filter((name) => !recovered.has(name));
    return [...this.#opened.notices, ...aside.map((detail) => ({ code: 'journalSetAside' as const, detail }))];
  }

  /** A new hash of this event, which the server has accepted: the data key is wrapped by it too. @throws DiskError */
  async replaceHash(hash: string): Promise<void> {
    const { vault } = this.#surroundings;
    await this.keys.wrapByHash(hash);
    await vault.update((contents) => changeEvent(contents, this.key, (one) => ({ ...one, hash })));
    this.client.replaceHash(hash);
    this.connection.resume();
  }

  /** A person asked for sync: nothing waits any longer, everybody is tried again. */
  syncNow(): void {
    this.connection.unpark(null);
    this.sender.releaseAll();
    void this.eventTables.refresh();
    void this.connection.probe(true);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#parked.close();
    await this.prints.close();
    await this.sender.close();
    this.connection.close();
    await this.eventTables.close();
    await this.operators.settled();
    await this.photos.close();
    await this.templates.close();
    await this.journal.close();
  }

  #makeConnection(): ConnectionMonitor {
    const { timers, clock, random, publish } = this.#surroundings;
    return new ConnectionMonitor({
      ping: () => this.client.ping(),
      readEvent: (deadlineMs) => this.client.read('/event', deadlineMs === undefined ? {} : { deadlineMs }),
      timers,
      clock,
      chance: () => Buffer.from(random(4)).readUInt32BE() / 2 ** 32,
      onChange: (connection) => {
        if (connection.state !== 'online') this.sender.dropClearances();
        publish({ type: 'connection', connection });
      },
      onReturn: () => {
        publish({ type: 'pull' });
        this.eventTables.refreshOld();
      },
    });
  }

  #makeQueue(): PrintQueue {
    const { backends, printers, clock, timers, log, publish } = this.#surroundings;
    return new PrintQueue({
      ...{ journal: this.journal, backends, printers, clock, timers, log, publish },
      prepare: (job, printer) => this.layouts.layOutJob(job, printer),
      settings: () => this.badgeSettings,
      newestVersion: (template) => this.templates.newestVersion(template),
      onBadge: (operation) => this.sender.noteRecorded([operation]),
    });
  }

  #makeOperators(): Operators {
    const { vault, timers, random, log, publish, onStationChange } = this.#surroundings;
    return new Operators({
      fetch: async (deadlineMs) => {
        const answer = await readOperators(this.client, log, deadlineMs);
        if (answer.ok && !this.#closed) {
          this.operators.take(answer.value);
          const back = this.connection.unpark(new Set(answer.value.rows.map((row) => row.Id)));
          if (back) publish({ type: 'pull' });
        }
        return answer;
      },
      verifiers: () => this.#kept()?.operators ?? [],
      saveVerifiers: (change) =>
        vault.update((contents) =>
          changeEvent(contents, this.key, (one) => ({ ...one, operators: [...change(one.operators)] })),
        ),
      wrongTries: this.#kept()?.wrongTries ?? [],
      saveWrongTries: (tries) =>
        vault.update((contents) => changeEvent(contents, this.key, (one) => ({ ...one, wrongTries: [...tries] }))),
      timers,
      random,
      log,
      onChange: () => {
        this.eventTables.tell();
        onStationChange();
      },
    });
  }

  #makeTables(): EventTables {
    const { vault, timers, log, publish, onStationChange } = this.#surroundings;
    return new EventTables({
      client: this.client,
      isOnline: () => this.connection.state === 'online',
      listOperators: () => this.operators.list(),
      readOperators: () => this.operators.refresh(),
      learntFields: () => this.#kept()?.learntFields ?? [],
      onChange: (tables) => publish({ type: 'tables', eventKey: this.key, tables }),
      onTitle: async (title) => {
        if (this.#kept()?.title === title) return;
        await vault.update((contents) => changeEvent(contents, this.key, (one) => ({ ...one, title })));
        onStationChange();
      },
      timers,
      log,
    });
  }

  #kept(): VaultEvent | undefined {
    return this.#surroundings.vault.contents().events.find((one) => one.key === this.key);
  }

  /** The form asks for these fields from now on. */
  #learn(names: readonly string[]): void {
    const { vault, log } = this.#surroundings;
    const before = this.#kept()?.learntFields ?? [];
    const learnt = [...new Set([...before, ...names])].slice(0, MOST_LEARNT);
    if (learnt.length === before.length) return;
    vault
      .update((contents) => changeEvent(contents, this.key, (one) => ({ ...one, learntFields: learnt })))
      .then(() => this.eventTables.tell())
      .catch((error: unknown) => log.error('a required field was not kept', describeError(error)));
  }
}
