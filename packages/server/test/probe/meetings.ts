/** A place where so many wait for each other once; whoever comes later passes. */
export const createMeetings = (parties: number) => {
  const meetings = new Map<string, { arrived: number; open: PromiseWithResolvers<void> }>();
  return {
    arrive(word: string): Promise<void> {
      const meeting = meetings.get(word) ?? { arrived: 0, open: Promise.withResolvers<void>() };
      meetings.set(word, meeting);
      meeting.arrived += 1;
      if (meeting.arrived >= parties) meeting.open.resolve();
      return meeting.open.promise;
    },
  };
};
