import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readCalibration } from '../../../shared/badge/calibrate.ts';
import { markOf } from '../../../shared/badge/test-page.ts';
import { calibrationSchema, type Printer } from '../../../shared/contract/printing.ts';
import { printTestPage } from './acts.ts';
import { TextInput, type FormOf } from './draft-fields.tsx';
import { readNumber, writeCalibration, type CalibrationDraft } from './printer-draft.ts';

/** Where the print comes out and how large, as measured on the test page. */
export function CalibrationFields({ form, saved }: { readonly form: FormOf; readonly saved: Printer | null }) {
  const { t } = useTranslation();
  return (
    <details className="fine">
      <summary>{t('calibration.title')}</summary>
      <p className="quiet">{t('calibration.lead')}</p>
      {saved === null && <p>{t('calibration.needsSaved')}</p>}
      {saved !== null && saved.media === null && <p>{t('calibration.needsMedia')}</p>}
      {saved !== null && saved.media !== null && <Measuring form={form} saved={saved} sheet={saved.media} />}
      <h4>{t('calibration.byHand')}</h4>
      <div className="fields">
        <TextInput {...form} field="dx" label={t('calibration.dx')} hint={t('calibration.hint')} numeric />
        <TextInput {...form} field="dy" label={t('calibration.dy')} numeric />
        <TextInput {...form} field="scaleX" label={t('calibration.scaleX')} numeric />
        <TextInput {...form} field="scaleY" label={t('calibration.scaleY')} numeric />
      </div>
      <div className="form-actions">
        <button
          type="button"
          className="small"
          onClick={() => form.change(writeCalibration({ dx: 0, dy: 0, scaleX: 1, scaleY: 1 }))}
        >
          {t('calibration.reset')}
        </button>
      </div>
    </details>
  );
}

const EDGES = ['left', 'right', 'top', 'bottom'] as const;
type Outcome =
  { readonly is: 'wrongMeasure' | 'tooFar' } | { readonly is: 'counted'; readonly counted: CalibrationDraft };

/** Four distances on the page that was printed with what is saved, and the calibration that they mean. */
function Measuring(props: {
  readonly form: FormOf;
  readonly saved: Printer;
  readonly sheet: { readonly width: number; readonly height: number };
}) {
  const { t } = useTranslation();
  const { form, saved, sheet } = props;
  const [typed, setTyped] = useState({ left: '', right: '', top: '', bottom: '' });
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const mark = markOf(sheet);
  const count = (): void => {
    const [left, right, top, bottom] = EDGES.map((edge) => readNumber(typed[edge]));
    if (left == null || right == null || top == null || bottom == null) {
      setOutcome({ is: 'wrongMeasure' });
      return;
    }
    const found = calibrationSchema.safeParse(
      readCalibration(sheet, mark, { left, right, top, bottom }, saved.calibration),
    );
    if (!found.success) {
      setOutcome({ is: 'tooFar' });
      return;
    }
    const counted = writeCalibration(found.data);
    form.change(counted);
    setOutcome({ is: 'counted', counted });
  };
  return (
    <>
      <ol className="steps">
        <li>{t('calibration.steps.print')}</li>
        <li>{t('calibration.steps.measure', { mark })}</li>
        <li>{t('calibration.steps.write')}</li>
        <li>{t('calibration.steps.again')}</li>
      </ol>
      <div className="form-actions">
        <button type="button" onClick={() => void printTestPage(saved)}>
          {t('calibration.print')}
        </button>
      </div>
      <div className="fields edges">
        {EDGES.map((edge) => (
          <label className="field" key={edge}>
            <span className="field-label">{t(`calibration.edge.${edge}`)}</span>
            <input
              spellCheck={false}
              inputMode="decimal"
              autoComplete="off"
              value={typed[edge]}
              onChange={(event) => setTyped({ ...typed, [edge]: event.target.value })}
            />
          </label>
        ))}
      </div>
      <div className="form-actions">
        <button type="button" onClick={count}>
          {t('calibration.count')}
        </button>
        {outcome?.is === 'counted' && <span role="status">{t('calibration.counted', numbersOf(outcome.counted))}</span>}
        {outcome !== null && outcome.is !== 'counted' && (
          <span className="field-error" role="alert">
            {t(`calibration.${outcome.is}`)}
          </span>
        )}
      </div>
    </>
  );
}

/** What was worked out, for a sentence of the language. */
function numbersOf({ dx, dy, scaleX, scaleY }: CalibrationDraft): Readonly<Record<keyof CalibrationDraft, number>> {
  return { dx: Number(dx), dy: Number(dy), scaleX: Number(scaleX), scaleY: Number(scaleY) };
}
