import { aiSdk } from './ai-sdk.ts';
import type { Example } from './example.ts';
import { genkit } from './genkit.ts';
import { langfuse } from './langfuse.ts';
import { liveKit } from './livekit.ts';
import { mcp } from './mcp.ts';
import { mlflow } from './mlflow.ts';
import { openInference } from './open-inference.ts';
import { openLlmetry } from './open-llmetry.ts';
import { openTelemetryBefore, openTelemetryNow } from './open-telemetry.ts';
import { pydanticAi } from './pydantic-ai.ts';
import { vertexAgent } from './vertex-agent.ts';

export const EXAMPLES: readonly Example[] = [
  openTelemetryNow,
  openTelemetryBefore,
  openInference,
  openLlmetry,
  langfuse,
  aiSdk,
  pydanticAi,
  vertexAgent,
  genkit,
  mlflow,
  liveKit,
  mcp,
];
