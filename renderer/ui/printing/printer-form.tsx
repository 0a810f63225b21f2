import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Printer } from '../../../shared/contract/printing.ts';
import { ProblemNote } from '../components/problem-note.tsx';
import type { Failure } from '../state/host.ts';
import { showToast } from '../state/toasts.ts';
import { savePrinter } from './acts.ts';
import { CalibrationFields } from './calibration-fields.tsx';
import { CheckInput, SelectInput, TextInput, type FormOf } from './draft-fields.tsx';
import { fitsKind, MEDIA, readDraft, type PrinterDraft } from './printer-draft.ts';
import { ProbeButton } from './probe-button.tsx';
import { usePrinters } from './use-printers.ts';

/** Adds a printer or changes one. */
export function PrinterForm(props: {
  readonly draft: PrinterDraft;
  /** As it is kept; null = it is new. */
  readonly saved: Printer | null;
  readonly onDone: () => void;
}) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(props.draft);
  const [wrong, setWrong] = useState<FormOf['wrong']>({});
  const [failure, setFailure] = useState<Failure | null>(null);
  const form: FormOf = { draft, wrong, change: (change) => setDraft((before) => ({ ...before, ...change })) };
  const { kind } = draft;
  const region = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // what is wrong may be folded away, or above what is seen
    const field = region.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    field?.closest('details')?.setAttribute('open', '');
    field?.focus();
  }, [wrong]);

  const save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const read = readDraft(draft);
    setWrong(read.ok ? {} : read.wrong);
    if (!read.ok) return;
    // what is left is counted down while the form is open: only a number that was typed here is a new one
    const isCounted = props.saved !== null && draft.mediaLeft === props.draft.mediaLeft;
    const mediaLeft = isCounted ? props.saved.mediaLeft : read.printer.mediaLeft;
    const failed = await savePrinter({ ...read.printer, mediaLeft });
    setFailure(failed);
    if (failed !== null) return;
    showToast('done', i18next.t('printers.saved', { name: read.printer.name }));
    props.onDone();
  };

  return (
    <form ref={region} className="printing-form" onSubmit={(event) => void save(event)} noValidate>
      <h3>{t(props.saved === null ? 'printerForm.titleNew' : 'printerForm.titleEdit')}</h3>
      <p>
        <strong>{t(`printers.kind.${kind}`)}.</strong> <span className="quiet">{t(`printers.kindHint.${kind}`)}</span>
      </p>
      <div className="fields">
        <TextInput {...form} field="name" label={t('printerForm.name')} hint={t('printerForm.nameHint')} focus />
        {kind === 'folder' && <TextInput {...form} field="folder" label={t('printerForm.folder')} />}
        {(kind === 'system' || kind === 'windows') && (
          <TextInput {...form} field="device" label={t('printerForm.device')} />
        )}
        {kind === 'ipp' && <TextInput {...form} field="uri" label={t('printerForm.uri')} />}
        {kind === 'zpl' && (
          <>
            <TextInput {...form} field="host" label={t('printerForm.host')} />
            <TextInput {...form} field="port" label={t('printerForm.port')} numeric />
          </>
        )}
      </div>
      {kind !== 'folder' && kind !== 'browser' && (
        <ProbeButton draft={draft} onWrong={setWrong} onAdopt={form.change} />
      )}
      <div className="fields">
        {fitsKind(kind, 'media') && <MediaFields {...form} />}
        {fitsKind(kind, 'dpi') && (
          <SelectInput
            label={t('printerForm.dpi')}
            value={String(draft.dpi)}
            onChange={(value) => form.change({ dpi: value === '600' ? 600 : value === '300' ? 300 : 203 })}
          >
            {[203, 300, 600].map((dpi) => (
              <option key={dpi}>{dpi}</option>
            ))}
          </SelectInput>
        )}
        <TextInput
          {...form}
          field="mediaLeft"
          label={t('printerForm.mediaLeft')}
          hint={t('printerForm.mediaLeftHint')}
          numeric
        />
        <FallbackSelect {...form} />
      </div>
      <FineFields {...form} />
      {fitsKind(kind, 'calibration') && <CalibrationFields form={form} saved={props.saved} />}
      {failure !== null && <ProblemNote code={failure.code} detail={failure.detail} />}
      <div className="form-actions">
        <button type="submit" className="primary">
          {t('printers.save')}
        </button>
        <button type="button" onClick={props.onDone}>
          {t('printerForm.cancel')}
        </button>
      </div>
    </form>
  );
}

function MediaFields(form: FormOf) {
  const { t } = useTranslation();
  const { draft, change } = form;
  return (
    <>
      <SelectInput label={t('printerForm.media')} value={draft.media} onChange={(media) => change({ media })}>
        <option value="any">{t('printerForm.mediaAny')}</option>
        {MEDIA.map(({ name }) => (
          <option key={name} value={name}>
            {t(`printerForm.mediaNamed.${name}`)}
          </option>
        ))}
        <option value="other">{t('printerForm.mediaOther')}</option>
      </SelectInput>
      {draft.media === 'other' && (
        <>
          <TextInput {...form} field="width" label={t('printerForm.width')} numeric />
          <TextInput {...form} field="height" label={t('printerForm.height')} numeric />
        </>
      )}
    </>
  );
}

function FallbackSelect({ draft, change }: FormOf) {
  const { t } = useTranslation();
  const printers = usePrinters();
  return (
    <SelectInput label={t('printerForm.fallback')} value={draft.fallback} onChange={(fallback) => change({ fallback })}>
      <option value="">{t('printerForm.fallbackNone')}</option>
      {printers
        .filter(({ id }) => id !== draft.id)
        .map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
    </SelectInput>
  );
}

const TURNS = [
  { turn: 0, word: 'none' },
  { turn: 90, word: 'right' },
  { turn: 180, word: 'half' },
  { turn: 270, word: 'left' },
] as const;
const MEDIA_TYPES = ['gap', 'mark', 'continuous'] as const;

/** What is rarely changed. */
function FineFields(form: FormOf) {
  const { t } = useTranslation();
  const { draft, change } = form;
  return (
    <details className="fine">
      <summary>{t('printerForm.more')}</summary>
      <div className="fields">
        <SelectInput
          label={t('printerForm.turn')}
          value={String(draft.turn)}
          onChange={(value) => change({ turn: TURNS.find(({ turn }) => String(turn) === value)?.turn ?? 0 })}
        >
          {TURNS.map(({ turn, word }) => (
            <option key={turn} value={turn}>
              {t(`printerForm.turnWord.${word}`)}
            </option>
          ))}
        </SelectInput>
        {fitsKind(draft.kind, 'label') && (
          <>
            <TextInput
              {...form}
              field="darkness"
              label={t('printerForm.darkness')}
              hint={t('printerForm.darknessHint')}
              numeric
            />
            <SelectInput
              label={t('printerForm.mediaType')}
              value={draft.mediaType ?? ''}
              onChange={(value) => change({ mediaType: MEDIA_TYPES.find((type) => type === value) ?? null })}
            >
              <option value="">{t('printerForm.asSet')}</option>
              {MEDIA_TYPES.map((type) => (
                <option key={type} value={type}>
                  {t(`printerForm.mediaTypeWord.${type}`)}
                </option>
              ))}
            </SelectInput>
          </>
        )}
      </div>
      {fitsKind(draft.kind, 'label') && (
        <CheckInput label={t('printerForm.cutter')} checked={draft.cutter} onChange={(cutter) => change({ cutter })} />
      )}
      {fitsKind(draft.kind, 'duplex') && (
        <CheckInput label={t('printerForm.duplex')} checked={draft.duplex} onChange={(duplex) => change({ duplex })} />
      )}
    </details>
  );
}
