import type { FastifyInstance } from 'fastify';
import type { Refuse } from './foreign.ts';

/** Somewhere nothing is served, where clients of others look all the same. */
export interface Signpost {
  readonly path: string;
  /** What is said instead, and where to go. */
  readonly detail: string;
  /** Without it, a problem. */
  readonly refuse?: Refuse;
}

/** Where failures are told in another way than by problems, and what is said where nothing is. */
export interface ForeignPaths {
  refuseAt(path: string, refuse: Refuse): void;
  refuserOf(path: string): Refuse | undefined;
  post(signpost: Signpost): void;
  detailOf(path: string): string | undefined;
}

declare module 'fastify' {
  interface FastifyInstance {
    foreignPaths: ForeignPaths;
  }
}

export const keepForeignPaths = (app: FastifyInstance): void => {
  const refusers = new Map<string, Refuse>();
  const details = new Map<string, string>();
  app.decorate('foreignPaths', {
    refuseAt: (path, refuse) => void refusers.set(path, refuse),
    refuserOf: (path) => refusers.get(path),
    post({ path, detail, refuse }) {
      details.set(path, detail);
      if (refuse !== undefined) refusers.set(path, refuse);
    },
    detailOf: (path) => details.get(path),
  });
};
