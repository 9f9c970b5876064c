import { oxlintConfig } from '../lint/oxlint-config.ts';
import { errorsPage } from './errors.ts';
import { noticesFile } from './notices.ts';
import { settingsPage } from './settings.ts';
import { telemetryPage } from './telemetry.ts';

/** Every file that is made from something else, with what makes it. */
export const GENERATED: Readonly<Record<string, () => string>> = {
  '.oxlintrc.json': oxlintConfig,
  'docs/errors.md': errorsPage,
  'docs/telemetry.md': telemetryPage,
  'docs/settings.md': settingsPage,
  THIRD_PARTY_NOTICES: noticesFile,
};
