import { openTelemetryNow } from './open-telemetry.ts';
import { ARGUMENTS_JSON, RESULT_JSON, TOOL, type Example } from './example.ts';

/** An agent of OpenTelemetry whose tool is called over the Model Context Protocol. */
export const mcp: Example = {
  ...openTelemetryNow,
  dialect: 'mcp',
  tool: {
    name: `tools/call ${TOOL}`,
    attributes: {
      'mcp.method.name': 'tools/call',
      'mcp.session.id': 'connection-1',
      'mcp.protocol.version': '2025-06-18',
      'jsonrpc.request.id': '7',
      'gen_ai.tool.name': TOOL,
      'gen_ai.tool.call.arguments': ARGUMENTS_JSON,
      'gen_ai.tool.call.result': RESULT_JSON,
      'network.transport': 'pipe',
    },
  },
};
