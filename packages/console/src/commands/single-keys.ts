import { remembered } from '../remember/remembered.ts';

/** Who speaks to the computer presses letters without wanting to (WCAG 2.1.4): keys without a modifier can be off. */
export const singleKeys = remembered('holdfast.single-keys', ['on', 'off']);
