/** The first that fits: many name others they want to be taken for, and themselves last. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:e|A|iOS)?\//u, 'Edge'],
  [/\bOPR\//u, 'Opera'],
  [/\bFxiOS\/|\bFirefox\//u, 'Firefox'],
  [/\bSamsungBrowser\//u, 'Samsung Internet'],
  [/\bHeadlessChrome\//u, 'Chrome without a window'],
  [/\bCriOS\/|\bChrome\/|\bChromium\//u, 'Chrome'],
  [/\bSafari\//u, 'Safari'],
];

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/u, 'iPhone'],
  [/\biPad\b/u, 'iPad'],
  [/\bAndroid\b/u, 'Android'],
  [/\bWindows\b/u, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/u, 'macOS'],
  [/\bCrOS\b/u, 'ChromeOS'],
  [/\bLinux\b/u, 'Linux'],
];

const LONGEST = 60;

const firstOf = (names: readonly (readonly [RegExp, string])[], agent: string): string | undefined =>
  names.find(([pattern]) => pattern.test(agent))?.[1];

/** What a browser or client called itself, as a person would say it: `Firefox on Linux`. */
export const agentWords = (agent: string | null): string => {
  if (agent === null || agent === '') return 'Something without a name';
  const browser = firstOf(BROWSERS, agent);
  const system = firstOf(SYSTEMS, agent);
  if (browser !== undefined) return system === undefined ? browser : `${browser} on ${system}`;
  const name = agent.split(' ', 1)[0] ?? agent;
  return name.length > LONGEST ? `${name.slice(0, LONGEST)} …` : name;
};
