import { PRIORITIES, type Priority } from '@holdfast/protocol/decisions/decision';

/** A priority as a number that can be put in order: its place among all, the least first. */
export const urgencyOf = (priority: Priority): number => PRIORITIES.indexOf(priority);

export const priorityOf = (urgency: number): Priority => PRIORITIES[urgency] ?? 'medium';

interface Ranked {
  readonly urgency: number;
}

export const isUrgent = ({ urgency }: Ranked): boolean => urgency >= urgencyOf('high');

export const isCritical = ({ urgency }: Ranked): boolean => urgency >= urgencyOf('critical');
