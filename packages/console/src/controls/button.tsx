import type { ComponentProps } from 'react';

const LOOKS = {
  plain: 'border-line-strong bg-surface text-ink hover:bg-sunken aria-disabled:hover:bg-surface',
  primary: 'border-accent bg-accent font-semibold text-on-accent aria-disabled:bg-sunken',
  quiet: 'border-transparent text-muted hover:bg-sunken hover:text-ink',
} as const;

interface ButtonProps extends Omit<ComponentProps<'button'>, 'className'> {
  readonly look?: keyof typeof LOOKS;
}

export const Button = ({ look = 'plain', ...rest }: ButtonProps) => (
  <button
    type="button"
    {...rest}
    className={`inline-flex min-h-8 items-center gap-2 rounded-control border px-3 whitespace-nowrap aria-disabled:cursor-not-allowed! aria-disabled:border-line aria-disabled:text-faint ${LOOKS[look]}`}
  />
);
