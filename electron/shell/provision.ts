/**
 * Finds the settings file of the fleet and reads what it names. The first place that has one counts:
 *
 *   --provision or STOIKA_PROVISION (a file, or the JSON itself) · beside the program · the data folder · the machine's folder
 */
import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { LARGEST_TEMPLATE_FILE, readTemplateFile } from '../../shared/badge/template-file.ts';
import type { BadgeTemplate } from '../../shared/badge/template.ts';
import { readSettingsFile } from '../../shared/provision/settings-file.ts';
import { errorCode } from '../host/problem.ts';
import { NO_PROVISION, type Provision } from '../host/provision.ts';
import { StartProblem } from './start-problem.ts';

const SETTINGS_FILE = 'stoika.json';

export interface ProvisionPlaces {
  /** Of the option or the variable: a path, or JSON; null = none was given. */
  readonly given: string | null;
  readonly cwd: string;
  readonly dataDir: string;
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The program itself, where it is installed; null under development: Node's folder is nobody's. */
  readonly executable: string | null;
}

/** The files that are looked for, in order, where none was given. */
export function listPlaces({ dataDir, platform, env, executable }: Omit<ProvisionPlaces, 'given' | 'cwd'>): string[] {
  const folders = [dataDir, machineFolder(platform, env)];
  // a portable program and an AppImage unpack themselves elsewhere, and say where they were started from
  const appImage = env['APPIMAGE'];
  const portable = env['PORTABLE_EXECUTABLE_DIR'];
  if (executable !== null) folders.unshift(portable ?? dirname(appImage ?? executable));
  return folders.map((folder) => join(folder, SETTINGS_FILE));
}

function machineFolder(platform: string, env: ProvisionPlaces['env']): string {
  switch (platform) {
    case 'win32':
      return join(env['ProgramData'] ?? 'C:\\ProgramData', 'Stoika');
    case 'darwin':
      return '/Library/Application Support/Stoika';
    default:
      return '/etc/stoika';
  }
}

/**
 * @returns NO_PROVISION where there is no file; with its `problem` where the one that was found cannot be used
 * @throws StartProblem where the one that was given cannot be used: whoever gave it is there to read why
 */
export async function loadProvision(places: ProvisionPlaces): Promise<Provision> {
  const { given, cwd } = places;
  if (given !== null) {
    const isText = given.trimStart().startsWith('{');
    const file = isText ? cwd : resolve(cwd, given);
    const text = isText ? given : await readText(file);
    if (typeof text !== 'string') throw new StartProblem(2, `The settings file ${file} cannot be read (${text.code}).`);
    const provision = await readProvision(text, isText ? cwd : dirname(file));
    if (provision.problem === '') return provision;
    throw new StartProblem(2, `The settings ${isText ? 'of STOIKA_PROVISION' : `file ${file}`}: ${provision.problem}.`);
  }
  for (const file of listPlaces(places)) {
    const text = await readText(file);
    if (typeof text === 'string') {
      const provision = await readProvision(text, dirname(file));
      return provision.problem === '' ? provision : { ...provision, problem: `${file}: ${provision.problem}` };
    }
    if (text.code !== 'ENOENT' && text.code !== 'ENOTDIR') {
      return { ...NO_PROVISION, problem: `${file}: it cannot be read (${text.code})` };
    }
  }
  return NO_PROVISION;
}

/** All of it or nothing: half a set-up is found out at the door. */
async function readProvision(text: string, folder: string): Promise<Provision> {
  const read = readSettingsFile(text);
  if (!read.ok) return { ...NO_PROVISION, problem: read.problems.join('; ') };
  const templates = new Map<string, BadgeTemplate>();
  for (const { id, file } of read.settings.templates) {
    const content = await readText(isAbsolute(file) ? file : join(folder, file));
    if (typeof content !== 'string') {
      return { ...NO_PROVISION, problem: `the template ${file} cannot be read (${content.code})` };
    }
    const template = readTemplateFile(content);
    if (!template.ok) {
      const [first] = template.problems;
      const why = first === undefined ? 'invalid' : `${first.path} ${first.code}`.trim();
      return { ...NO_PROVISION, problem: `the template ${file} cannot be used (${why})` };
    }
    templates.set(fleetTemplateId(id), template.template);
  }
  const { force, server, language, printers, badges, updates } = read.settings;
  const known = badges === null ? null : renameTemplates(badges, templates);
  return { settings: { force, server, language, printers, badges: known, updates }, templates, problem: '' };
}

/** Ids of the fleet's own templates: none of a person's is like it. */
const fleetTemplateId = (id: string): string => `fleet-${id}`.slice(0, 64);

type Badges = NonNullable<Provision['settings']['badges']>;

/** In the file a template is named as the file names it. */
function renameTemplates(badges: Badges, templates: Provision['templates']): Badges {
  const rename = (id: string): string => (templates.has(fleetTemplateId(id)) ? fleetTemplateId(id) : id);
  const renameRule = <T extends { template: string }>(rule: T): T => ({ ...rule, template: rename(rule.template) });
  return {
    ...badges,
    template: rename(badges.template),
    templates: badges.templates.map(renameRule),
    slips: badges.slips.map(renameRule),
    printers: badges.printers.map((rule) => ({
      ...rule,
      template: rule.template === null ? null : rename(rule.template),
    })),
  };
}

async function readText(file: string): Promise<string | { readonly code: string }> {
  try {
    const bytes = await readFile(file);
    return bytes.length > LARGEST_TEMPLATE_FILE * 2 ? { code: 'EFBIG' } : bytes.toString('utf8');
  } catch (error) {
    const code = errorCode(error);
    if (code === null) throw error;
    return { code };
  }
}
