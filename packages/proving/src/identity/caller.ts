import { createHttp, type Answer, type Ask } from '../http.ts';

/** Where somebody asks. A node that was started again has another address, so it is read anew each time. */
export interface Place {
  readonly url: string;
}

/** Who asks: what is shown, and which workspace is meant. */
export interface Showing {
  /** For sentences: `an analyst`. */
  readonly name: string;
  /** A sign-in's token or an API key; nobody shows nothing. */
  readonly token?: string;
  /** Named in Holdfast-Workspace. Whoever has one workspace only need not. */
  readonly workspace?: string;
}

export interface Caller extends Showing {
  readonly place: Place;
  ask(method: string, path: string, ask?: Ask): Promise<Answer>;
}

export const createCaller = (place: Place, showing: Showing): Caller => ({
  ...showing,
  place,
  ask: (method, path, ask = {}) =>
    createHttp(place.url)(method, path, {
      ...ask,
      ...(showing.token === undefined ? {} : { token: showing.token }),
      headers: {
        ...(showing.workspace === undefined ? {} : { 'holdfast-workspace': showing.workspace }),
        ...ask.headers,
      },
    }),
});

export const nobodyAt = (place: Place): Caller => createCaller(place, { name: 'nobody' });

/** The same somebody, about another workspace or another node. */
export const aboutWorkspace = (caller: Caller, workspace: string): Caller =>
  createCaller(caller.place, { ...caller, workspace });

export const atPlace = (caller: Caller, place: Place): Caller => createCaller(place, caller);
