/** What makes a workflow, for a page that has none to show. */
export const patchSnippet = (origin: string) =>
  ({
    code: `curl -X POST ${origin}/api/v1/workflows/order-1042/patches \\
  -H "Authorization: Bearer $HOLDFAST_KEY" -H 'Content-Type: application/json' \\
  -d '{"patches":[{"node":"planner","sequence":1,"time":"'"$(date -u +%FT%TZ)"'","patch":{"step":"planned"}}]}'`,
    what: 'the command',
  }) as const;
