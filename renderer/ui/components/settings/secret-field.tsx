import { useId } from 'react';

/** A code from paper: shown as it is typed, since it is compared sign by sign; kept by no browser. */
export function SecretField(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly focused?: boolean;
}) {
  const id = useId();
  return (
    <div className="field">
      <span className="field-label">
        <label htmlFor={id}>{props.label}</label>
      </span>
      <input
        id={id}
        type="text"
        data-focus={props.focused === true ? '' : undefined}
        autoFocus={props.focused === true}
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        maxLength={500}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </div>
  );
}
