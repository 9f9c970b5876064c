/** One server-sent event as it came: data not yet parsed. */
export interface RawEvent {
  readonly event: string;
  readonly data: string;
  /** The last id the stream named, which may have come with an earlier event. */
  readonly id: string;
}

export interface EventParser {
  /** Takes the next piece of text, cut anywhere, and gives the events it completed. */
  readonly push: (piece: string) => readonly RawEvent[];
  /** How long the server wishes a client to wait before it comes back. */
  readonly retryMs: () => number | undefined;
}

/** One event may not fill the memory of who reads it. */
export const EVENT_CHARACTERS_MAXIMUM = 16 * 1024 * 1024;

/** The event stream format of the HTML standard. */
export const createEventParser = (lastEventId = ''): EventParser => {
  let rest = '';
  let id = lastEventId;
  let event = '';
  let data: string[] = [];
  let characters = 0;
  let retryMs: number | undefined;

  const takeField = (name: string, value: string): void => {
    if (name === 'data') data.push(value);
    else if (name === 'event') event = value;
    else if (name === 'id' && !value.includes('\0')) id = value;
    else if (name === 'retry' && /^\d+$/u.test(value)) retryMs = Number(value);
  };

  const takeLine = (line: string): RawEvent | undefined => {
    if (line === '') {
      const complete = data.length === 0 ? undefined : { event: event || 'message', data: data.join('\n'), id };
      event = '';
      data = [];
      characters = 0;
      return complete;
    }
    characters += line.length;
    const colon = line.indexOf(':');
    if (colon === -1) takeField(line, '');
    else if (colon > 0) takeField(line.slice(0, colon), line.slice(colon + (line[colon + 1] === ' ' ? 2 : 1)));
    return undefined;
  };

  const guard = (): void => {
    if (characters + rest.length > EVENT_CHARACTERS_MAXIMUM) {
      throw new RangeError(`an event has more than ${EVENT_CHARACTERS_MAXIMUM} characters`);
    }
  };

  return {
    push: (piece) => {
      const text = rest + piece;
      // A carriage return at the very end may be half of a CRLF; the next piece tells.
      const end = text.endsWith('\r') ? text.length - 1 : text.length;
      const lines = text.slice(0, end).split(/\r\n|\r|\n/u);
      rest = (lines.pop() ?? '') + text.slice(end);
      const events: RawEvent[] = [];
      for (const line of lines) {
        const complete = takeLine(line);
        if (complete !== undefined) events.push(complete);
        guard();
      }
      guard();
      return events;
    },
    retryMs: () => retryMs,
  };
};
