/** What stands where the key belongs as long as there is none. */
export const NO_KEY = 'YOUR_KEY';

export interface FirstSpanSnippet {
  readonly word: string;
  readonly label: string;
  readonly install: string | undefined;
  readonly file: string | undefined;
  readonly code: (endpoint: string, key: string) => string;
}

const curl = (endpoint: string, key: string): string => `NOW=$(date +%s)
curl -sS ${endpoint} \\
  -H 'authorization: Bearer ${key}' \\
  -H 'content-type: application/json' \\
  -d '{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"my-service"}}]},
  "scopeSpans":[{"spans":[{"traceId":"'$(openssl rand -hex 16)'","spanId":"'$(openssl rand -hex 8)'",
  "name":"first span","kind":1,
  "startTimeUnixNano":"'$NOW'000000000","endTimeUnixNano":"'$NOW'250000000"}]}]}]}'`;

const javaScript = (endpoint: string, key: string): string => `import { trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { NodeSDK } from '@opentelemetry/sdk-node';

const sdk = new NodeSDK({
  serviceName: 'my-service',
  traceExporter: new OTLPTraceExporter({
    url: '${endpoint}',
    headers: { authorization: 'Bearer ${key}' },
  }),
});
sdk.start();

trace.getTracer('first').startActiveSpan('first span', (span) => span.end());
await sdk.shutdown();`;

const python = (endpoint: string, key: string): string => `from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

provider = TracerProvider(resource=Resource.create({"service.name": "my-service"}))
provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(
    endpoint="${endpoint}",
    headers={"authorization": "Bearer ${key}"},
)))
trace.set_tracer_provider(provider)

with trace.get_tracer("first").start_as_current_span("first span"):
    pass
provider.shutdown()`;

const go = (endpoint: string, key: string): string => `package main

import (
	"context"
	"log"

	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/attribute"
)

func main() {
	ctx := context.Background()
	exporter, err := otlptracehttp.New(ctx,
		otlptracehttp.WithEndpointURL("${endpoint}"),
		otlptracehttp.WithHeaders(map[string]string{"authorization": "Bearer ${key}"}),
	)
	if err != nil {
		log.Fatal(err)
	}
	provider := sdktrace.NewTracerProvider(
		sdktrace.WithBatcher(exporter),
		sdktrace.WithResource(resource.NewSchemaless(attribute.String("service.name", "my-service"))),
	)
	_, span := provider.Tracer("first").Start(ctx, "first span")
	span.End()
	if err := provider.Shutdown(ctx); err != nil {
		log.Fatal(err)
	}
}`;

/** Programs that send one span, in the languages that most agents are written in. */
export const SNIPPETS: readonly FirstSpanSnippet[] = [
  { word: 'curl', label: 'curl', install: undefined, file: undefined, code: curl },
  {
    word: 'js',
    label: 'JavaScript',
    install: 'npm install @opentelemetry/api @opentelemetry/sdk-node @opentelemetry/exporter-trace-otlp-proto',
    file: 'first-span.mjs',
    code: javaScript,
  },
  {
    word: 'python',
    label: 'Python',
    install: 'pip install opentelemetry-sdk opentelemetry-exporter-otlp-proto-http',
    file: 'first_span.py',
    code: python,
  },
  {
    word: 'go',
    label: 'Go',
    install: 'go get go.opentelemetry.io/otel/sdk go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp',
    file: 'main.go',
    code: go,
  },
];
