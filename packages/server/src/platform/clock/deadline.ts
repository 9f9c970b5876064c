export class OutOfTime extends Error {
  override readonly name = 'OutOfTime';
}

/** Settles with the work, or rejects when the time is over. The work itself goes on: give it a signal if it can stop. */
export const within = async <Value>(milliseconds: number, what: string, work: Promise<Value>): Promise<Value> => {
  let timer: NodeJS.Timeout | undefined;
  const alarm = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new OutOfTime(`${what} took longer than ${milliseconds} ms`)), milliseconds);
  });
  try {
    return await Promise.race([work, alarm]);
  } finally {
    clearTimeout(timer);
  }
};
