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

/** What can go back as the header Last-Event-ID. Another id would make every later request impossible. */
const SENDABLE_ID = /^[\u0020-\u007e]{0,256}$/u;

/** The event stream format of the HTML standard. */
export const createEventParser = (lastEventId = ''): EventParser => {
  const takeLines = createLineReader();
  let id = lastEventId;
  let event = '';
  let data: string[] = [];
  let characters = 0;
  let retryMs: number | undefined;

  const takeField = (name: string, value: string): void => {
    if (name === 'data') data.push(value);
    else if (name === 'event') event = value;
    else if (name === 'id' && SENDABLE_ID.test(value)) id = value;
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

  const guard = (unfinished: number): void => {
    if (characters + unfinished > EVENT_CHARACTERS_MAXIMUM) {
      throw new RangeError(`an event has more than ${EVENT_CHARACTERS_MAXIMUM} characters`);
    }
  };

  return {
    push: (piece) => {
      const { lines, unfinished } = takeLines(piece);
      const events: RawEvent[] = [];
      for (const line of lines) {
        const complete = takeLine(line);
        if (complete !== undefined) events.push(complete);
        guard(0);
      }
      guard(unfinished);
      return events;
    },
    retryMs: () => retryMs,
  };
};

type TakeLines = (piece: string) => {
  readonly lines: readonly string[];
  /** How many characters the line has that is not yet at its end. */
  readonly unfinished: number;
};

/** Looks at each character once, however many pieces a line comes in. */
const createLineReader = (): TakeLines => {
  let parts: string[] = [];
  let unfinished = 0;
  let afterReturn = false;

  return (piece) => {
    const lines: string[] = [];
    // the second half of a line end whose first half was the last of the piece before
    let from = afterReturn && piece.startsWith('\n') ? 1 : 0;
    for (const { 0: end, index } of piece.matchAll(/\r\n|\r|\n/gu)) {
      if (index < from) continue;
      parts.push(piece.slice(from, index));
      lines.push(parts.join(''));
      parts = [];
      unfinished = 0;
      from = index + end.length;
    }
    if (from < piece.length) parts.push(piece.slice(from));
    unfinished += piece.length - from;
    if (piece !== '') afterReturn = piece.endsWith('\r');
    return { lines, unfinished };
  };
};
