import type { ComponentProps, ReactNode } from 'react';

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label' | 'children' | 'className'> {
  readonly label: string;
  readonly icon: ReactNode;
}

/** A button that shows a picture and has a name all the same. */
export const IconButton = ({ label, icon, ...rest }: IconButtonProps) => (
  <button
    type="button"
    {...rest}
    aria-label={label}
    className="grid size-8 place-items-center rounded-control text-muted hover:bg-sunken hover:text-ink"
  >
    {icon}
  </button>
);
