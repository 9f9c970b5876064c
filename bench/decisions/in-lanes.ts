const LANES = 50;

/** Does it so many times, in so many lanes at once as connections are measured, and gives what came of each. */
export const inLanes = async <Lane extends { close(): void }, Made>(
  count: number,
  open: () => Lane,
  make: (lane: Lane, nth: number) => Promise<Made>,
  lanes = LANES,
): Promise<Made[]> => {
  const made: Made[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    const lane = open();
    for (let nth = next++; nth < count; nth = next++) made.push(await make(lane, nth));
    lane.close();
  };
  await Promise.all(Array.from({ length: lanes }, work));
  return made;
};
