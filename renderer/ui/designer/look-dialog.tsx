import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BadgeTemplate } from '../../../shared/badge/template.ts';
import { Dialog } from '../components/dialog.tsx';

/** A template is looked at before it is taken onto the canvas. */
export function LookDialog(props: {
  readonly title: string;
  /** Null: there is nothing to take, or not yet. */
  readonly template: BadgeTemplate | null;
  readonly take: string;
  readonly onTake: (template: BadgeTemplate) => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  const { template } = props;
  return (
    <Dialog
      wide
      title={props.title}
      onClose={props.onClose}
      actions={
        <>
          <button type="button" data-focus="" onClick={props.onClose}>
            {t('common.close')}
          </button>
          <button
            type="button"
            className="primary"
            disabled={template === null}
            onClick={() => {
              props.onClose();
              if (template !== null) props.onTake(template);
            }}
          >
            {props.take}
          </button>
        </>
      }
    >
      {props.children}
    </Dialog>
  );
}
