/** A line of health in the language of the desk. */
import type { TFunction } from 'i18next';
import type { HealthLine, Value } from '../../../shared/health/judge.ts';
import { printerProblemSchema } from '../../../shared/contract/printing.ts';
import { problem as problems } from '../i18n/en/problems.ts';
import type { health } from '../i18n/en/health.ts';
import { formatNumber, formatTime } from '../state/format.ts';
import type { Language } from '../../../shared/contract/station.ts';

export interface LineWords {
  readonly what: string;
  readonly how: string;
  readonly state: string;
  /** What to do; empty where nothing is to be done. */
  readonly todo: string;
}

const MB = 1024 * 1024;

export function tellLine(line: HealthLine, t: TFunction, language: Language): LineWords {
  const reason = line.reason === null ? '' : t(`health.reason.${line.reason}`);
  return {
    what: t(`health.line.${line.id}`, { subject: tellSubject(line, t) }),
    how: tellValue(line, t, language),
    state: t(`health.verdict.${line.verdict}`),
    todo: [...tellProblems(line, t), ...(reason === '' ? [] : [reason])].join(' '),
  };
}

/** As one line of text. */
export function writeLine({ what, how, state, todo }: LineWords): string {
  return `${what}: ${how} [${state}]${todo === '' ? '' : ` ${todo}`}`;
}

function tellSubject({ id, subject }: HealthLine, t: TFunction): string {
  if (id === 'feed')
    return pick(subject, ['participants', 'badges', 'orderitems'], (feed) => t(`settings.feed.${feed}`));
  if (id !== 'stored') return subject ?? '';
  const kinds = ['journal', 'setAside', 'templates', 'photos', 'logs', 'other'] as const;
  return pick(subject, kinds, (kind) => t(`health.stored.${kind}`));
}

function tellValue({ id, value }: HealthLine, t: TFunction, language: Language): string {
  const key = chooseForm(id, value);
  const told = Object.entries(value).map(([name, one]) => [name, tellOne(name, one, t, language)] as const);
  return t(`health.value.${key}`, { replace: Object.fromEntries(told) });
}

function chooseForm(id: HealthLine['id'], value: Value): keyof typeof health.value {
  if (id === 'unsent' && (value['oldestAt'] ?? null) !== null) return 'unsentOldest';
  if (id === 'runtimes' && (value['electron'] ?? null) !== null) return 'runtimesElectron';
  if (id === 'memory' && (value['windowBytes'] ?? null) !== null) return 'memoryBoth';
  return id;
}

const WORDS = ['online', 'offline', 'paused', 'keychain', 'keyFile', 'desk', 'kiosk', 'monitor'] as const;
const PRINTER_STATES = ['ready', 'printing', 'problem', 'gone', 'unknown'] as const;
const KINDS = ['folder', 'browser', 'system', 'windows', 'ipp', 'zpl'] as const;

function tellOne(name: string, value: string | number | null, t: TFunction, language: Language): string {
  if (name === 'ahead') return tellAhead(Number(value), t);
  if (name === 'persisted') return t(value === 'yes' ? 'health.word.kept' : 'health.word.mayClear');
  if (value === null)
    return t(
      name.endsWith('At') ? 'health.word.never' : name === 'freeBytes' ? 'health.word.unknown' : 'health.word.none',
    );
  if (typeof value === 'number') return tellNumber(name, value, t, language);
  if (name.endsWith('At')) return formatTime(value, language, new Date());
  if (name === 'kind') return pick(value, KINDS, (kind) => t(`printers.kind.${kind}`));
  if (name === 'shell') return pick(value, ['electron', 'browser'], (shell) => t(`settings.shell.${shell}`));
  if (name === 'role' && value === 'printer') return t('health.word.printer');
  if (PRINTER_STATES.some((state) => state === value))
    return pick(value, PRINTER_STATES, (state) => t(`health.printerState.${state}`));
  return pick(value, WORDS, (word) => t(`health.word.${word}`));
}

function tellNumber(name: string, value: number, t: TFunction, language: Language): string {
  if (name.endsWith('Bytes')) {
    if (value < MB) return t('health.unit.kb', { n: Math.ceil(value / 1024) });
    const isLarge = value >= 1000 * MB;
    const n = new Intl.NumberFormat(language, { maximumFractionDigits: isLarge ? 1 : value < 10 * MB ? 1 : 0 });
    return isLarge
      ? t('health.unit.gb', { n: n.format(value / 1024 / MB) })
      : t('health.unit.mb', { n: n.format(value / MB) });
  }
  if (!name.endsWith('Seconds')) return formatNumber(value, language);
  const minutes = Math.floor(value / 60);
  if (minutes < 60) return t('health.unit.minutes', { n: minutes });
  return t('health.unit.hours', { n: Math.floor(minutes / 60), m: minutes % 60 });
}

/** A second more or less is none: the server tells whole ones. */
function tellAhead(seconds: number, t: TFunction): string {
  if (Math.abs(seconds) <= 1) return t('health.word.inStep');
  return t(seconds > 0 ? 'health.word.ahead' : 'health.word.behind', { seconds: Math.abs(seconds) });
}

/** What keeps a printer or the connection, in the words that the desk has for it. */
function tellProblems({ id, value }: HealthLine, t: TFunction): string[] {
  if (id === 'connection' && typeof value['problem'] === 'string') {
    const code = value['problem'];
    return isProblem(code) ? [`${t(`problem.${code}.title`)}.`] : [];
  }
  if (id !== 'printer' || typeof value['problems'] !== 'string') return [];
  return value['problems']
    .split(' ')
    .map((code) => printerProblemSchema.safeParse(code))
    .flatMap((parsed) => (parsed.success && parsed.data !== 'other' ? [t(`printProblem.${parsed.data}.what`)] : []));
}

function isProblem(code: string): code is keyof typeof problems {
  return Object.hasOwn(problems, code);
}

function pick<T extends string>(value: string | null, known: readonly T[], tell: (value: T) => string): string {
  const found = known.find((one) => one === value);
  return found === undefined ? (value ?? '') : tell(found);
}
