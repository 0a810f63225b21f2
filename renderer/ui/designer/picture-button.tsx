import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemplateImage } from '../../../shared/badge/template.ts';
import { LARGEST_IMAGES } from '../../../shared/badge/template-rules.ts';
import { showToast } from '../state/toasts.ts';
import { LARGEST_PICTURE, readPicture } from './files.ts';
import { Icon } from './icon.tsx';
import { hasRoomFor } from './state/pictures.ts';
import { currentTemplate } from './store.ts';

/** Asks for a picture file and gives what a template may hold of it; what cannot be had is said. */
export function PictureButton(props: {
  readonly label: string;
  readonly pageWidth: number;
  readonly onPicture: (image: TemplateImage) => void;
  readonly icon?: boolean;
  /** The element whose picture it replaces. */
  readonly inPlaceOf?: string;
}) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const take = async (file: File): Promise<void> => {
    setBusy(true);
    const read = await readPicture(file, props.pageWidth);
    setBusy(false);
    if (!read.ok) {
      showToast('problem', t(`designer.pictureFailed.${read.why}`, { megabytes: LARGEST_PICTURE / 1e6 }));
      return;
    }
    const template = currentTemplate();
    if (template !== null && !hasRoomFor(template, read.image, props.inPlaceOf ?? null)) {
      showToast('problem', t('designer.pictureFailed.together', { megabytes: LARGEST_IMAGES / 1e6 }));
    } else props.onPicture(read.image);
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept="image/png,image/jpeg,image/svg+xml"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file !== undefined) void take(file);
        }}
      />
      <button
        type="button"
        className={props.icon === true ? 'icon-button' : 'small'}
        aria-label={props.icon === true ? props.label : undefined}
        title={t('designer.pictureHint', { megabytes: LARGEST_PICTURE / 1e6, together: LARGEST_IMAGES / 1e6 })}
        disabled={busy}
        onClick={() => input.current?.click()}
      >
        {props.icon === true ? <Icon name="image" /> : props.label}
      </button>
    </>
  );
}
