import { aiSdk } from './ai-sdk.ts';
import type { Dialect } from './dialect.ts';
import { genkit } from './genkit.ts';
import { langfuse } from './langfuse.ts';
import { liveKit } from './livekit.ts';
import { mcp } from './mcp.ts';
import { mlflow } from './mlflow.ts';
import { openInference } from './open-inference.ts';
import { openLlmetry } from './open-llmetry.ts';
import { openTelemetry } from './open-telemetry.ts';
import { pydanticAi } from './pydantic-ai.ts';
import { vertexAgent } from './vertex-agent.ts';

/** Many spans speak several at once. Whoever comes first here counts. */
export const DIALECTS: readonly Dialect[] = [
  langfuse,
  openTelemetry,
  aiSdk,
  openInference,
  openLlmetry,
  pydanticAi,
  vertexAgent,
  genkit,
  mlflow,
  liveKit,
  mcp,
];

/** What the span is, is said more clearly by those who have a word for it. */
export const KIND_FIRST: readonly Dialect[] = [
  langfuse,
  openInference,
  openTelemetry,
  genkit,
  aiSdk,
  openLlmetry,
  mlflow,
  pydanticAi,
  vertexAgent,
  liveKit,
  mcp,
];
