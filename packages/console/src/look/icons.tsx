import type { ReactNode } from 'react';

/** Drawn, not typed: which characters a font has differs, and a missing one is a box. Names come from what they stand in. */
const Icon = ({ children }: { readonly children: ReactNode }) => (
  <svg
    aria-hidden="true"
    viewBox="0 0 16 16"
    className="size-4 shrink-0 fill-none stroke-current"
    strokeWidth="1.5"
    strokeLinecap="round"
    strokeLinejoin="round"
  >
    {children}
  </svg>
);

export const MenuIcon = () => (
  <Icon>
    <path d="M2.5 4h11M2.5 8h11M2.5 12h11" />
  </Icon>
);

export const CloseIcon = () => (
  <Icon>
    <path d="M4 4l8 8M12 4l-8 8" />
  </Icon>
);

export const SearchIcon = () => (
  <Icon>
    <path d="M10.5 10.5 14 14M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9Z" />
  </Icon>
);

export const CopyIcon = () => (
  <Icon>
    <path d="M6 5.5h7.5v8H6zM10.5 5.5v-3h-8v8H6" />
  </Icon>
);

export const CheckIcon = () => (
  <Icon>
    <path d="m3 8.5 3.5 3.5L13 4.5" />
  </Icon>
);

export const LockIcon = () => (
  <Icon>
    <path d="M4 7.5h8v6H4zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5" />
  </Icon>
);

export const RingIcon = () => (
  <Icon>
    <path d="M8 13A5 5 0 1 0 8 3a5 5 0 0 0 0 10Z" />
  </Icon>
);

export const LeaveIcon = () => (
  <Icon>
    <path d="M6.5 2.5h-4v11h4M10.5 5l3 3-3 3M13.5 8h-7" />
  </Icon>
);

export const ChevronIcon = () => (
  <Icon>
    <path d="m6 4 4 4-4 4" />
  </Icon>
);

export const PlusIcon = () => (
  <Icon>
    <path d="M8 3.5v9M3.5 8h9" />
  </Icon>
);

export const BellIcon = () => (
  <Icon>
    <path d="M3 11.5h10c-1-1-1.5-2-1.5-4.5a3.5 3.5 0 0 0-7 0c0 2.5-.5 3.5-1.5 4.5ZM6.5 13.5a1.6 1.6 0 0 0 3 0" />
  </Icon>
);
