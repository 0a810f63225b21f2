import { useEffect, useId, useRef, type KeyboardEvent, type MouseEvent, type ReactNode, type RefObject } from 'react';
import { useDesk } from '../state/desk.ts';
import { goOnTyping } from '../state/focus.ts';

export interface MenuItem {
  readonly id: number | null;
  readonly title: string;
  readonly color: string | null;
  readonly chosen: boolean;
}

interface Props {
  readonly name: string;
  /** What is chosen, in short; null = nothing is. */
  readonly chosen: string | null;
  readonly items: readonly MenuItem[];
  /** Several can be chosen: the menu stays open. */
  readonly several: boolean;
  readonly tabIndex: number;
  readonly onChoose: (id: number | null) => void;
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };
const GAP = 4;

/** A chip that opens a list of choices: by mouse beside the search, which keeps the focus; by keyboard with the focus in it. */
export function FilterMenu({ name, chosen, items, several, tabIndex, onChoose }: Props) {
  const id = useId();
  const chip = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const query = useDesk((state) => state.query);
  useEffect(() => menu.current?.hidePopover(), [query]);

  const open = (takeFocus: boolean): void => {
    const { current: list } = menu;
    const place = chip.current?.getBoundingClientRect();
    if (list === null || place === undefined) return;
    list.style.top = `${place.bottom + GAP}px`;
    list.style.left = `${place.left}px`;
    list.showPopover();
    if (takeFocus) list.querySelector<HTMLElement>('button')?.focus();
  };
  const close = (): void => {
    menu.current?.hidePopover();
    if (menu.current?.contains(document.activeElement) === true) chip.current?.focus();
  };
  const press = (event: MouseEvent): void => {
    const byKey = event.detail === 0;
    if (menu.current?.matches(':popover-open') === true) close();
    else open(byKey);
    if (!byKey) goOnTyping();
  };
  const choose = (item: MenuItem, event: MouseEvent): void => {
    onChoose(item.id);
    if (!several) close();
    if (event.detail !== 0) goOnTyping();
  };
  const handleChipKey = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    open(true);
  };
  const handleMenuKey = (event: KeyboardEvent): void => {
    const buttons = [...(menu.current?.querySelectorAll('button') ?? [])];
    const step = STEPS[event.key];
    if (step !== undefined) {
      const at = buttons.findIndex((button) => button === document.activeElement);
      buttons[Math.max(0, Math.min(at + step, buttons.length - 1))]?.focus();
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      close();
      if (event.key === 'Tab') return; // on from the chip
    } else if (event.key === 'Enter' || event.key === ' ') {
      buttons.find((button) => button === document.activeElement)?.click();
      if (event.key === 'Enter') close();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <>
      <Chip
        buttonRef={chip}
        on={chosen !== null}
        tabIndex={tabIndex}
        menu={id}
        onPress={press}
        onKeyDown={handleChipKey}
      >
        {chosen === null ? name : <ChosenWords name={name} chosen={chosen} />}
        <span aria-hidden="true" className="chevron" />
      </Chip>
      <div
        id={id}
        ref={menu}
        popover="auto"
        role="menu"
        aria-label={name}
        className="filter-menu"
        onKeyDown={handleMenuKey}
        onMouseDown={(event) => event.preventDefault()}
      >
        {items.map((item) => (
          <button
            key={item.id}
            type="button"
            role={several ? 'menuitemcheckbox' : 'menuitemradio'}
            aria-checked={item.chosen}
            tabIndex={-1}
            onClick={(event) => choose(item, event)}
          >
            <span aria-hidden="true" className="filter-check">
              {item.chosen ? '✓' : ''}
            </span>
            <span
              aria-hidden="true"
              className="filter-dot"
              data-none={item.color === null ? '' : undefined}
              style={item.color === null ? undefined : { backgroundColor: item.color }}
            />
            {item.title}
          </button>
        ))}
      </div>
    </>
  );
}

function ChosenWords({ name, chosen }: { readonly name: string; readonly chosen: string }) {
  return (
    <>
      <span className="visually-hidden">{`${name}: `}</span>
      <span className="chip-words">{chosen}</span>
    </>
  );
}

interface ChipProps {
  readonly on: boolean;
  readonly tabIndex: number;
  readonly children: ReactNode;
  readonly onPress: (event: MouseEvent) => void;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  readonly buttonRef?: RefObject<HTMLButtonElement | null>;
  /** The Id of the menu that it opens. */
  readonly menu?: string;
}

/** One filter. The search box keeps the focus when it is pressed by the mouse. */
export function Chip({ on, tabIndex, children, onPress, onKeyDown, buttonRef, menu }: ChipProps) {
  return (
    <button
      ref={buttonRef}
      type="button"
      className="filter-chip"
      data-on={on ? '' : undefined}
      data-chip=""
      tabIndex={tabIndex}
      {...(menu === undefined ? { 'aria-pressed': on } : { 'aria-haspopup': 'menu', 'aria-controls': menu })}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
      onKeyDown={onKeyDown}
    >
      {children}
    </button>
  );
}
