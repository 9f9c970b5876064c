export const exporterNames = ['grpc', 'protobuf', 'json'] as const;
export type Exporter = (typeof exporterNames)[number];

export interface ExporterOptions {
  readonly authorization: string;
  readonly compression: 'none' | 'gzip';
}

/** Sends spans of a real SDK by a real exporter; resolves with `success`, or with what went wrong. */
export type ExportLikeSdk = (name: Exporter, url: string, options: ExporterOptions) => Promise<string>;

/** The libraries are there for whoever develops Holdfast only. */
export const exportLikeSdk = async (count: number): Promise<ExportLikeSdk> => {
  const { TracerProvider } = await import('@opentelemetry/sdk-trace');
  const { OTLPTraceExporter: Grpc } = await import('@opentelemetry/exporter-trace-otlp-grpc');
  const { OTLPTraceExporter: Protobuf } = await import('@opentelemetry/exporter-trace-otlp-proto');
  const { OTLPTraceExporter: Json } = await import('@opentelemetry/exporter-trace-otlp-http');
  const { Metadata } = await import('@grpc/grpc-js');

  return async (name, url, { authorization, compression }) => {
    const headers = { Authorization: authorization };
    const metadata = new Metadata();
    metadata.set('authorization', authorization);
    const options = { url, compression: compression as never };
    const exporter =
      name === 'grpc'
        ? new Grpc({ ...options, metadata })
        : new { protobuf: Protobuf, json: Json }[name]({ ...options, headers });
    const spans: Parameters<typeof exporter.export>[0] = [];
    const provider = new TracerProvider({
      spanProcessors: [
        {
          onStart: () => {},
          onEnd: (span) => void spans.push(span),
          forceFlush: () => Promise.resolve(),
          shutdown: () => Promise.resolve(),
        },
      ],
    });
    const tracer = provider.getTracer('proof');
    for (let index = 0; index < count; index += 1)
      tracer.startSpan(`chat ${index}`, { attributes: { 'gen_ai.usage.input_tokens': index } }).end();
    const outcome = await new Promise<string>((resolve) => {
      exporter.export(spans, ({ error }) => resolve(error === undefined ? 'success' : String(error)));
    });
    await exporter.shutdown();
    return outcome;
  };
};
