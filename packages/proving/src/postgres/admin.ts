/** The superuser of a cluster that the lab made. */
export const ADMIN = { role: 'postgres', password: 'lab-admin' } as const;

export const adminUrl = (port: number, database: string): string =>
  `postgres://${ADMIN.role}:${ADMIN.password}@127.0.0.1:${port}/${database}`;
