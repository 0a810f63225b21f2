/**
 * The settings file of the fleet, put to work at the host's start: language and printers here; templates and settings of badges stand
 * behind what people make at the station (opening.ts, open-event.ts).
 *
 *   provisioned.json   how each printer was when the file set it up: what differs since, a person has changed
 */
import path from 'node:path';
import { z } from 'zod';
import type { BadgeTemplate } from '../../shared/badge/template.ts';
import { planPrinters } from '../../shared/provision/plan-printers.ts';
import type { FleetSettings } from '../../shared/provision/settings-file.ts';
import { readIfThere, setAside, writeWhole } from './disk.ts';
import type { Log } from './log.ts';
import type { Printers } from './printers.ts';
import type { Vault, VaultEvent } from './vault.ts';

/** A settings file with what it names read in; or why there is none although there should be. */
export interface Provision {
  readonly settings: Omit<FleetSettings, 'templates'>;
  readonly templates: ReadonlyMap<string, BadgeTemplate>;
  /** For people: why the file that was found is not used; empty when all is well. */
  readonly problem: string;
}

export const NO_PROVISION: Provision = {
  settings: { force: false, server: null, language: null, printers: [], badges: null, updates: null },
  templates: new Map(),
  problem: '',
};

const recordSchema = z.object({ version: z.literal(1), printers: z.record(z.string(), z.string()) });
type AppliedRecord = z.infer<typeof recordSchema>;

interface ApplyParts {
  readonly dataDir: string;
  readonly vault: Vault;
  readonly printers: Printers;
  /** `--print-to`: its folder is the only printer. */
  readonly onlyStandard: boolean;
  readonly log: Log;
}

/** @throws DiskError */
export async function applyProvision(provision: Provision, parts: ApplyParts): Promise<void> {
  const { vault, onlyStandard, log } = parts;
  const { force, language, badges, printers } = provision.settings;
  if (provision.problem !== '') log.warn('the settings file was not used');
  if (language !== null) {
    await vault.update((contents) =>
      contents.language === language || (contents.language !== null && !force) ? contents : { ...contents, language },
    );
  }
  if (badges !== null && force) {
    await vault.update((contents) =>
      contents.events.every((event) => event.badges === undefined)
        ? contents
        : { ...contents, events: contents.events.map(dropBadges) },
    );
  }
  if (printers.length > 0 && !onlyStandard) await applyPrinters(provision.settings, parts);
}

function dropBadges(event: VaultEvent): VaultEvent {
  const kept = { ...event };
  delete kept.badges;
  return kept;
}

async function applyPrinters({ printers: wanted, force }: Provision['settings'], parts: ApplyParts): Promise<void> {
  const { dataDir, printers, log } = parts;
  const file = path.join(dataDir, 'provisioned.json');
  const record = await readRecord(file, log);
  const plan = planPrinters(printers.list(), wanted, record.printers, force);
  for (const printer of plan.save) await printers.save(printer);
  const next: AppliedRecord = { version: 1, printers: { ...plan.applied } };
  if (JSON.stringify(next) !== JSON.stringify(record))
    await writeWhole(file, Buffer.from(JSON.stringify(next, null, 2)));
  if (plan.save.length > 0) log.info('printers of the settings file were set up', { count: plan.save.length });
}

async function readRecord(file: string, log: Log): Promise<AppliedRecord> {
  const bytes = await readIfThere(file);
  const none: AppliedRecord = { version: 1, printers: {} };
  if (bytes === null) return none;
  const read = recordSchema.safeParse(parseJson(bytes.toString()));
  if (read.success) return read.data;
  log.warn('what the settings file had set up is not known any more', { aside: await setAside(file, 'unreadable') });
  return none;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // set aside by the caller
  }
}
