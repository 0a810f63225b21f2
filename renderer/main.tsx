/** Puts the UI together: words, state, and the tree of React. */
import './ui/state/jitless.ts';
import './ui/styles/index.css';
import { createRoot } from 'react-dom/client';
import { App } from './ui/app.tsx';
import { FailureBoundary } from './ui/components/failure-boundary.tsx';
import { followFaults } from './ui/health/faults.ts';
import { followEngine } from './ui/health/witness.ts';
import { startWords } from './ui/i18n/i18n.ts';
import { followCurrentPart } from './ui/state/part.ts';
import { followNetwork } from './ui/state/network.ts';
import { startSerialScanner } from './ui/state/scan-port.ts';
import { followKeyboardScanner } from './ui/state/scan.ts';
import { followSession } from './ui/state/session.ts';
import { languageOf, startStation } from './ui/state/station.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

followFaults(window);
followEngine();
startWords(languageOf(null));
startStation();
followNetwork(window);
followSession();
followCurrentPart();
followKeyboardScanner(window);
startSerialScanner();
createRoot(root).render(
  <FailureBoundary>
    <App />
  </FailureBoundary>,
);
