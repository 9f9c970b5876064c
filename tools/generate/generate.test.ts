import { expect, test } from 'vitest';
import { errorsPage } from './errors.ts';
import { table } from './markdown.ts';
import { settingsPage } from './settings.ts';
import { telemetryPage } from './telemetry.ts';

test('a cell cannot break its table', () => {
  expect(table(['a'], [['x | y\nz']])).toBe('| a |\n| --- |\n| x \\| y z |');
});

test('every error has a row and a section', () => {
  expect(errorsPage()).toContain('| 404 | [not_found](#not_found) | Not found | no |');
  expect(errorsPage()).toContain('\n## not_found\n');
});

test('settings name their flag', () => {
  expect(settingsPage()).toContain('| `HOLDFAST_HTTP_PORT` | `--http-port` | `4400` |');
});

test('events and metrics are listed with fields and labels', () => {
  expect(telemetryPage()).toContain('`holdfast_http_requests_total` | counter |');
  expect(telemetryPage()).toContain('`process_draining`');
});
