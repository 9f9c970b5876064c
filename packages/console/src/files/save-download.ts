import type { DownloadedFile } from '@holdfast/client/download';

/** Long enough for the browser to begin reading it. */
const KEPT_MS = 60_000;

/** Reads a file to its end and gives it to the person who asked for it. Answers how many bytes it has. */
export const saveDownload = async (
  { filename, type, body }: DownloadedFile,
  onBytes: (bytes: number) => void,
): Promise<number> => {
  let bytes = 0;
  const counting = new TransformStream<Uint8Array, Uint8Array>({
    transform: (chunk, controller) => {
      bytes += chunk.byteLength;
      onBytes(bytes);
      controller.enqueue(chunk);
    },
  });
  const blob = await new Response(body.pipeThrough(counting), { headers: { 'content-type': type } }).blob();
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = filename;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
  return bytes;
};
