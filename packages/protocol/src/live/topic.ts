import type { z } from 'zod';
import type { Permission } from '../permissions.ts';

/** Something that a console can follow: who may, and which events it has. */
export interface Topic {
  /** As it stands before the colon in `topics=imports:{id}`. */
  readonly name: string;
  readonly means: string;
  readonly permission: Permission;
  /** `of-one`: the topic is about one thing, whose id stands behind the colon. */
  readonly scope: 'all' | 'of-one';
  readonly events: Readonly<Record<string, z.ZodObject>>;
}

export const topic = <const T extends Topic>(definition: T): T => definition;

export type LiveEvent<T extends Topic> = {
  [Name in keyof T['events'] & string]: {
    readonly event: Name;
    readonly data: z.output<T['events'][Name]>;
  };
}[keyof T['events'] & string];
