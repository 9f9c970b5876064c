import { fileURLToPath } from 'node:url';

/** The built console; missing in a checkout whose console was never built. */
export const consoleFolder = fileURLToPath(new URL('../../console/dist', import.meta.url));

/** Paths that belong to programs: a browser that asks for an unknown one of them gets a 404 and not the console. */
const PROGRAMS = /^\/(api|v1|ws|mcp|assets|metrics|livez|readyz|version|openapi\.json|docs)(\/|\?|$)/;

export const isConsolePage = (url: string): boolean => !PROGRAMS.test(url);
