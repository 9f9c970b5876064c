export type Environment = Readonly<Record<string, string | undefined>>;

/** The one place that looks at the environment; everything else is given a config. */
export const environment: Environment = process.env;
