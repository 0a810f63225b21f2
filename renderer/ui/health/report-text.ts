/**
 * The report of a problem as text. It is made of figures, codes and words of the program; what a person typed and the log are
 * redacted besides. Titles of events, logins, addresses of printers and folders have no place in it.
 */
import type { TFunction } from 'i18next';
import { STATION_TEXTS, describeSettings } from '../../../shared/health/settings.ts';
import { redactText, redactTyped } from '../../../shared/health/redact.ts';
import { type HealthFacts, type HealthLine, judgeHealth, SECTIONS } from '../../../shared/health/judge.ts';
import type { Language, Station } from '../../../shared/contract/station.ts';
import { tellLine, writeLine } from './words.ts';

export interface ReportParts {
  /** What a person has typed. */
  readonly typed: string;
  readonly facts: HealthFacts;
  /** Null: the host has told nothing of itself in this window. */
  readonly station: Station | null;
  /** What this window is at: codes, figures. */
  readonly window: Readonly<Record<string, string | number | null>>;
  /** The oldest first. */
  readonly log: readonly string[];
}

export function writeReport(
  { typed, facts, station, window, log }: ReportParts,
  t: TFunction,
  language: Language,
): string {
  const story = redactTyped(typed.trim());
  const settings = station === null ? [] : describeStation(station);
  const notices = station?.notices.map(({ code }) => code) ?? [];
  const parts = [
    [t('report.head'), `${t('report.madeAt')}: ${facts.now}`],
    titled(t('report.part.what'), [story === '' ? t('report.notTold') : story]),
    writeHealth(judgeHealth(facts), t, language),
    titled(t('report.part.window'), listPairs(window)),
    ...(settings.length === 0 ? [] : [titled(t('report.part.settings'), settings)]),
    ...(notices.length === 0 ? [] : [titled(t('report.part.notices'), notices)]),
    titled(t('report.part.log', { count: log.length }), log.length === 0 ? [t('report.noLog')] : log),
  ];
  return `${parts.map((part) => redactText(part.join('\n'))).join('\n\n')}\n`;
}

/** The lines of health by section. */
export function writeHealth(lines: readonly HealthLine[], t: TFunction, language: Language): string[] {
  return SECTIONS.flatMap((section) => {
    const told = lines.filter((line) => line.section === section).map((line) => writeLine(tellLine(line, t, language)));
    return told.length === 0 ? [] : ['', ...titled(t(`health.section.${section}`), told)];
  }).slice(1);
}

function describeStation({ event, settings, badges, printers, role, language }: Station): string[] {
  return [
    ...listPairs({ role, language, event: event?.eventId ?? null }),
    ...describeSettings('settings', settings, STATION_TEXTS),
    ...describeSettings('badges', badges, STATION_TEXTS),
    ...printers.flatMap(({ kind, media }, index) =>
      describeSettings(`printer ${index + 1}`, { kind, media }, STATION_TEXTS),
    ),
  ];
}

function listPairs(pairs: Readonly<Record<string, string | number | null>>): string[] {
  return Object.entries(pairs).map(([name, value]) => `${name}: ${value ?? '-'}`);
}

function titled(title: string, lines: readonly string[]): string[] {
  return [`== ${title} ==`, ...lines];
}
