import { z } from 'zod';
import { contract } from '../contract.ts';

/** An ExportTraceServiceResponse as JSON: empty where everything was stored. */
export const ExportAnswer = z.strictObject({
  partialSuccess: z.strictObject({ rejectedSpans: z.string(), errorMessage: z.string() }).optional(),
});

/** Exporters send as often as they have something. What they may take is counted in bytes, and not in requests. */
const LIMITS = { rate: 'none' } as const;
const FAILURES = ['spans_busy', 'spans_not_stored'] as const;

export const exportSpans = contract({
  name: 'traces.export',
  method: 'POST',
  path: '/v1/traces',
  summary: 'Takes spans from exporters of OpenTelemetry, and answers when they are durable.',
  permission: 'traces:write',
  speaks: 'otlp',
  answers: { 200: ExportAnswer },
  limits: LIMITS,
  failures: FAILURES,
});

export const exportSpansLikeLangfuse = contract({
  name: 'traces.export_like_langfuse',
  method: 'POST',
  path: '/api/public/otel/v1/traces',
  summary:
    'The same where the SDKs of Langfuse look for it; they send the two parts of an API key as user and password.',
  permission: 'traces:write',
  speaks: 'otlp',
  answers: { 200: ExportAnswer },
  limits: LIMITS,
  failures: FAILURES,
});
