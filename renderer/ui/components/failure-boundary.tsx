import { Component, type ReactNode } from 'react';
import i18next from 'i18next';
import { reportFault } from '../health/faults.ts';
import { ReportButton } from '../health/report-button.tsx';

/** Catches an error while drawing: what is recorded is safe in the host, so opening the screen again is the next step. */
export class FailureBoundary extends Component<{ readonly children: ReactNode }, { readonly error: Error | null }> {
  override state: { readonly error: Error | null } = { error: null };

  static getDerivedStateFromError(error: unknown): { readonly error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(error: unknown): void {
    reportFault('drawing', error);
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <main className="page page-narrow">
        <h1>{i18next.t('failure.title')}</h1>
        <p>{i18next.t('failure.what')}</p>
        <p>{i18next.t('failure.todo')}</p>
        <pre className="note-detail">{error.message}</pre>
        <div className="failure-actions">
          <button type="button" className="primary" onClick={() => location.reload()}>
            {i18next.t('failure.reopen')}
          </button>
          <FailureBoundary>
            <ReportButton />
          </FailureBoundary>
        </div>
      </main>
    );
  }
}
