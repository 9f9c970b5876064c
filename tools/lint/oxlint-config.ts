import { CATEGORIES, CHOSEN, FOLDERS, NOISE, PLUGINS } from './oxlint-table.ts';

/** The whole of .oxlintrc.json. JSON has no comments, so the reasons stay in the table. */
export const oxlintConfig = (): string =>
  `${JSON.stringify(
    {
      $schema: './node_modules/oxlint/configuration_schema.json',
      plugins: PLUGINS,
      categories: CATEGORIES,
      rules: { ...NOISE, ...CHOSEN },
      overrides: FOLDERS.map(({ files, rules }) => ({ files, rules })),
      ignorePatterns: [
        'tools/canaries/**',
        '**/*.generated.ts',
        '**/dist/**',
        '**/dist-*/**',
        'coverage/**',
        '.cache/**',
      ],
    },
    undefined,
    2,
  )}\n`;
