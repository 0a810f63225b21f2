import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../shared/contract/routes.ts';
import { ProblemNote } from '../components/problem-note.tsx';
import { callHost, type HostAnswer } from '../state/host.ts';
import type { FormOf } from './draft-fields.tsx';
import { adoptCapabilities, readDraft, type PrinterDraft } from './printer-draft.ts';
import { tellProblemShort } from './problem-text.ts';

type Probed = HostAnswer<RouteOutput<'probePrinter'>> | 'asking' | null;

/** Whether the printer can be reached, and what it says, before it is saved. */
export function ProbeButton(props: {
  readonly draft: PrinterDraft;
  readonly onWrong: (wrong: FormOf['wrong']) => void;
  /** What it said of itself is put into the form. */
  readonly onAdopt: (change: Partial<PrinterDraft>) => void;
}) {
  const { t } = useTranslation();
  const [probed, setProbed] = useState<Probed>(null);
  const [adopted, setAdopted] = useState(false);
  const probe = async (): Promise<void> => {
    // the connection alone is asked about: the name may come later
    const read = readDraft({ ...props.draft, name: props.draft.name.trim() === '' ? '—' : props.draft.name });
    props.onWrong(read.ok ? {} : read.wrong);
    if (!read.ok) return;
    setProbed('asking');
    setAdopted(false);
    const answer = await callHost('probePrinter', { connection: read.printer.connection });
    setProbed(answer);
    const adopt = answer.ok ? adoptCapabilities(props.draft, answer.value.capabilities) : {};
    if (Object.keys(adopt).length === 0) return;
    setAdopted(true);
    props.onAdopt(adopt);
  };
  return (
    <div className="probe">
      <button type="button" disabled={probed === 'asking'} onClick={() => void probe()}>
        {t('printers.check')}
      </button>
      <span role="status">
        {probed === 'asking' && t('printers.checking')}
        {probed !== null && probed !== 'asking' && probed.ok && <ProbeWords {...probed.value} />}
        {adopted && ` ${t('printers.checkAdopted')}`}
      </span>
      {probed !== null && probed !== 'asking' && !probed.ok && (
        <ProblemNote code={probed.problem.code} detail={probed.problem.detail} />
      )}
    </div>
  );
}

function ProbeWords({ status }: RouteOutput<'probePrinter'>) {
  const { t } = useTranslation();
  if (status.state === 'gone') return t('printers.checkGone');
  if (status.problems.length > 0) {
    const what = status.problems.map(({ problem, detail }) => tellProblemShort(problem, detail, 'ready')).join(' ');
    return t('printers.checkSays', { what });
  }
  return `${t(status.state === 'unknown' ? 'printers.checkUnknown' : 'printers.checkReady')} ${t(`confirmation.${status.confirms}`)}`;
}
