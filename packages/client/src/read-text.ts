import { answerTooLong } from './unexpected-answer.ts';

/** The body of an answer as text, up to a limit: one that never ends would fill the memory of who reads it. */
export const readText = async (response: Response, bytesMaximum: number): Promise<string> => {
  const body: ReadableStream<Uint8Array> | null = response.body;
  if (body === null) return '';
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let bytes = 0;
  // not `for await`: browsers that cannot iterate a stream can still read it
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return parts.join('') + decoder.decode();
    bytes += value.byteLength;
    if (bytes > bytesMaximum) {
      // closes the line; nobody waits for that
      reader.cancel().catch(() => {});
      throw answerTooLong(response, bytesMaximum);
    }
    parts.push(decoder.decode(value, { stream: true }));
  }
};
