const MILLISECONDS: Readonly<Record<string, number>> = {
  H: 3_600_000,
  M: 60_000,
  S: 1000,
  m: 1,
  u: 0.001,
  n: 0.000001,
};

const TIMEOUT = /^(\d{1,8})([HMSmun])$/;

/** How long the caller waits, in milliseconds; undefined where it does not say, or says nonsense. */
export const readTimeout = (header: string | undefined): number | undefined => {
  const [, digits, unit = ''] = TIMEOUT.exec(header ?? '') ?? [];
  const milliseconds = MILLISECONDS[unit];
  return digits === undefined || milliseconds === undefined ? undefined : Number(digits) * milliseconds;
};
