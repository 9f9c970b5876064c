/** What Holdfast's own spans say of what they are about, beside what OpenTelemetry names. Never what was asked for, nor words of people. */
export const SPAN_ATTRIBUTES = {
  'mcp.method.name': 'The method of a message of MCP.',
  'gen_ai.tool.name': 'The tool that a message of MCP calls.',
  'holdfast.job.id': 'Which job was tried.',
  'holdfast.job.queue': 'The queue that it came from.',
  'holdfast.job.attempt': 'Which try it was, from one.',
  'holdfast.decision.id': 'Which decision something was done with.',
  'holdfast.decision.kind': 'What kind of action is decided about.',
  'holdfast.decision.act': 'What was done with it: a name of its steps, or what became of its callback.',
  'holdfast.decision.actor_kind': 'Who did it: member, key, rule, bypass, clock, system.',
  'holdfast.decision.revision': 'Of the arguments, when it was done.',
  'holdfast.decision.level': 'The level that it was at, from one.',
} as const;

export type SpanAttribute = keyof typeof SPAN_ATTRIBUTES;
