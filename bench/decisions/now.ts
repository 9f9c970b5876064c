/** The clock that all processes of this machine share, and that nobody sets. */
export const nowMs = (): number => Number(process.hrtime.bigint()) / 1_000_000;
