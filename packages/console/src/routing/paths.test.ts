import { expect, it } from 'vitest';
import { paths, serverPaths } from './paths.ts';

it('makes every link', () => {
  const links = Object.entries({ ...paths, ...serverPaths }).map(([name, path]) => `${name}: ${path()}`);
  expect(links).toMatchInlineSnapshot(`
    [
      "home: /",
      "health: /health",
      "docs: /docs",
      "openApi: /openapi.json",
      "readiness: /readyz",
    ]
  `);
});
