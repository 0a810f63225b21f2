import { useTranslation } from 'react-i18next';
import type { OrderItemRow } from '../../../shared/ruvents/rows.ts';
import type { BadgeView, ParticipantView } from '../../../shared/operations/view.ts';
import { useEngine } from '../state/engine.ts';
import { useNames } from './use-names.ts';
import { useFormat } from './use-format.ts';
import { PendingMark } from './status-select.tsx';

/** Paid items, and badges recorded before. */
export function ParticipantRecords({ view }: { readonly view: ParticipantView }) {
  const { t } = useTranslation();
  const { time } = useFormat();
  return (
    <div className="records">
      <section>
        <h3>{t('participant.badges')}</h3>
        {view.badges.length === 0 && <p className="quiet">{t('participant.noBadges')}</p>}
        <ul className="record-list">
          {view.badges.map((badge, index) => (
            <BadgeLine key={badge.id ?? `new ${index}`} badge={badge} />
          ))}
        </ul>
      </section>
      {view.orderItems.length > 0 && (
        <section>
          <h3>{t('participant.paid')}</h3>
          <ul className="record-list">
            {view.orderItems.map((item) => (
              <PaidLine key={item.Id} item={item} />
            ))}
          </ul>
        </section>
      )}
      {view.updateTime !== null && (
        <p className="quiet record-foot">{t('participant.updated', { time: time(view.updateTime) })}</p>
      )}
    </div>
  );
}

function BadgeLine({ badge }: { readonly badge: BadgeView }) {
  const { operator, part } = useNames();
  const { timeByClock } = useFormat();
  const facts = [
    timeByClock(badge.time),
    operator(badge.operatorId),
    badge.partId === null ? null : part(badge.partId),
  ];
  return (
    <li>
      <span>{facts.filter((fact) => fact !== null).join(' · ')}</span>
      {badge.pending && <PendingMark />}
    </li>
  );
}

function PaidLine({ item }: { readonly item: OrderItemRow }) {
  const { t } = useTranslation();
  const { time } = useFormat();
  const product = useEngine((state) => state.tables?.products.find((one) => one.Id === item.ProductId)?.Title);
  const discount = typeof item.Discount === 'number' ? `${item.Discount}%` : (item.Discount ?? '');
  const facts = [
    item.PaidTime !== undefined && item.PaidTime !== null && time(item.PaidTime),
    discount !== '' && discount !== '0%' && t('participant.discount', { value: discount }),
    item.PromoCode !== undefined && item.PromoCode !== null && t('participant.promo', { value: item.PromoCode }),
  ].filter((fact) => fact !== false);
  return (
    <li>
      <span className="paid-product">{product ?? t('common.unknownProduct', { id: item.ProductId })}</span>
      <span className={item.Paid ? 'mark mark-paid' : 'mark mark-unpaid'}>
        {t(item.Paid ? 'participant.isPaid' : 'participant.notPaid')}
      </span>
      <span className="quiet">{facts.join(' · ')}</span>
    </li>
  );
}
