import type { Contract } from '@holdfast/protocol/contract';

/** What a server said, with a status that the contract lists. Looking at `status` tells the compiler which body it is. */
export type Answer<C extends Contract> = {
  [Status in keyof C['answers'] & number]: {
    readonly status: Status;
    readonly body: C['answers'][Status]['_output'];
    /** As received, quotes included; give it back as `version`. */
    readonly etag: string | undefined;
    readonly headers: Headers;
  };
}[keyof C['answers'] & number];

export type Body<C extends Contract> = Answer<C>['body'];
