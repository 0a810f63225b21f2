import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { moveJobs } from './acts.ts';
import { usePrinters } from './use-printers.ts';

/** Opens into one button a printer: which one is chosen is pressed, not scrolled to. Nothing where there is no other printer. */
export function MoveButton(props: {
  readonly jobs: readonly string[];
  readonly from: string | null;
  readonly label: string;
  /** The full name where the label is short. */
  readonly name?: string;
  readonly small?: boolean;
  readonly move?: (to: string) => Promise<unknown>;
}) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const printers = usePrinters();
  const others = printers.filter(({ id }) => id !== props.from);
  if (others.length === 0) return null;
  const className = props.small === true ? 'small' : undefined;
  const move = (to: string): void => {
    setOpen(false);
    void (props.move === undefined ? moveJobs(props.jobs, to) : props.move(to));
  };
  return (
    <>
      <button
        type="button"
        className={className}
        aria-expanded={open}
        aria-label={props.name}
        onClick={() => setOpen(!open)}
      >
        {props.label}
      </button>
      {open && (
        <span className="move-choices" role="group" aria-label={t('job.moveTo')}>
          {others.map(({ id, name }) => (
            <button type="button" key={id} className={className} onClick={() => move(id)}>
              {name}
            </button>
          ))}
        </span>
      )}
    </>
  );
}
