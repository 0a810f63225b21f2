import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ScanNoticeStrip } from '../components/scan-strips.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { Toasts } from '../components/toasts.tsx';
import { useEngine } from '../state/engine.ts';
import { useStation } from '../state/station.ts';
import { Canvas } from './canvas/canvas.tsx';
import { followDraft, restoreDraft } from './draft.ts';
import { Inspector } from './inspector/inspector.tsx';
import { Layers } from './layers.tsx';
import { TemplateList } from './list/list.tsx';
import { LookBar } from './look-bar.tsx';
import { useLookedAt } from './people.ts';
import { Questions } from './questions.tsx';
import { templateOf, type Design } from './state/design.ts';
import { TemplateBar, Toolbar } from './toolbar.tsx';
import { useDesigner } from './store.ts';
import { useDesignerKeys } from './use-designer-keys.ts';
import { usePreview } from './use-preview.ts';

/** The designer over the whole desk, for the administrator; nothing when it is closed. */
export function Designer() {
  const event = useStation((state) => state.station?.event?.key ?? null);
  const admin = useStation((state) => state.station?.session.operator?.Role === 'Admin');
  const electron = useStation((state) => state.station?.shell === 'electron');
  const view = useDesigner((state) => state.view);
  const leads = useEngine((state) => state.phase === 'open'); // before, this window may not write
  useEffect(() => {
    if (event === null || !admin || !leads) return;
    void restoreDraft(event);
    return followDraft(event, !electron);
  }, [event, admin, leads, electron]);
  return view === 'closed' || !admin ? null : <DesignerScreen />;
}

/** A modal dialog of the browser: the desk behind it hears no keys. */
function DesignerScreen() {
  const { t } = useTranslation();
  const ref = useRef<HTMLDialogElement>(null);
  const view = useDesigner((state) => state.view);
  const design = useDesigner((state) => state.design);
  const said = useDesigner((state) => state.said);
  useDesignerKeys();
  useEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    useDesigner.setState({ shown: true });
    return () => {
      dialog?.close();
      useDesigner.setState({ shown: false });
    };
  }, []);
  return (
    <dialog
      ref={ref}
      className="designer"
      data-designer=""
      aria-label={t('designer.title')}
      // Escape lets go of what is selected; nothing here is closed by accident
      onCancel={(event) => event.preventDefault()}
      onClose={() => ref.current?.isConnected === true && !ref.current.open && ref.current.showModal()}
    >
      <ScanNoticeStrip />
      {view === 'canvas' && design !== null ? <DesignView design={design} /> : <TemplateList />}
      <p className="visually-hidden" role="status">
        {said}
      </p>
      <Toasts />
    </dialog>
  );
}

function DesignView({ design }: { readonly design: Design }) {
  const content = useLookedAt();
  const preview = usePreview(templateOf(design), content);
  return (
    <>
      <TemplateBar design={design} />
      <Toolbar design={design} />
      <div className="designer-main">
        <div className="designer-left">
          <Layers design={design} notes={preview.notes} />
          <LookBar />
        </div>
        <div className="designer-middle">
          {preview.failure !== null && <ProblemNote code={preview.failure.code} detail={preview.failure.detail} />}
          <Canvas design={design} preview={preview} />
        </div>
        <Inspector design={design} notes={preview.notes} />
      </div>
      <Questions />
    </>
  );
}
