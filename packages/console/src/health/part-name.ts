/** `span_log` as a person reads it: `Span log`. */
export const partName = (part: string): string => {
  const known = PORTS.get(part);
  if (known !== undefined) return known;
  const words = part.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** What their letters stand for is no word. */
const PORTS: ReadonlyMap<string, string> = new Map([
  ['otlp_http', 'OTLP over HTTP'],
  ['otlp_grpc', 'OTLP over gRPC'],
]);
