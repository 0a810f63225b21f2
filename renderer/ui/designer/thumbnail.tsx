import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BadgeTemplate } from '../../../shared/badge/template.ts';
import { useEngine } from '../state/engine.ts';
import { callHost } from '../state/host.ts';
import { findSample } from './state/samples.ts';
import { release, showSides } from './use-preview.ts';

/** How a template looks with an ordinary person of this event on it. */
export function Thumbnail(props: {
  readonly template: BadgeTemplate | { readonly id: string };
  /** Which state of it: another one is drawn anew. */
  readonly version?: number;
  readonly name: string;
  readonly large?: boolean;
}) {
  const { t } = useTranslation();
  const [sides, setSides] = useState<readonly string[] | null>(null);
  const [failed, setFailed] = useState(false);
  const { template, version } = props;
  const id = 'id' in template ? template.id : null;
  const whole = 'id' in template ? null : template;
  const event = useEngine((state) => state.tables?.event.Title ?? '');
  useEffect(() => {
    const watch = new AbortController();
    const shown = inTurn(async () => drawSides(whole ?? { id: id ?? '' }, event, watch.signal));
    void shown.then((addresses) => {
      if (watch.signal.aborted) return;
      setFailed(addresses === null);
      setSides(addresses);
    });
    return () => {
      watch.abort();
      void shown.then((addresses) => release(addresses ?? []));
    };
  }, [id, whole, version, event]);
  return (
    <span className={props.large === true ? 'thumbnail is-large' : 'thumbnail'}>
      {sides?.map((address, side) => (
        <img
          key={address}
          src={address}
          alt={t(side === 0 ? 'designer.picture' : 'designer.pictureBack', { name: props.name })}
        />
      ))}
      {failed && <span className="design-hint">{t('designer.noPicture')}</span>}
    </span>
  );
}

/** @returns null when there is nothing to be shown */
async function drawSides(
  template: BadgeTemplate | { readonly id: string },
  event: string,
  signal: AbortSignal,
): Promise<readonly string[] | null> {
  if (signal.aborted) return null;
  const content = { ...findSample('usual'), event };
  const answer = await callHost('previewBadge', { template, content, printer: null });
  return answer.ok ? showSides(answer.value.sides) : null;
}

let last: Promise<unknown> = Promise.resolve();

/** One after the other: a long list of templates is not asked for all at once. */
function inTurn<T>(task: () => Promise<T>): Promise<T> {
  const mine = last.then(task);
  last = mine.catch(() => undefined);
  return mine;
}
