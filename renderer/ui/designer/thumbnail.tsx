import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BadgeTemplate } from '../../../shared/badge/template.ts';
import { callHost } from '../state/host.ts';
import { findSample } from './state/samples.ts';
import { release, showSides } from './use-preview.ts';

/** How a template looks with an ordinary person on it. */
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
  const key = 'id' in template ? template.id : template;
  useEffect(() => {
    let wanted = true;
    let shown: readonly string[] = [];
    void inTurn(() => callHost('previewBadge', { template, content: findSample('usual'), printer: null })).then(
      async (answer) => {
        if (!wanted) return;
        setFailed(!answer.ok);
        if (!answer.ok) return;
        shown = await showSides(answer.value.sides);
        if (wanted) setSides(shown);
        else release(shown);
      },
    );
    return () => {
      wanted = false;
      release(shown);
    };
    // the object of the same id is no news
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key, version]);
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

let last: Promise<unknown> = Promise.resolve();

/** One after the other: a long list of templates is not asked for all at once. */
function inTurn<T>(task: () => Promise<T>): Promise<T> {
  const mine = last.then(task);
  last = mine.catch(() => undefined);
  return mine;
}
