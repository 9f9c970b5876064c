interface SchemaSettings {
  __zod_globalConfig?: { jitless?: boolean };
}

/** Schemas would try whether they may generate code, and the Content-Security-Policy would report the attempt. */
const settings = globalThis as SchemaSettings;
settings.__zod_globalConfig = { ...settings.__zod_globalConfig, jitless: true };

export {};
