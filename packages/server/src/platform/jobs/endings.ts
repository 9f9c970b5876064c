/** Thrown by a handler that knows that no other try will help: the job becomes a dead letter at once. */
export class GiveUp extends Error {
  override readonly name = 'GiveUp';
}

/** Another worker has the job by now, or will have it: nothing that this try writes counts. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';

  constructor() {
    super('The lease of this job is lost: another worker has it, and nothing that this try writes counts.');
  }
}

export class JobCancelled extends Error {
  override readonly name = 'JobCancelled';

  /** Of those that are done together, the one that somebody cancelled. */
  readonly id: string;

  constructor(id: string) {
    super('Somebody cancelled this job.');
    this.id = id;
  }
}

export class NodeLeaves extends Error {
  override readonly name = 'NodeLeaves';

  constructor() {
    super('The node is leaving, and hands this job back.');
  }
}
