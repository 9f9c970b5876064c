// Schemas would try whether they may generate code, and the Content-Security-Policy would report the attempt. This runs
// before every module: those that make schemas are evaluated before the one that would import it.
globalThis.__zod_globalConfig = { jitless: true };
