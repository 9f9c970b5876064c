import { ANSWER, ARGUMENTS, ARGUMENTS_JSON, QUESTION, RESULT, RESULT_JSON, TOOL, type Example } from './example.ts';

/** Written as Genkit does. */
export const genkit: Example = {
  dialect: 'genkit',
  root: {
    name: 'weather',
    attributes: {
      'genkit:name': 'weather',
      'genkit:type': 'action',
      'genkit:metadata:subtype': 'flow',
      'genkit:isRoot': true,
      'genkit:input': JSON.stringify(QUESTION),
      'genkit:output': JSON.stringify(ANSWER),
      'genkit:state': 'success',
    },
  },
  tool: {
    name: TOOL,
    attributes: {
      'genkit:name': TOOL,
      'genkit:type': 'action',
      'genkit:metadata:subtype': 'tool',
      'genkit:input': ARGUMENTS_JSON,
      'genkit:output': RESULT_JSON,
    },
  },
  call: {
    name: 'googleai/gemini-2.5-flash',
    attributes: {
      'genkit:name': 'googleai/gemini-2.5-flash',
      'genkit:type': 'action',
      'genkit:metadata:subtype': 'model',
      'genkit:input': JSON.stringify({
        messages: [
          { role: 'system', content: [{ text: 'You are terse.' }] },
          { role: 'user', content: [{ text: QUESTION }] },
          { role: 'model', content: [{ toolRequest: { name: TOOL, ref: 'call_1', input: ARGUMENTS } }] },
          { role: 'tool', content: [{ toolResponse: { name: TOOL, ref: 'call_1', output: RESULT } }] },
        ],
        config: {},
      }),
      'genkit:output': JSON.stringify({
        message: { role: 'model', content: [{ text: ANSWER }] },
        finishReason: 'stop',
        usage: { inputTokens: 120, outputTokens: 30, totalTokens: 150, cachedContentTokens: 64 },
      }),
    },
  },
  tells: {
    model: 'googleai/gemini-2.5-flash',
    provider: null,
    session: null,
    user: null,
    output: 30,
    reasoning: 0,
    rootType: 'chain',
  },
};
