import { useTranslation } from 'react-i18next';
import { ProblemNote } from './components/problem-note.tsx';
import { DeskScreen } from './screens/desk-screen.tsx';
import { ElsewhereScreen } from './screens/elsewhere-screen.tsx';
import { EngineFailureScreen } from './screens/engine-failure-screen.tsx';
import { SignInScreen } from './screens/sign-in-screen.tsx';
import { StartScreen } from './screens/start-screen.tsx';
import { UnlockScreen } from './screens/unlock-screen.tsx';
import { useEngine } from './state/engine.ts';
import { useStation } from './state/station.ts';

/** Which screen: it follows from what the host and the engine say, never from a click alone. */
export function App() {
  const station = useStation((state) => state.station);
  const hostGone = useStation((state) => state.hostGone);
  const locked = useStation((state) => state.locked);
  const phase = useEngine((state) => state.phase);

  if (locked) return <UnlockScreen />;
  if (station === null) return <Waiting hostGone={hostGone} />;
  if (station.event === null) return <StartScreen station={station} />;
  if (station.session.operator === null) return <SignInScreen station={station} event={station.event} />;
  if (phase === 'elsewhere') return <ElsewhereScreen />;
  if (phase === 'failed') return <EngineFailureScreen />;
  return <DeskScreen station={station} event={station.event} operator={station.session.operator} />;
}

function Waiting({ hostGone }: { readonly hostGone: boolean }) {
  const { t } = useTranslation();
  return (
    <main className="page page-narrow">
      <h1>{t('common.appName')}</h1>
      {hostGone ? <ProblemNote code="hostGone" detail="" /> : <p className="quiet">{t('common.loading')}</p>}
    </main>
  );
}
