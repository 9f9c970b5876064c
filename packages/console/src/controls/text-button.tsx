import type { ComponentProps } from 'react';

/** An act that is beside the point: it looks like a link and changes nothing for good. */
export const TextButton = (props: Omit<ComponentProps<'button'>, 'className'>) => (
  <button
    type="button"
    {...props}
    className="justify-self-start rounded-control text-left text-accent underline underline-offset-2"
  />
);
