import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Operator } from '../../../shared/ruvents/tables.ts';
import { openHealth } from '../state/desk.ts';
import { showDialog } from '../state/dialogs.ts';
import { signOut } from '../state/leaving.ts';
import { KeyHint } from './key-hint.tsx';
import { LanguageSwitch } from './language-switch.tsx';

export function OperatorMenu({ operator }: { readonly operator: Operator }) {
  const { t } = useTranslation();
  const id = useId();
  const menu = useRef<HTMLDivElement>(null);
  const open = (kind: 'settings' | 'keys' | 'report') => () => {
    menu.current?.hidePopover();
    showDialog({ kind });
  };
  const look = (): void => {
    menu.current?.hidePopover();
    openHealth();
  };
  const leave = (): void => {
    menu.current?.hidePopover();
    void signOut();
  };
  return (
    <div className="operator-menu">
      <button type="button" popoverTarget={id} aria-label={`${t('desk.menu')}: ${operator.Login}`}>
        <span className="operator-login">{operator.Login}</span>
        <span aria-hidden="true" className="chevron" />
      </button>
      <div id={id} ref={menu} popover="auto" className="menu">
        <p className="menu-who">
          <strong>{operator.Login}</strong>
          <span className="quiet">{t(`signIn.role.${operator.Role}`)}</span>
        </p>
        <LanguageSwitch />
        <button type="button" onClick={open('settings')}>
          {t('desk.settings')}
        </button>
        <button type="button" onClick={look}>
          {t('health.open')}
        </button>
        <button type="button" onClick={open('report')}>
          {t('report.open')}
        </button>
        <button type="button" onClick={open('keys')}>
          {t('desk.help')}
          <KeyHint keys="F1" />
        </button>
        <button type="button" onClick={leave}>
          {t('desk.signOut')}
        </button>
      </div>
    </div>
  );
}
